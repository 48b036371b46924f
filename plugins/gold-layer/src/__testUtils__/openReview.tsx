import type { Review } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import type { JSX } from 'react';
import { ReviewsPage } from '../reviews';
import { reviewAddress } from '../reviews/fixtures';
import { FakeReviewBackend } from './FakeReviewBackend';
import { renderScreen } from './renderScreen';

/** Opens a review's page before a backend that keeps what it is told. */
export function openReview(
  review: Review,
  search = '',
  around: (page: JSX.Element) => JSX.Element = page => page,
) {
  const backend = FakeReviewBackend.create(review);
  const { api } = renderScreen(around(<ReviewsPage />), {
    answers: backend.answers(),
    mountPath: '/gold-layer/reviews/*',
    at: `${reviewAddress}${search}`,
  });
  return { backend, api };
}

/** A control on the page, by its title. */
export const controlCard = (name: string) =>
  screen.findByRole('article', { name });

/** A control's button for an answer. */
export async function answerOf(card: string, answer: string) {
  return within(await controlCard(card)).getByRole('button', {
    name: new RegExp(`^${answer}`),
  });
}
