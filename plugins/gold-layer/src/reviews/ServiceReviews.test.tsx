import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Settled } from '../__testUtils__/Settled';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { listed } from './fixtures';
import { CardReviews } from './service/CardReviews';
import { ServiceReviews } from './service/ServiceReviews';

const service = 'component:default/checkout';
const approved = listed({
  state: 'approved',
  createdAt: '2026-03-01T08:00:00Z',
  validUntil: '2027-03-02T10:00:00Z',
  progress: {
    controls: 47,
    answered: 47,
    automatic: 30,
    blocking: 1,
    drifted: 4,
    driftedBlocking: 1,
  },
});
const page = {
  items: [
    listed({
      id: '22222222-2222-4222-8222-222222222222',
      state: 'superseded',
      createdAt: '2025-03-01T08:00:00Z',
    }),
    approved,
    listed({
      id: '33333333-3333-4333-8333-333333333333',
      createdAt: '2026-11-01T08:00:00Z',
    }),
  ],
  totalItems: 3,
  pageInfo: {},
};

it('tells on the card where each review stands, leading to it', async () => {
  renderScreen(<CardReviews service={service} />, {
    answers: { listReviews: page },
  });

  const list = await screen.findByRole('list', { name: 'Reviews' });
  const [holds, next, ...others] = within(list).getAllByRole('listitem');
  expect(others).toHaveLength(0);
  expect(next).toHaveTextContent(
    'Production readiness: draft, 1 of 4 controls answered',
  );
  expect(holds).toHaveTextContent(
    'Production readiness: approved until March 2027, 4 controls have regressed, one blocking',
  );
  expect(
    within(holds).getByRole('link', { name: 'Production readiness' }),
  ).toHaveAttribute('href', `/gold-layer/reviews/${approved.id}`);
});

it('says nothing on the card to who may not see reviews', async () => {
  renderScreen(
    <>
      <CardReviews service={service} />
      <Settled name="listReviews" input={{ service, limit: 50 }} />
    </>,
    { answers: { listReviews: await refusal(403, 'No') } },
  );

  expect(await screen.findByText('listReviews: error')).toBeInTheDocument();
  expect(screen.queryByRole('list')).not.toBeInTheDocument();
  expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument();
});

it('lists all reviews of a service, newest first, and starts the next', async () => {
  renderScreen(<ServiceReviews service={service} />, {
    answers: {
      listReviews: input =>
        input.state ? { ...page, items: [], totalItems: 0 } : page,
      listChecklists: { items: [] },
    },
  });

  const list = await screen.findByRole('list', {
    name: 'Reviews, newest first',
  });
  const [first, second, third] = within(list).getAllByRole('listitem');
  expect(first).toHaveTextContent(/Production readinessDraft/);
  expect(second).toHaveTextContent(/Production readinessApproved/);
  expect(third).toHaveTextContent(/Production readinessReplaced/);

  await userEvent.click(screen.getByRole('button', { name: 'Start a review' }));
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Start a review' }),
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Start' }));
  expect(await dialog.findByText('Choose a checklist')).toBeInTheDocument();
  expect(dialog.queryByLabelText('Service')).not.toBeInTheDocument();
});
