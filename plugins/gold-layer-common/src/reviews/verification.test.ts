import {
  ada,
  answered,
  approved,
  begun,
  day,
  decided,
  exported,
  file,
  Happened,
  id,
  logOf,
  rejected,
  report,
  sam,
  sha256,
  snapshot,
  snapshotHash,
  started,
  submitted,
} from './__testUtils__/exportedReview';
import { canonicalJson } from './canonicalJson';
import type { ReviewExport, ReviewState } from './review';
import { verifyReviewExport } from './verification';

const verify = (given: unknown) => verifyReviewExport(given, { sha256 });
const controlOf = ({ review }: ReviewExport) => review.sections[0].controls[0];

describe('verifyReviewExport', () => {
  it('accepts what was exported, also after its way through JSON, and says what it proves', async () => {
    const text: unknown = JSON.parse(JSON.stringify(exported(), null, 2));
    expect(await verify(text)).toEqual({
      problems: [],
      entries: 8,
      head: exported().log[7].hash,
      proven: {
        id,
        service: 'component:default/parcel-tracker',
        checklist: 'production-readiness',
        checklistVersion: '1.0.0',
        state: 'conditionally-approved',
        snapshotHash,
        files: [{ control: 'restore', title: 'Report', sha256: report }],
      },
    });
  });

  it('accepts a rejected review, which froze nothing', async () => {
    expect(await verify(rejected())).toMatchObject({
      problems: [],
      proven: {
        state: 'rejected',
        files: [{ control: 'restore', sha256: report }],
      },
    });
  });

  it('accepts another display name of the same person', async () => {
    const other = exported();
    other.log[0].actor.title = 'Ada Lovelace';
    other.review.requestedBy = { ...ada, title: 'Ada Lovelace' };
    expect((await verify(other)).problems).toEqual([]);
  });

  it('accepts that facts answer otherwise today', async () => {
    const other = exported();
    const owner = other.review.sections[0].controls[1];
    other.review.sections[0].controls[1] = { ...owner, answer: 'not-met' };
    expect((await verify(other)).problems).toEqual([]);
  });

  it('accepts what was brought up to date since the approval', async () => {
    const later = exported(
      { ...answered('partly'), at: day(5) },
      {
        event: 'condition-met',
        at: day(6),
        detail: { condition: 'keys', note: 'Done.' },
      },
      { event: 'approved', at: day(6), detail: {} },
      { event: 'expired', at: day(7), detail: {} },
      { event: 'superseded', at: day(8), detail: { by: 'next' } },
    );
    const { review } = later;
    const [section] = review.sections;
    section.signOff = { state: 'stale', by: sam, at: day(3) };
    section.controls[0] = { ...section.controls[0], answer: 'partly' };
    review.conditions[0].done = { by: ada, at: day(6), note: 'Done.' };
    const last = { ...review, state: 'superseded' as const };
    const answer = await verify({
      ...later,
      review: { ...last, supersededBy: 'next' },
    });
    expect(answer.problems).toEqual([]);
    expect(answer.proven?.state).toBe('superseded');
  });

  it.each<[string, (file: ReviewExport) => void, RegExp]>([
    [
      'a changed answer in the log',
      ({ log }) => void (log[1].detail.to = { answer: 'not-met' }),
      /^Entry 2 \(answered, .*\) was changed/,
    ],
    [
      'another actor',
      ({ log }) => void (log[1].actor = sam),
      /^Entry 2 .* was changed/,
    ],
    [
      'a missing entry',
      ({ log }) => void log.splice(1, 1),
      /^Entry 3 .* does not follow entry 1/,
    ],
    [
      'an entry put in place of another',
      ({ log }) => {
        const [other] = logOf([{ event: 'withdrawn', detail: {} }]);
        log[1] = { ...other, seq: 2 };
      },
      /^Entry 2 .* does not continue the entry before it/,
    ],
    [
      'a changed snapshot',
      each => void (each.snapshot = { ...snapshot, state: 'approved' }),
      /snapshot is not the one that was frozen/,
    ],
    [
      'a snapshot of which the log knows nothing',
      each => {
        each.snapshot = {};
        each.snapshotHash = sha256('{}');
      },
      /does not speak of this snapshot/,
    ],
    [
      'a snapshot that was taken out with its hash',
      each => {
        delete each.snapshot;
        delete each.snapshotHash;
      },
      /^The snapshot that was frozen at 2026-03-04.* is missing/,
    ],
    ['an empty log', each => void (each.log = []), /log is empty/],
    [
      'a log that does not say what it is of',
      each => void (each.log = logOf([approved])),
      /does not say which review/,
    ],
    [
      'a snapshot that cannot be read',
      each => {
        each.snapshot = { answers: {} };
        each.snapshotHash = sha256(canonicalJson(each.snapshot));
        const detail = { ...approved.detail, snapshotHash: each.snapshotHash };
        each.log = logOf([started, { ...approved, detail }]);
      },
      /^The snapshot cannot be read: at: /,
    ],
  ])('finds %s', async (_, change, problem) => {
    const changed = exported();
    change(changed);
    const { problems, proven } = await verify(changed);
    expect(problems).toContainEqual(expect.stringMatching(problem));
    expect(proven).toBeUndefined();
  });

  it.each<[string, (file: ReviewExport) => void, RegExp]>([
    [
      'another state',
      ({ review }) => void (review.state = 'approved'),
      /^The review's state is said to be approved; the log proves conditionally-approved\.$/,
    ],
    [
      'another service',
      ({ review }) => void (review.service = 'component:default/other'),
      /^The review's service is said to be component:default\/other/,
    ],
    [
      'a later end',
      ({ review }) => void (review.validUntil = '2028-01-01T00:00:00.000Z'),
      /^The review's end is said to be 2028/,
    ],
    [
      'a lower tier',
      ({ review }) => void (review.tier = 'standard'),
      /^The review's tier is said to be standard; the log proves critical/,
    ],
    [
      'another answer',
      given => void (controlOf(given).answer = 'not-applicable'),
      /^Control 'restore': people are said to have answered not-applicable; they answered met\.$/,
    ],
    [
      'an answer by people where facts answered',
      ({ review }) => void (review.sections[0].controls[1].source = 'person'),
      /^Control 'owner': people are said to have answered met; they answered nothing/,
    ],
    [
      'another note',
      given => void (controlOf(given).note = 'Ten times.'),
      /^Control 'restore': its note/,
    ],
    [
      'another hash of a file',
      given => {
        const [evidence] = controlOf(given).evidence;
        evidence.file = { ...file, sha256: sha256('Restored in 8 minutes.') };
      },
      /^Control 'restore': its evidence 'Report' is not as it was added/,
    ],
    [
      'evidence of which nobody knows',
      given => {
        const [evidence] = controlOf(given).evidence;
        controlOf(given).evidence.push({ ...evidence, id: 'another' });
      },
      /^Control 'restore': its evidence 'Report' was never added/,
    ],
    [
      'missing evidence',
      given => void (controlOf(given).evidence = []),
      /^Control 'restore': its evidence 'Report' is missing/,
    ],
    [
      'a control that blocks no more',
      given => void (controlOf(given).blocking = false),
      /^Control 'restore' is not the one that was approved/,
    ],
    [
      'a missing control',
      ({ review }) => void review.sections[0].controls.pop(),
      /^Control 'owner' was approved and is missing/,
    ],
    [
      'another signer',
      ({ review }) =>
        void (review.sections[0].signOff = {
          state: 'signed',
          by: ada,
          at: day(3),
        }),
      /^Section 'data': nobody signed it/,
    ],
    [
      'a missing signature',
      ({ review }) => void (review.sections[0].signOff = undefined),
      /^Section 'data': what was said on it is missing/,
    ],
    [
      'another decision',
      ({ review }) => void (review.decisions[0].decision = 'approved'),
      /^The role 'sre-lead' is said to have decided approved; it did not so/,
    ],
    [
      'a missing decision',
      ({ review }) => void (review.decisions = []),
      /^The role 'sre-lead' decided conditionally-approved; that is missing/,
    ],
    [
      'a condition that nobody met',
      ({ review }) =>
        void (review.conditions[0].done = {
          by: ada,
          at: day(6),
          note: 'Done.',
        }),
      /^The condition 'Rotate the keys' is not as it was given and met/,
    ],
    [
      'a missing condition',
      ({ review }) => void (review.conditions = []),
      /^The condition 'Rotate the keys'/,
    ],
    [
      'another comment',
      ({ review }) => void (review.comments[0].body = 'A mess.'),
      /^The comment of user:default\/ada at 2026-03-02.* was not written so/,
    ],
    [
      'a missing comment',
      ({ review }) => void (review.comments = []),
      /^What user:default\/ada wrote at 2026-03-02.* is missing/,
    ],
  ])(
    'finds that the review says %s than is proven',
    async (_, change, problem) => {
      const changed = exported();
      change(changed);
      const { problems, proven } = await verify(changed);
      expect(problems).toContainEqual(expect.stringMatching(problem));
      expect(proven).toBeUndefined();
    },
  );

  it.each<[string, Happened[], ReviewState, boolean]>([
    ['draft', [], 'draft', true],
    ['submitted', [submitted], 'submitted', true],
    ['being reviewed', [submitted], 'in-review', true],
    ['approved', [submitted], 'approved', false],
    [
      'rejected as approved',
      [submitted, decided('rejected')],
      'approved',
      false,
    ],
    [
      'handed back',
      [submitted, { event: 'changes-requested', detail: { comment: 'No.' } }],
      'changes-requested',
      true,
    ],
  ])('tells whether a review is %s', async (_, events, state, right) => {
    const { problems } = await verify({
      ...exported(),
      snapshot: undefined,
      snapshotHash: undefined,
      log: logOf([started, ...events]),
      review: { ...exported().review, state },
    });
    expect(problems.some(each => each.includes("review's state"))).toBe(!right);
  });

  it('finds that an answer was changed after the section was signed', async () => {
    const later = exported({ ...answered('met'), at: day(5) });
    expect((await verify(later)).problems).toEqual([
      "Section 'data': it was changed after it was signed.",
    ]);
  });

  it('takes a decision and a signature that count no longer as gone', async () => {
    const dropped = (event: string, detail: object) => ({
      event,
      actor: { ref: 'gold-layer', title: 'Gold Layer' },
      at: day(5),
      detail: { ...detail, by: sam.ref, bar: 'owner' },
    });
    const { review, ...rest } = rejected();
    const log = logOf([
      ...begun,
      decided('conditionally-approved'),
      dropped('decision-dropped', { role: 'sre-lead' }),
      dropped('sign-off-dropped', { section: 'data' }),
    ]);
    const open = {
      ...review,
      state: 'in-review' as const,
      decidedAt: undefined,
    };
    const [section] = review.sections;
    const without = {
      ...open,
      decisions: [{ role: 'sre-lead', title: 'SRE lead' }],
      sections: [{ ...section, signOff: undefined }],
    };
    expect((await verify({ ...rest, log, review: without })).problems).toEqual(
      [],
    );
    const kept = {
      ...open,
      decisions: exported().review.decisions,
      sections: [section],
    };
    expect((await verify({ ...rest, log, review: kept })).problems).toEqual([
      "Section 'data': its signature no longer counts.",
      "The role 'sre-lead' is said to have decided conditionally-approved; it did not so.",
    ]);
  });

  it('says what is wrong with a file that is no export', async () => {
    const { problems } = await verify({ format: 'something' });
    expect(problems).toEqual([expect.stringMatching(/no exported review/)]);
  });
});
