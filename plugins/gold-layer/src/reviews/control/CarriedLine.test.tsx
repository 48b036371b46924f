import { screen } from '@testing-library/react';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { control, people } from '../fixtures';
import { CarriedLine } from './CarriedLine';

it('says from which review an answer is, by whom, and leads there', async () => {
  const review = '22222222-2222-4222-8222-222222222222';
  const carried = control('runbooks', {
    answer: 'met',
    carriedFrom: { review, at: '2026-03-03T12:00:00Z' },
    updatedBy: people.grace,
  });
  renderScreen(<CarriedLine control={carried} />, { answers: {} });
  const link = await screen.findByRole('link', {
    name: 'review of 3 March 2026',
  });
  expect(link).toHaveAttribute(
    'href',
    `/gold-layer/reviews/${review}?control=runbooks`,
  );
  expect(link.parentElement).toHaveTextContent(
    'From the review of 3 March 2026, by Grace Hopper',
  );
});
