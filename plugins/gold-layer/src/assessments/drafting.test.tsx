import { TestApiProvider, mockApis } from '@backstage/frontend-test-utils';
import type { Assessment } from '@gold-layer/backstage-plugin-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { slow } from '../__testUtils__/slow';
import { AssessmentsPage } from './AssessmentsPage';
import { draft } from './fixtures';
import { lossWords } from './lossWords';

jest.setTimeout(30_000);

function open(
  answers: FakeAnswers,
  around: (page: ReactNode) => JSX.Element = page => <>{page}</>,
) {
  return renderScreen(
    around(
      <Routes>
        <Route path="/gold-layer/assessments/*" element={<AssessmentsPage />} />
      </Routes>,
    ),
    {
      at: `/gold-layer/assessments/${draft.id}`,
      answers: {
        listRubrics: { items: [] },
        listAssessments: { items: [], totalItems: 0, pageInfo: {} },
        ...answers,
      },
    },
  );
}

const [slos, chaos] = draft.gradings;
const { note: _, grade, ...blank } = slos;
const empty: Assessment = { ...draft, graded: 0, gradings: [blank, chaos] };
const link = { title: 'Report', url: 'https://x.example' };

/** What the browser keeps of changes that nobody has acknowledged. */
const kept = () =>
  Object.keys(localStorage).filter(key =>
    key.startsWith('gold-layer.unsaved/'),
  );

const throwAway = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Throw away' }));
const question = async () =>
  within(await screen.findByRole('dialog', { name: /Throw this draft away/ }));

describe('what is lost with a draft', () => {
  it.each<[string | undefined, Partial<Assessment>, number]>([
    [undefined, empty, 0],
    ['1 grade and 1 note', draft, 0],
    ['1 note', { gradings: [{ ...blank, note: 'Seen.' }, chaos] }, 0],
    [
      '2 links of evidence',
      { gradings: [{ ...blank, evidence: [link, link] }, chaos] },
      0,
    ],
    ['1 change that is not saved yet', empty, 1],
    [
      '2 grades, 1 note, and 2 changes that are not saved yet',
      { gradings: [slos, { ...chaos, grade: 1 }] },
      2,
    ],
  ])('is %s', (words, change, unsent) => {
    expect(lossWords({ ...draft, ...change }, unsent)).toBe(words);
  });
});

describe('a draft that is thrown away', () => {
  beforeEach(() => localStorage.clear());

  it('goes without a question while nothing is in it', async () => {
    const { api } = open({
      getAssessment: empty,
      discardAssessment: { discarded: true },
    });
    await throwAway();
    await waitFor(() =>
      expect(screen.getByLabelText('Address')).toHaveTextContent(
        /assessments$/,
      ),
    );
    expect(api.lastInput('discardAssessment')).toEqual({
      id: draft.id,
      body: { version: draft.version },
    });
  });

  it('is asked about with what is in it, and stays where one thinks better of it', async () => {
    const { api } = open({ getAssessment: draft });
    await throwAway();
    const dialog = await question();
    expect(dialog.getByText('Lost with it: 1 grade and 1 note.')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(api.lastInput('discardAssessment')).toBeUndefined();
  });

  it('takes along what was not sent yet, and cannot be thrown away twice', async () => {
    let done: (value: { discarded: true }) => void = () => {};
    const { api } = open({
      getAssessment: empty,
      gradeDimension: await refusal(503, 'Being restarted'),
      discardAssessment: () =>
        new Promise(resolve => {
          done = resolve;
        }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take 2' }),
    );
    await screen.findByText(/1 grade kept on this computer/);
    expect(kept()).toHaveLength(1);
    await throwAway();
    const dialog = await question();
    expect(
      dialog.getByText('Lost with it: 1 change that is not saved yet.'),
    ).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Throw away' }));
    expect(
      await dialog.findByRole('button', { name: 'One moment …' }),
    ).toBeDisabled();
    done({ discarded: true });
    await waitFor(() =>
      expect(screen.getByLabelText('Address')).toHaveTextContent(
        /assessments$/,
      ),
    );
    expect(
      api.calls.filter(({ name }) => name === 'discardAssessment'),
    ).toHaveLength(1);
    expect(kept()).toEqual([]);
  });

  it('does not call back whoever has left meanwhile', async () => {
    const discard = slow({ discarded: true } as const);
    open(
      { getAssessment: empty, discardAssessment: () => discard.answered },
      page => (
        <>
          <Link to="/elsewhere">Elsewhere</Link>
          {page}
        </>
      ),
    );
    await throwAway();
    await userEvent.click(screen.getByText('Elsewhere'));
    await discard.letGo();
    expect(screen.getByLabelText('Address')).toHaveTextContent(/elsewhere$/);
  });

  it('stays, with the server’s words, where that is refused', async () => {
    open({
      getAssessment: empty,
      discardAssessment: await refusal(403, 'Only Lighthouse may do that.'),
    });
    await throwAway();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^Only Lighthouse may do that.$/,
    );
  });
});

describe('an assessment', () => {
  beforeEach(() => localStorage.clear());

  it('opens though the portal cannot say who reads, and keeps nothing for them', async () => {
    open(
      { getAssessment: draft, gradeDimension: await refusal(503, 'Restarted') },
      page => (
        <TestApiProvider
          apis={[
            mockApis.identity.mock({
              getBackstageIdentity: async () => {
                throw new Error('The session is over.');
              },
            }),
          ]}
        >
          {page}
        </TestApiProvider>
      ),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take 2' }),
    );
    expect(await screen.findByText(/cannot be reached/)).toBeVisible();
    expect(kept()).toEqual([]);
  });
});
