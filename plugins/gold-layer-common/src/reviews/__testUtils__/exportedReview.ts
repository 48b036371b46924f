import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonicalJson';
import { chainedText, firstHash } from '../chain';
import type { ReviewExport, ReviewLogEntry } from '../review';
import type { ReviewSnapshot } from '../snapshot';

/** In hex. */
export const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** Who asked. */
export const ada = { ref: 'user:default/ada', title: 'Ada' };
/** Who decided. */
export const sam = { ref: 'user:default/sam', title: 'Sam' };
/** Of the review. */
export const id = '5b5e0c1e-0000-4000-8000-000000000001';
/** Nine in the morning of a day in March. */
export const day = (n: number) => `2026-03-0${n}T09:00:00.000Z`;
/** Hash of the file that was given as evidence. */
export const report = sha256('Restored in 38 minutes.');

/** What is to be logged. */
export type Happened = Pick<ReviewLogEntry, 'event' | 'detail'> &
  Partial<Pick<ReviewLogEntry, 'actor' | 'at'>>;

/** A log in which each entry carries on the one before it. */
export function logOf(events: Happened[]): ReviewLogEntry[] {
  const log: ReviewLogEntry[] = [];
  for (const { actor = ada, at = day(1), detail, event } of events) {
    const entry = {
      seq: log.length + 1,
      at,
      actor: { ...actor },
      event,
      text: `${actor.title}: ${event}`,
      detail: { ...detail },
      previousHash: log.at(-1)?.hash ?? firstHash,
    };
    log.push({ ...entry, hash: sha256(chainedText(entry)) });
  }
  return log;
}

export const started: Happened = {
  event: 'started',
  detail: {
    review: id,
    service: 'component:default/parcel-tracker',
    checklist: 'production-readiness',
    version: '1.0.0',
  },
};
export const answered = (answer: string, more: object = {}): Happened => ({
  event: 'answered',
  detail: { control: 'restore', to: { answer, note: 'Twice.', ...more } },
});
export const file = {
  name: 'report.txt',
  mediaType: 'text/plain',
  size: 23,
  sha256: report,
};
const proof = {
  id: 'proof',
  control: 'restore',
  kind: 'file' as const,
  title: 'Report',
  file,
  addedBy: ada.ref,
  addedAt: Date.parse(day(1)),
};
export const submitted: Happened = {
  event: 'submitted',
  at: day(2),
  detail: { tier: 'critical' },
};
const comment = {
  event: 'commented',
  at: day(2),
  detail: { id: 'c1', body: 'Well kept.', mentions: [] },
};
const signed: Happened = {
  event: 'signed',
  actor: sam,
  at: day(3),
  detail: { section: 'data' },
};
const condition = {
  title: 'Rotate the keys',
  owner: ada.ref,
  due: '2026-04-01',
};
export const decided = (decision: string): Happened => ({
  event: 'decided',
  actor: sam,
  at: day(4),
  detail: {
    role: 'sre-lead',
    decision,
    conditions: decision === 'rejected' ? [] : [condition],
    comment: 'Seen.',
  },
});

export const snapshot: ReviewSnapshot = {
  at: day(4),
  review: id,
  state: 'conditionally-approved',
  checklist: { name: 'production-readiness', version: '1.0.0', hash: 'a' },
  service: { ref: 'component:default/parcel-tracker', tier: 'critical' },
  answers: [
    {
      control: 'restore',
      title: 'A restore was tested',
      blocking: true,
      answer: 'met',
      source: 'evidence',
      note: 'Twice.',
      evidence: [proof],
    },
    {
      control: 'owner',
      title: 'It has an owner',
      blocking: false,
      answer: 'met',
      source: 'automatic',
      evidence: [],
    },
  ],
  facts: [],
  signOffs: [
    { section: 'data', state: 'signed', by: sam.ref, at: Date.parse(day(3)) },
  ],
  decisions: [
    {
      role: 'sre-lead',
      decision: 'conditionally-approved',
      by: sam.ref,
      at: Date.parse(day(4)),
      comment: 'Seen.',
    },
  ],
  conditions: [{ ...condition, id: 'keys', role: 'sre-lead' }],
};
export const snapshotHash = sha256(canonicalJson(snapshot));
export const approved: Happened = {
  event: 'conditionally-approved',
  actor: sam,
  at: day(4),
  detail: {
    snapshotHash,
    tier: 'critical',
    validUntil: Date.parse('2027-03-04T09:00:00.000Z'),
  },
};
/** All that happened before the decision. */
export const begun = [
  started,
  answered('met'),
  { event: 'evidence-added', detail: proof },
  submitted,
  comment,
  signed,
];

/** A review that was approved on a condition, and what was logged since. */
export function exported(...more: Happened[]): ReviewExport {
  return {
    format: 'gold-layer.io/review-export/v1',
    exportedAt: day(9),
    review: {
      id,
      checklist: 'production-readiness',
      checklistTitle: 'Production readiness',
      checklistVersion: '1.0.0',
      purpose: 'production',
      service: 'component:default/parcel-tracker',
      serviceTitle: 'Parcel Tracker',
      serviceExists: true,
      tier: 'critical',
      state: 'conditionally-approved',
      progress: {
        controls: 2,
        answered: 2,
        automatic: 1,
        blocking: 0,
        drifted: 0,
        driftedBlocking: 0,
      },
      requestedBy: ada,
      createdAt: day(1),
      updatedAt: day(4),
      submittedAt: day(2),
      decidedAt: day(4),
      validUntil: '2027-03-04T09:00:00.000Z',
      expiring: false,
      reviewers: [sam],
      version: 3,
      sections: [
        {
          section: 'data',
          title: 'Data',
          reviewer: { role: 'sre-lead', title: 'SRE lead' },
          signOff: { state: 'signed', by: sam, at: day(3) },
          controls: [
            {
              control: 'restore',
              title: 'A restore was tested',
              guidance: 'Restore the last backup.',
              evidenceNeeded: 'required',
              blocking: true,
              answer: 'met',
              source: 'evidence',
              note: 'Twice.',
              evidence: [
                {
                  id: 'proof',
                  kind: 'file',
                  title: 'Report',
                  file,
                  addedBy: ada,
                  addedAt: day(1),
                },
              ],
              version: 1,
            },
            {
              control: 'owner',
              title: 'It has an owner',
              guidance: 'One group.',
              evidenceNeeded: 'none',
              blocking: false,
              answer: 'met',
              source: 'automatic',
              evidence: [],
              version: 0,
            },
          ],
        },
      ],
      comments: [
        {
          id: 'c1',
          author: ada,
          at: day(2),
          body: 'Well kept.',
          mentions: [],
        },
      ],
      decisions: [
        {
          role: 'sre-lead',
          title: 'SRE lead',
          assignee: sam,
          decision: 'conditionally-approved',
          by: sam,
          at: day(4),
          comment: 'Seen.',
        },
      ],
      conditions: [{ ...condition, id: 'keys', owner: ada, overdue: false }],
      checklistGone: false,
    },
    checklist: 'kind: Checklist',
    snapshot,
    snapshotHash,
    log: logOf([
      ...begun,
      decided('conditionally-approved'),
      approved,
      ...more,
    ]),
  };
}

/** The same review, rejected. */
export function rejected(): ReviewExport {
  const { review, ...rest } = exported();
  const [decision] = review.decisions;
  return {
    ...rest,
    snapshot: undefined,
    snapshotHash: undefined,
    review: {
      ...review,
      state: 'rejected',
      validUntil: undefined,
      decisions: [{ ...decision, decision: 'rejected' }],
      conditions: [],
    },
    log: logOf([
      ...begun,
      decided('rejected'),
      { event: 'rejected', actor: sam, at: day(4), detail: {} },
    ]),
  };
}
