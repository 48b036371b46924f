import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import {
  facets,
  orphan,
  pageOfServices,
  quoteEngine,
} from '../directory/fixtures';
import { ReviewsPage } from '.';
import { draft, listed, people } from './fixtures';

const page = <T,>(items: T[], totalItems = items.length) => ({
  items,
  totalItems,
  pageInfo: {},
});
const checklist = {
  name: 'production-readiness',
  title: 'Production readiness',
  description: 'Is it ready for production?',
  version: '1.0.0',
  origin: 'built-in',
  purpose: 'production' as const,
  sections: 10,
  controls: 47,
  open: 2,
  approved: 1,
};

function show(answers: FakeAnswers = {}, search = '') {
  return renderScreen(<ReviewsPage />, {
    mountPath: '/gold-layer/reviews/*',
    at: `/gold-layer/reviews${search}`,
    answers: {
      listReviews: input =>
        page(
          input.limit === 1
            ? []
            : [
                listed({
                  state: 'in-review',
                  promisedBy: '2026-11-01T08:00:00Z',
                  reviewers: [people.grace, people.linus],
                }),
              ],
          input.reviewer === 'me' ? 4 : 1,
        ),
      listChecklists: { items: [checklist] },
      listServiceFacets: facets,
      listServices: pageOfServices([quoteEngine, orphan]),
      listReviewers: {
        items: [
          {
            person: people.grace,
            roles: [{ role: 'security', title: 'Security' }],
            open: 5,
            overdue: 2,
          },
        ],
      },
      listReviewNeeds: {
        ...page([
          {
            service: 'component:default/ledger',
            serviceTitle: 'Ledger',
            tier: 'critical' as const,
            checklist: 'production-readiness',
            checklistTitle: 'Production readiness',
            reason: 'none' as const,
          },
        ]),
        byTier: { critical: 1 },
      },
      ...answers,
    },
  });
}

const address = () => screen.findByLabelText('Address');

it('shows who waits for whom, how far it is and what is overdue', async () => {
  show();

  const table = await screen.findByRole('table', { name: 'Reviews' });
  const [, row] = within(table).getAllByRole('row');
  expect(row).toHaveTextContent(
    /Checkout: Production readinessCriticalPayments/,
  );
  expect(row).toHaveTextContent(/In review/);
  expect(row).toHaveTextContent(/1 of 41 blocking open/);
  expect(row).toHaveTextContent(/was due/);
  expect(row).toHaveTextContent(/Grace Hopper and Linus Pauling/);
  expect(
    await screen.findByRole('button', { name: 'Waiting for me (4)' }),
  ).toBeInTheDocument();
});

it('asks the backend for exactly what the address says', async () => {
  const { api } = show(
    {},
    '?view=all&q=pay&tier=critical&owner=group:default/payments&state=rejected&checklist=production-readiness&reviewer=user:default/grace&sort=tier',
  );

  await screen.findByRole('table', { name: 'Reviews' });
  expect(api.calls).toContainEqual({
    name: 'listReviews',
    input: {
      q: 'pay',
      tier: ['critical'],
      owner: ['group:default/payments'],
      state: ['rejected'],
      checklist: 'production-readiness',
      reviewer: 'user:default/grace',
      sort: 'tier',
      order: 'asc',
      limit: 25,
      cursor: undefined,
    },
  });
});

it('shows the oldest first where that is the order', async () => {
  const { api } = show({}, '?view=all&sort=age');
  await screen.findByRole('table', { name: 'Reviews' });
  expect(api.calls).toContainEqual({
    name: 'listReviews',
    input: expect.objectContaining({ sort: 'age', order: 'asc', limit: 25 }),
  });
});

it('tells the age of what is promised, too', async () => {
  const createdAt = new Date(Date.now() - 9 * 24 * 3_600_000).toISOString();
  const promised = listed({
    state: 'submitted',
    promisedBy: '2999-01-01T00:00:00Z',
    createdAt,
  });
  show({ listReviews: page([promised]) });
  const table = await screen.findByRole('table', { name: 'Reviews' });
  const [, row] = within(table).getAllByRole('row');
  expect(row).toHaveTextContent(/promised in .*begun 9 days ago/);
});

it('leads to every missing review, within the team and checklist that are asked for', async () => {
  const need = (name: string) => ({
    service: `component:default/${name}`,
    serviceTitle: name,
    tier: 'critical' as const,
    checklist: 'production-readiness',
    checklistTitle: 'Production readiness',
    reason: 'none' as const,
  });
  const { api } = show(
    {
      listReviewNeeds: ({ cursor }) => ({
        items: cursor
          ? [need('Ninth')]
          : 'abcdefgh'.split('').map(letter => need(letter)),
        totalItems: 9,
        pageInfo: { nextCursor: cursor ? undefined : 'further' },
        byTier: { critical: 9, standard: 4 },
      }),
    },
    '?owner=group:default/payments&checklist=production-readiness',
  );
  const pages = within(
    await screen.findByRole('navigation', {
      name: 'Pages of services without a valid review',
    }),
  );
  expect(pages.getByRole('status')).toHaveTextContent(
    '1–8 of 9 missing reviews',
  );
  expect(api.lastInput('listReviewNeeds')).toEqual({
    tier: undefined,
    owner: ['group:default/payments'],
    checklist: 'production-readiness',
    limit: 8,
    cursor: undefined,
  });
  await userEvent.click(pages.getByRole('button', { name: 'Next' }));
  expect(await screen.findByText('Ninth')).toBeInTheDocument();
  expect(api.lastInput('listReviewNeeds')).toMatchObject({ cursor: 'further' });

  // Another question begins on its first page.
  await userEvent.click(screen.getByRole('button', { name: 'Critical (9)' }));
  await waitFor(() =>
    expect(api.lastInput('listReviewNeeds')).toMatchObject({
      tier: ['critical'],
      cursor: undefined,
    }),
  );
});

it('says that nobody was asked yet, not that nobody could be', async () => {
  show({ listReviewers: { items: [] } });
  expect(
    await screen.findByText('Nobody has been asked to review anything yet.'),
  ).toBeInTheDocument();
});

it('keeps view, filters and text in the address', async () => {
  const { api } = show();
  await userEvent.click(
    await screen.findByRole('button', { name: /^Drifted/ }),
  );
  await userEvent.type(screen.getByLabelText('Search reviews'), 'led');
  await waitFor(async () =>
    expect(await address()).toHaveTextContent('?view=drifted&q=led'),
  );
  await waitFor(() =>
    expect(api.calls).toContainEqual({
      name: 'listReviews',
      input: expect.objectContaining({
        state: ['drifted'],
        q: 'led',
        sort: 'drift',
        limit: 25,
      }),
    }),
  );

  await userEvent.click(screen.getByRole('button', { name: 'Clear all (1)' }));
  expect(await address()).toHaveTextContent(/\?view=drifted$/);
});

it('starts a review and says what is under way already', async () => {
  const { api } = show({
    startReview: draft(),
    getReview: draft(),
    listReviews: input =>
      page(input.service ? [listed()] : [], input.service ? 1 : 0),
  });
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Start Production readiness for Ledger',
    }),
  );
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Start a review' }),
  );
  expect(dialog.getByLabelText('Service')).toHaveDisplayValue(/ledger/i);
  expect(
    await dialog.findByText(/is being walked for the service already/),
  ).toBeInTheDocument();

  await userEvent.clear(dialog.getByLabelText('Service'));
  await userEvent.type(dialog.getByLabelText('Service'), 'quote');
  await userEvent.click(await screen.findByText('Quote engine'));
  await userEvent.click(dialog.getByRole('button', { name: 'Start' }));

  await waitFor(() =>
    expect(api.lastInput('startReview')).toEqual({
      body: {
        service: quoteEngine.ref,
        checklist: 'production-readiness',
      },
    }),
  );
  await waitFor(async () =>
    expect(await address()).toHaveTextContent(
      `/gold-layer/reviews/${draft().id}`,
    ),
  );
});

it('narrows the list to one reviewer and the needs to one tier', async () => {
  const { api } = show();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Grace Hopper' }),
  );
  expect(await address()).toHaveTextContent(
    '?view=open&reviewer=user%3Adefault%2Fgrace',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Critical (1)' }));
  await waitFor(() =>
    expect(api.lastInput('listReviewNeeds')).toMatchObject({
      tier: ['critical'],
    }),
  );
});

it('says why there is nothing, and what went wrong', async () => {
  show({ listReviews: page([]) }, '?view=expiring');
  expect(
    await screen.findByText('No approval ends within 30 days.'),
  ).toBeInTheDocument();
});

it('repeats why one may not see them', async () => {
  show({ listReviews: await refusal(403, 'Reviews are for staff.') });
  expect(await screen.findByText('Reviews are for staff.')).toBeInTheDocument();
});
