import type { Task } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { InboxPage } from './InboxPage';

const reviewId = '5b5e0c1e-0000-4000-8000-000000000001';

const decide: Task = {
  id: `review-decision ${reviewId} security`,
  kind: 'review-decision',
  title: 'Decide for Security',
  reason: 'Production readiness, submitted 3 days ago, all sections signed.',
  service: 'component:default/parcel-tracker',
  serviceTitle: 'Parcel Tracker',
  since: '2026-11-18T09:00:00.000Z',
  overdue: false,
  target: { type: 'review', id: reviewId },
};
const late: Task = {
  ...decide,
  id: 'waiver-decision',
  kind: 'waiver-decision',
  title: 'Decide about a waiver',
  serviceTitle: 'Sorting Office',
  since: '2026-11-20T09:00:00.000Z',
  due: '2026-11-20T12:00:00.000Z',
  overdue: true,
  target: { type: 'waiver', id: reviewId },
};
const draft: Task = {
  ...decide,
  id: 'draft',
  kind: 'assessment-draft',
  title: 'Finish the SRE maturity assessment',
  target: { type: 'assessment', id: reviewId },
};

describe('InboxPage', () => {
  it('shows duties before drafts, the overdue first, each leading to its place', async () => {
    renderScreen(<InboxPage />, {
      answers: { listMyTasks: { items: [draft, decide, late] } },
    });
    const toDecide = await screen.findByRole('region', { name: 'To decide' });
    const links = within(toDecide).getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      'Decide about a waiver',
      'Decide for Security',
    ]);
    expect(links[0]).toHaveAttribute('href', `/gold-layer/risks/${reviewId}`);
    expect(links[1]).toHaveAttribute('href', `/gold-layer/reviews/${reviewId}`);
    const [overdue] = within(toDecide).getAllByRole('listitem');
    expect(overdue).toHaveTextContent(/Overdue was due .* ago$/);
    expect(
      screen.getByRole('region', { name: 'To finish or begin' }),
    ).toHaveTextContent('Finish the SRE maturity assessment');
  });

  it('shows the first of many, and all on demand', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...late,
      id: `waiver-decision ${index}`,
    }));
    renderScreen(<InboxPage />, { answers: { listMyTasks: { items: many } } });
    const toDecide = within(
      await screen.findByRole('region', { name: 'To decide' }),
    );
    expect(toDecide.getAllByRole('listitem')).toHaveLength(20);
    await userEvent.click(
      toDecide.getByRole('button', { name: 'Show all 60' }),
    );
    expect(toDecide.getAllByRole('listitem')).toHaveLength(60);
  });

  it('leads to the very section, control or words that wait', async () => {
    const target = { type: 'review' as const, id: reviewId };
    const tasks: Task[] = [
      {
        ...decide,
        id: 'sign',
        kind: 'section-sign-off',
        title: 'Sign again',
        target: { ...target, section: 'data' },
      },
      {
        ...decide,
        id: 'about control',
        kind: 'mention',
        title: 'Answer Ada',
        target: { ...target, control: 'pii', section: 'data' },
      },
      {
        ...decide,
        id: 'about section',
        kind: 'mention',
        title: 'Answer Grace',
        target: { ...target, section: 'data' },
      },
      {
        ...decide,
        id: 'about all',
        kind: 'mention',
        title: 'Answer Linus',
        target,
      },
      {
        ...decide,
        id: 'control',
        kind: 'review-drifted',
        title: 'Put right',
        target: { ...target, control: 'pii' },
      },
    ];
    renderScreen(<InboxPage />, { answers: { listMyTasks: { items: tasks } } });
    const review = `/gold-layer/reviews/${reviewId}`;
    const link = async (name: string) =>
      (await screen.findByRole('link', { name })).getAttribute('href');
    expect(await link('Sign again')).toBe(`${review}?section=data`);
    expect(await link('Answer Ada')).toBe(
      `${review}?view=discussion&about=control%3Apii`,
    );
    expect(await link('Answer Grace')).toBe(
      `${review}?view=discussion&about=section%3Adata`,
    );
    expect(await link('Answer Linus')).toBe(`${review}?view=discussion`);
    expect(await link('Put right')).toBe(`${review}?control=pii`);
  });

  it('says so when nothing waits', async () => {
    renderScreen(<InboxPage />, { answers: { listMyTasks: { items: [] } } });
    expect(
      await screen.findByText('Nothing waits for you.'),
    ).toBeInTheDocument();
  });

  it('does not call it nothing when a part could not be asked', async () => {
    renderScreen(<InboxPage />, {
      answers: { listMyTasks: { items: [], missing: ['reviews'] } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'among your reviews cannot be told',
    );
    expect(
      screen.queryByText('Nothing waits for you.'),
    ).not.toBeInTheDocument();
  });

  it('says who refused', async () => {
    renderScreen(<InboxPage />, {
      answers: { listMyTasks: await refusal(403, 'Ask the portal team.') },
    });
    expect(await screen.findByText('Ask the portal team.')).toBeInTheDocument();
  });
});
