import { ConflictError } from '@backstage/errors';
import {
  actionInState,
  ReviewActionName,
} from '@gold-layer/backstage-plugin-common';
import { notForAudit } from '../../http/audited';
import type { LogRow } from '../store/logRows';
import type { ReviewChange } from '../store/ReviewChange';

/**
 * Refuses a step by somebody who has not seen the review as it is.
 *
 * @throws ConflictError that says who changed what since
 */
export async function requireSeen(
  change: ReviewChange,
  version: number,
): Promise<void> {
  if (change.review.version === version) return;
  const changed = change.review.version;
  const last = version > changed ? undefined : await lastChange(change);
  const what = last
    ? `${last.text} (${clock(Number(last.at))})`
    : `it is at version ${changed}, not ${version}`;
  throw notForAudit(
    new ConflictError(
      `The review changed since you looked: ${what}. Nothing of yours was stored; look again and repeat it`,
    ),
    `The review changed since version ${version}; it is at ${changed}`,
  );
}

/**
 * The last entry of the change that made the version of now. Comments and what
 * the portal notes by itself may follow under the same version, as nobody has
 * to look again for them; the change that made it came first.
 */
async function lastChange({
  review,
  tx,
}: ReviewChange): Promise<LogRow | undefined> {
  const { id: review_id, version } = review;
  const ofVersion = { review_id, version };
  const first = await tx<LogRow>('review_log')
    .where(ofVersion)
    .orderBy('seq')
    .first();
  if (!first) return undefined;
  const { actor, at } = first;
  return tx<LogRow>('review_log')
    .where({ ...ofVersion, actor, at })
    .whereNot('event', 'commented')
    .orderBy('seq', 'desc')
    .first();
}

/** @throws ConflictError if the state of the review does not allow the action */
export function requireState(
  change: ReviewChange,
  action: ReviewActionName,
): void {
  const { allowed, reason } = actionInState(action, change.review.state);
  if (!allowed) throw new ConflictError(reason);
}

/** A moment as people read it: `2026-03-01 12:03 UTC`. */
export function clock(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
