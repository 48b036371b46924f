import { screen } from '@testing-library/react';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { draft, subject } from '../fixtures';
import { ServiceAssessments } from './ServiceAssessments';

it('says when the next assessment of the service is due', async () => {
  const published = {
    ...draft,
    state: 'published' as const,
    score: 5,
    publishedAt: '2026-11-20T09:00:00.000Z',
    nextDue: '2027-05-20T09:00:00.000Z',
  };
  renderScreen(<ServiceAssessments service={subject.ref} />, {
    answers: {
      listAssessments: { items: [published], totalItems: 1, pageInfo: {} },
    },
  });
  expect(await screen.findByText(/5 of 10/)).toHaveTextContent(
    /published .*; the next one due 20 May 2027$/,
  );
});
