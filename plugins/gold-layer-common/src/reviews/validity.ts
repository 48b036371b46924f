import { DateTime, Duration } from 'luxon';
import type { ShownTier } from '../services/tier';
import type { ChecklistDocument } from './document';
import type { ReviewState } from './review';
import { isHoldingReview } from './stateMachine';

const dayMs = 24 * 60 * 60 * 1000;

/** An approval counts as expiring for this many days before it ends. */
export const expiringDays = 30;

/** Until when an approval given at a moment holds, in milliseconds; without end when absent. */
export function approvalValidUntil(
  spec: Pick<ChecklistDocument['spec'], 'validFor'>,
  tier: ShownTier,
  at: number,
): number | undefined {
  const validFor = tier === 'unclassified' ? undefined : spec.validFor[tier];
  return validFor === undefined ? undefined : after(at, validFor);
}

/** A moment later by an ISO duration, in milliseconds; calendar months count as such. */
export function after(at: number, duration: string): number {
  return DateTime.fromMillis(at, { zone: 'utc' })
    .plus(Duration.fromISO(duration))
    .toMillis();
}

/** Whether an approval is in its last 30 days. */
export function isExpiring(
  state: ReviewState,
  validUntil: number | undefined,
  now: number,
): boolean {
  return (
    isHoldingReview(state) &&
    validUntil !== undefined &&
    validUntil > now &&
    validUntil - now <= expiringDays * dayMs
  );
}
