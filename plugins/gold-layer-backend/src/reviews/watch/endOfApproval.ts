import {
  endOf,
  revalidationCauses,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import type { WholeReview } from '../records';
import { readTriggers } from './circumstances';

/** How an approval ends. */
export interface EndOfApproval {
  state: 'expired' | 'revalidation-required';
  /** Each in a sentence; none when its time has run out. */
  causes: string[];
}

/** Whether an approval ends now, and why: its time has run out, or something it rested on is different. */
export function endOfApproval(
  { conditions, review }: WholeReview,
  present: {
    service: Service;
    facts: readonly StoredFact[];
    dependencies: readonly string[];
    now: number;
  },
): EndOfApproval | undefined {
  const { now, service } = present;
  if (review.validUntil !== undefined && review.validUntil <= now) {
    return { state: 'expired', causes: [] };
  }
  const causes = revalidationCauses(
    {
      at: review.decidedAt ?? review.updatedAt,
      tier: review.tier,
      owner: review.owner,
      criticalDependencies: review.circumstances?.criticalDependencies ?? [],
      exhaustions: review.circumstances?.exhaustions,
    },
    {
      tier: service.tier,
      owner: service.owner,
      criticalDependencies: present.dependencies,
      ...readTriggers(present.facts, now),
      openConditions: conditions
        .filter(({ done }) => !done)
        .map(({ title, due }) => ({ title, due, over: endOf(due) <= now })),
    },
    now,
  );
  return causes.length > 0
    ? { state: 'revalidation-required', causes }
    : undefined;
}
