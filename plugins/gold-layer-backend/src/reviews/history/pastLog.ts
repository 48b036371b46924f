import type { PastReview, Person } from '@gold-layer/backstage-plugin-common';
import type { Origin } from '../../history';
import type { StoredReview } from '../records';
import { chainEntry, LogRow, NewLogEntry } from '../store/logRows';

interface Happened extends NewLogEntry {
  by: string;
  at: string;
}

const decided = {
  approved: 'approved',
  'conditionally-approved': 'approved on conditions',
  rejected: 'rejected',
};

/**
 * The log of a past review: what happened when and by whom, as told, and at
 * its end that it was taken over, from where, and what was frozen.
 */
export function pastLog(
  review: StoredReview,
  past: PastReview,
  around: {
    people: ReadonlyMap<string, Person>;
    origin: Origin;
    snapshotHash?: string;
    now: number;
  },
): LogRow[] {
  const { now, origin, people, snapshotHash } = around;
  const rows: LogRow[] = [];
  let head = review;
  const add = (entry: NewLogEntry, by: { actor: Person; now: number }) => {
    const row = chainEntry(head, entry, by);
    rows.push(row);
    head = { ...head, logSeq: row.seq, logHash: row.hash };
  };
  for (const { at, by, ...entry } of happened(review, past, people)) {
    const actor = people.get(by) ?? { ref: by, title: by };
    add(entry, { actor, now: Date.parse(at) });
  }
  add(
    {
      event: 'imported',
      text: `Taken over from ${origin.title}`,
      detail: {
        source: origin.source,
        key: past.key,
        state: review.state,
        snapshotHash,
      },
    },
    { actor: { ref: 'gold-layer', title: 'Gold Layer' }, now },
  );
  return rows;
}

function happened(
  review: StoredReview,
  past: PastReview,
  people: ReadonlyMap<string, Person>,
): Happened[] {
  const titleOf = (by: string) => people.get(by)?.title ?? by;
  const { requestedBy, startedAt, submittedAt, withdrawn } = past;
  const steps: Happened[] = [
    {
      by: requestedBy,
      at: startedAt,
      event: 'started',
      text: `${titleOf(requestedBy)} started the review`,
      detail: {
        review: review.id,
        service: review.service,
        checklist: review.checklist,
        version: review.checklistVersion,
        checklistHash: review.checklistHash,
      },
    },
  ];
  if (submittedAt) {
    steps.push({
      by: requestedBy,
      at: submittedAt,
      event: 'submitted',
      text: `${titleOf(requestedBy)} submitted the review`,
      detail: { tier: review.tier },
    });
  }
  for (const { at, by, comment, section, state } of past.signOffs) {
    const signed = state === 'signed';
    steps.push({
      by,
      at,
      event: signed ? 'signed' : 'changes-requested',
      text: `${titleOf(by)} ${signed ? 'signed' : 'asked for changes in'} '${section}'${said(comment)}`,
      detail: { section, comment },
    });
  }
  for (const {
    at,
    by,
    comment,
    conditions,
    decision,
    role,
  } of past.decisions) {
    steps.push({
      by,
      at,
      event: 'decided',
      text: `${titleOf(by)} ${decided[decision]} for ${role}${said(comment)}`,
      detail: { role, decision, comment, conditions },
    });
  }
  if (withdrawn) {
    const { at, by, comment } = withdrawn;
    steps.push({
      by,
      at,
      event: 'withdrawn',
      text: `${titleOf(by)} withdrew the review${said(comment)}`,
      detail: { comment },
    });
  }
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function said(comment: string | undefined): string {
  return comment ? `: ${comment}` : '';
}
