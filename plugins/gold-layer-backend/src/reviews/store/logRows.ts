import {
  chainedText,
  Person,
  ReviewLogEntry,
} from '@gold-layer/backstage-plugin-common';
import type { StoredReview } from '../records';
import { sha256 } from './hash';

/** What is to be written into the log of a review. */
export interface NewLogEntry {
  event: string;
  /** In words, for people. */
  text: string;
  detail?: Record<string, unknown>;
}

/** A row of `review_log`. */
export interface LogRow {
  review_id: string;
  seq: number;
  at: number | string;
  actor: string;
  actor_title: string;
  event: string;
  text: string;
  detail: string;
  version: number;
  previous_hash: string;
  hash: string;
}

/** The next entry after the last one of a review, chained to it. */
export function chainEntry(
  review: Pick<StoredReview, 'id' | 'logSeq' | 'logHash' | 'version'>,
  { event, text, detail = {} }: NewLogEntry,
  { actor, now }: { actor: Person; now: number },
): LogRow {
  // As it will be read back, so that its hash can be taken again.
  const readBack = JSON.parse(JSON.stringify(detail));
  const entry = {
    seq: review.logSeq + 1,
    at: new Date(now).toISOString(),
    actor: { ref: actor.ref, title: actor.title },
    event,
    text,
    detail: readBack,
    previousHash: review.logHash,
  };
  return {
    review_id: review.id,
    seq: entry.seq,
    at: now,
    actor: actor.ref,
    actor_title: actor.title,
    event,
    text,
    detail: JSON.stringify(readBack),
    version: review.version,
    previous_hash: entry.previousHash,
    hash: sha256(chainedText(entry)),
  };
}

/** A row of `review_log` as shown. */
export function toLogEntry(row: LogRow): ReviewLogEntry {
  return {
    seq: row.seq,
    at: new Date(Number(row.at)).toISOString(),
    actor: { ref: row.actor, title: row.actor_title },
    event: row.event,
    text: row.text,
    detail: JSON.parse(row.detail),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
