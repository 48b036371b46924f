import {
  reviewPurposeSchema,
  reviewStateSchema,
  shownTierSchema,
  tiers,
} from '@gold-layer/backstage-plugin-common';
import { toNumber } from '../../database/rows';
import type { StoredReview } from '../records';

type Time = number | string;

/** A row of `reviews`. */
export interface ReviewRow {
  id: string;
  service_ref: string;
  service_title: string;
  sort_name: string;
  checklist: string;
  checklist_title: string;
  checklist_version: string;
  checklist_hash: string;
  purpose: string;
  state: string;
  tier: string;
  tier_rank: number;
  owner_ref: string | null;
  requested_by: string;
  created_at: Time;
  updated_at: Time;
  submitted_at: Time | null;
  submitted_by: string | null;
  submitters: string | null;
  decided_at: Time | null;
  valid_until: Time | null;
  promised_by: Time | null;
  revalidation: string | null;
  version: number;
  open_key: string | null;
  supersedes: string | null;
  superseded_by: string | null;
  circumstances: string | null;
  controls: number;
  answered: number;
  automatic: number;
  blocking: number;
  drifted: number;
  drifted_blocking: number;
  drift_rank: number;
  search_text: string;
  log_seq: number;
  log_hash: string;
}

/** A time column in milliseconds; absent when null. */
export function toTime(value: Time | null): number | undefined {
  return value === null ? undefined : Number(value);
}

/** A row of `reviews` as the room knows it. */
export function toReview(row: ReviewRow): StoredReview {
  return {
    id: row.id,
    service: row.service_ref,
    serviceTitle: row.service_title,
    checklist: row.checklist,
    checklistTitle: row.checklist_title,
    checklistVersion: row.checklist_version,
    checklistHash: row.checklist_hash,
    purpose: reviewPurposeSchema.parse(row.purpose),
    state: reviewStateSchema.parse(row.state),
    tier: shownTierSchema.parse(row.tier),
    owner: row.owner_ref ?? undefined,
    requestedBy: row.requested_by,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
    submittedAt: toTime(row.submitted_at),
    submitters: toSubmitters(row),
    decidedAt: toTime(row.decided_at),
    validUntil: toTime(row.valid_until),
    promisedBy: toTime(row.promised_by),
    revalidation: row.revalidation ?? undefined,
    version: row.version,
    supersedes: row.supersedes ?? undefined,
    supersededBy: row.superseded_by ?? undefined,
    circumstances:
      row.circumstances === null ? undefined : JSON.parse(row.circumstances),
    progress: {
      controls: row.controls,
      answered: row.answered,
      automatic: row.automatic,
      blocking: row.blocking,
      drifted: row.drifted,
      driftedBlocking: row.drifted_blocking,
    },
    logSeq: row.log_seq,
    logHash: row.log_hash,
  };
}

/** The list, with who handed it in last where an older version of the portal wrote that alone. */
function toSubmitters({
  submitted_by: last,
  submitters,
}: ReviewRow): string[] | undefined {
  const known: string[] = submitters === null ? [] : JSON.parse(submitters);
  if (last === null) return submitters === null ? undefined : known;
  return [...known.filter(person => person !== last), last];
}

const openStates = new Set([
  'draft',
  'submitted',
  'in-review',
  'changes-requested',
]);

/** A review as a row, with what is derived to sort and search by. */
export function fromReview(review: StoredReview): ReviewRow {
  const { progress, tier } = review;
  return {
    id: review.id,
    service_ref: review.service,
    service_title: review.serviceTitle,
    sort_name: lower(review.serviceTitle),
    checklist: review.checklist,
    checklist_title: review.checklistTitle,
    checklist_version: review.checklistVersion,
    checklist_hash: review.checklistHash,
    purpose: review.purpose,
    state: review.state,
    tier,
    tier_rank: tier === 'unclassified' ? tiers.length : tiers.indexOf(tier),
    owner_ref: review.owner ?? null,
    requested_by: review.requestedBy,
    created_at: review.createdAt,
    updated_at: review.updatedAt,
    submitted_at: review.submittedAt ?? null,
    submitted_by: review.submitters?.at(-1) ?? null,
    submitters: review.submitters ? JSON.stringify(review.submitters) : null,
    decided_at: review.decidedAt ?? null,
    valid_until: review.validUntil ?? null,
    promised_by: review.promisedBy ?? null,
    revalidation: review.revalidation ?? null,
    version: review.version,
    open_key: openStates.has(review.state)
      ? `${review.checklist} ${review.service}`
      : null,
    supersedes: review.supersedes ?? null,
    superseded_by: review.supersededBy ?? null,
    circumstances: review.circumstances
      ? JSON.stringify(review.circumstances)
      : null,
    controls: progress.controls,
    answered: progress.answered,
    automatic: progress.automatic,
    blocking: progress.blocking,
    drifted: progress.drifted,
    drifted_blocking: progress.driftedBlocking,
    drift_rank: progress.driftedBlocking * 10_000 + progress.drifted,
    search_text: lower(
      [
        review.serviceTitle,
        review.service,
        review.checklistTitle,
        review.requestedBy,
      ].join('\n'),
    ),
    log_seq: review.logSeq,
    log_hash: review.logHash,
  };
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
