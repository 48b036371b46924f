import type { Assessment } from '@gold-layer/backstage-plugin-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { AssessmentsPage } from './AssessmentsPage';
import { draft, rows, rubric, summary } from './fixtures';

jest.setTimeout(30_000);

function render(at: string, answers: FakeAnswers) {
  return renderScreen(
    <Routes>
      <Route path="/gold-layer/assessments/*" element={<AssessmentsPage />} />
    </Routes>,
    {
      at,
      answers: {
        listRubrics: { items: [rubric] },
        listAssessments: { items: [draft], totalItems: 1, pageInfo: {} },
        listServiceFacets: {
          tiers: [],
          owners: [],
          systems: [],
          domains: [],
          lifecycles: [],
          types: [],
          sources: [],
        },
        getAssessmentPortfolio: {
          items: rows,
          totalItems: 2,
          pageInfo: {},
          summary,
        },
        compareAssessment: { series: [], trend: [] },
        ...answers,
      },
    },
  );
}
const onDraft = `/gold-layer/assessments/${draft.id}`;

const unreachable = Object.assign(new Error('fetch failed'), {
  name: 'TypeError',
});

/** What the browser keeps of changes that nobody has acknowledged. */
function kept(): string[] {
  return Object.entries(localStorage)
    .filter(([key]) => key.startsWith('gold-layer.unsaved/'))
    .map(([, value]) => String(value));
}

function graded(change: Partial<Assessment['gradings'][number]>): Assessment {
  return {
    ...draft,
    graded: 2,
    version: 3,
    gradings: draft.gradings.map(grading =>
      grading.dimension === 'chaos'
        ? { ...grading, ...change, version: grading.version + 1 }
        : grading,
    ),
  };
}

describe('the portfolio', () => {
  beforeEach(() => localStorage.clear());

  it('shows grades in numbers, and says who was never assessed', async () => {
    const { api } = render('/gold-layer/assessments', {});
    const table = await screen.findByRole('table', {
      name: 'Grades by dimension',
    });
    const [, tracker, vane] = within(table).getAllByRole('row');
    expect(tracker).toHaveTextContent(/Parcel Tracker5Foundation41/);
    expect(tracker).toHaveTextContent('next was due 20 November 2026Overdue');
    expect(vane).toHaveTextContent(/Weather Vane–––never/);
    expect(
      screen.getByText('1 of 2 subjects assessed, 1 overdue'),
    ).toBeVisible();
    expect(api.lastInput('getAssessmentPortfolio')).toMatchObject({
      rubric: 'sre-maturity',
      sort: 'score',
      order: 'asc',
    });
  });

  it('sorts by any dimension', async () => {
    const { api } = render('/gold-layer/assessments', {});
    const table = await screen.findByRole('table', {
      name: 'Grades by dimension',
    });
    await userEvent.click(
      within(table).getByRole('button', { name: 'Chaos engineering' }),
    );
    expect(screen.getByLabelText('Address')).toHaveTextContent('sort=chaos');
    expect(api.lastInput('getAssessmentPortfolio')).toMatchObject({
      sort: 'chaos',
      order: 'asc',
    });
  });

  it('leads back to drafts', async () => {
    render('/gold-layer/assessments', {});
    expect(
      await screen.findByRole('link', { name: 'SRE maturity: Parcel Tracker' }),
    ).toHaveAttribute('href', onDraft);
  });
});

describe('one assessment', () => {
  beforeEach(() => localStorage.clear());

  it.each([
    [false, 'The next one is due 20 May 2027.'],
    [true, 'The next one was due 20 May 2027.'],
  ])('says when the next one is due (overdue: %s)', async (overdue, words) => {
    render(onDraft, {
      getAssessment: {
        ...draft,
        state: 'published',
        graded: 2,
        score: 5,
        publishedAt: '2026-11-20T09:00:00.000Z',
        publishedBy: draft.startedBy,
        nextDue: '2027-05-20T09:00:00.000Z',
        overdue,
        mayEdit: { allowed: false },
      },
    });
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('has no score while a grade is missing, and cannot be published', async () => {
    render(onDraft, { getAssessment: draft });
    expect(await screen.findByText('1 of 2 graded.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
    expect(
      screen.getByText(/The last experiment ran 40 days ago/),
    ).toBeVisible();
  });

  it('saves a grade at once, on the version that was seen', async () => {
    const { api } = render(onDraft, {
      getAssessment: draft,
      gradeDimension: graded({ grade: 2 }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take 2' }),
    );
    expect(await screen.findByText('Everything is saved.')).toBeVisible();
    expect(api.lastInput('gradeDimension')).toEqual({
      id: draft.id,
      dimension: 'chaos',
      body: { version: 0, grade: 2 },
    });
    expect(screen.getByRole('button', { name: 'Publish' })).toBeEnabled();
    expect(kept()).toEqual([]);
  });

  it('keeps a grade that did not arrive, and says so', async () => {
    render(onDraft, {
      getAssessment: draft,
      gradeDimension: unreachable,
    });
    const choice = await screen.findByRole('radiogroup', {
      name: 'Grade of Chaos engineering',
    });
    await userEvent.click(
      within(choice).getByRole('radio', { name: '4, Measured' }),
    );
    expect(
      await screen.findByText(/cannot be reached. 1 grade kept/),
    ).toBeVisible();
    expect(kept()).toEqual([expect.stringContaining('"grade":4')]);
  });

  it('shows both when somebody else was faster, and lets one choose', async () => {
    const theirs = graded({
      grade: 1,
      gradedBy: { ref: 'user:default/nell', title: 'Nell Foghorn' },
      gradedAt: '2026-11-20T10:00:00.000Z',
    });
    let asked = 0;
    const { api } = render(onDraft, {
      getAssessment: () => (asked++ === 0 ? draft : theirs),
      gradeDimension: await refusal(409, 'Nell has graded it meanwhile.'),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take 2' }),
    );
    const choice = await screen.findByRole('alert', {
      name: 'Two versions of Chaos engineering',
    });
    expect(choice).toHaveTextContent('Grade: 2, Begun');
    expect(choice).toHaveTextContent('Nell Foghorn');
    expect(choice).toHaveTextContent('Grade: 1, Ad hoc');

    await userEvent.click(
      within(choice).getByRole('button', { name: 'Keep mine' }),
    );
    expect(api.lastInput('gradeDimension')).toMatchObject({
      body: { version: 1, grade: 2 },
    });
  });

  it('is for reading only where one may not edit, with the reason', async () => {
    render(onDraft, {
      getAssessment: {
        ...draft,
        mayEdit: { allowed: false, reason: 'Only Lighthouse may grade this.' },
      },
    });
    expect(
      await screen.findByText('Only Lighthouse may grade this.'),
    ).toBeVisible();
    for (const radio of screen.getAllByRole('radio')) {
      expect(radio).toBeDisabled();
    }
  });
});
