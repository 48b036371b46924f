import { createHash } from 'node:crypto';
import {
  canonicalJson,
  chainedText,
  firstHash,
  verifyReviewExport,
} from './chain';
import type { ReviewExport, ReviewLogEntry } from './review';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

function logOf(...events: Pick<ReviewLogEntry, 'event' | 'detail'>[]) {
  const log: ReviewLogEntry[] = [];
  for (const { event, detail } of events) {
    const entry = {
      seq: log.length + 1,
      at: '2026-03-01T09:00:00.000Z',
      actor: { ref: 'user:default/ada', title: 'Ada' },
      event,
      text: `Ada: ${event}`,
      detail,
      previousHash: log.at(-1)?.hash ?? firstHash,
    };
    log.push({ ...entry, hash: sha256(chainedText(entry)) });
  }
  return log;
}

const snapshot = { answers: { 'has-slo': 'met' } };
const snapshotHash = sha256(canonicalJson(snapshot));

function exported(): ReviewExport {
  return {
    format: 'gold-layer.io/review-export/v1',
    exportedAt: '2026-03-02T09:00:00.000Z',
    review: {
      id: '5b5e0c1e-0000-4000-8000-000000000001',
      checklist: 'production-readiness',
      checklistTitle: 'Production readiness',
      checklistVersion: '1.0.0',
      purpose: 'production',
      service: 'component:default/parcel-tracker',
      serviceTitle: 'Parcel Tracker',
      serviceExists: true,
      tier: 'critical',
      state: 'approved',
      progress: {
        controls: 1,
        answered: 1,
        automatic: 0,
        blocking: 0,
        drifted: 0,
        driftedBlocking: 0,
      },
      requestedBy: { ref: 'user:default/ada', title: 'Ada' },
      createdAt: '2026-02-01T09:00:00.000Z',
      updatedAt: '2026-03-01T09:00:00.000Z',
      expiring: false,
      reviewers: [],
      version: 3,
      sections: [],
      comments: [],
      decisions: [],
      conditions: [],
      checklistGone: false,
    },
    checklist: 'kind: Checklist',
    snapshot,
    snapshotHash,
    log: logOf(
      { event: 'started', detail: {} },
      { event: 'answered', detail: { control: 'has-slo', answer: 'met' } },
      { event: 'approved', detail: { snapshotHash } },
    ),
  };
}

const verify = (file: unknown) => verifyReviewExport(file, { sha256 });

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    [{ a: undefined, b: { d: 'x', c: 0 } }, '{"b":{"c":0,"d":"x"}}'],
    ['"', '"\\""'],
    [[undefined], '[null]'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});

describe('verifyReviewExport', () => {
  it('accepts what was exported, also after its way through JSON', async () => {
    const file: unknown = JSON.parse(JSON.stringify(exported(), null, 2));
    expect(await verify(file)).toEqual({
      problems: [],
      entries: 3,
      head: exported().log[2].hash,
    });
  });

  it('accepts another display name of the same person', async () => {
    const file = exported();
    file.log[0].actor.title = 'Ada Lovelace';
    expect((await verify(file)).problems).toEqual([]);
  });

  it.each<[string, (file: ReviewExport) => void, RegExp]>([
    [
      'a changed answer',
      file => void (file.log[1].detail.answer = 'not-met'),
      /^Entry 2 \(answered, .*\) was changed/,
    ],
    [
      'another actor',
      file => void (file.log[1].actor.ref = 'user:default/eve'),
      /^Entry 2 .* was changed/,
    ],
    [
      'a missing entry',
      file => void file.log.splice(1, 1),
      /^Entry 3 .* does not follow entry 1/,
    ],
    [
      'an entry put in place of another',
      file => {
        const other = logOf({ event: 'withdrawn', detail: {} })[0];
        file.log[1] = { ...other, seq: 2 };
      },
      /^Entry 2 .* does not continue the entry before it/,
    ],
    [
      'a changed snapshot',
      file => void (file.snapshot = { answers: { 'has-slo': 'not-met' } }),
      /snapshot is not the one that was frozen/,
    ],
    [
      'a snapshot of which the log knows nothing',
      file => {
        file.snapshot = {};
        file.snapshotHash = sha256('{}');
      },
      /does not speak of this snapshot/,
    ],
    ['an empty log', file => void (file.log = []), /log is empty/],
  ])('finds %s', async (_, change, problem) => {
    const file = exported();
    change(file);
    const { problems } = await verify(file);
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it('says what is wrong with a file that is no export', async () => {
    const { problems } = await verify({ format: 'something' });
    expect(problems).toEqual([expect.stringMatching(/no exported review/)]);
  });
});
