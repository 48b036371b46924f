import type { ShownTier } from '../services/tier';
import type { CheckDocument } from './document';
import type { CheckState } from './state';

/** What a rule answered: a bool, or why there is no answer. */
export type RuleOutcome = boolean | { unknown: string };

/** An accepted risk on one check; always expiring. */
export interface AcceptedRisk {
  /** Time in milliseconds after which it no longer holds. */
  until: number;
  /** Who accepted it, as shown. */
  by?: string;
}

/** Everything that the state of one check depends on. */
export interface CheckSituation {
  /** Whether the check speaks of this service; unknown when that itself cannot be told. */
  applies: RuleOutcome;
  /** What the rule says. */
  outcome: RuleOutcome;
  /** Time in milliseconds from which the check counts; 0 when it always did, absent when it does not yet count for this tier. */
  enforcedFrom: number | undefined;
  /** Time in milliseconds. */
  now: number;
  waiver?: AcceptedRisk;
}

/**
 * The state of one check. What cannot be told is `unknown`: it never hides
 * behind not-applicable, a waiver or a date that has passed.
 */
export function decideCheck(situation: CheckSituation): CheckState {
  const { applies, outcome, enforcedFrom: from, now, waiver } = situation;
  if (applies === false) return 'not-applicable';
  if (from === undefined || now < from) return 'upcoming';
  if (applies !== true) return 'unknown';
  if (outcome === true) return 'pass';
  if (waiver && now < waiver.until) return 'waived';
  return outcome === false ? 'fail' : 'unknown';
}

/**
 * From when a check counts for a service, in milliseconds: the beginning of
 * the day in UTC. 0 without a day. A check with days per tier never counts for
 * tiers that it does not name: the answer is then undefined.
 */
export function enforcedFrom(
  check: Pick<CheckDocument, 'enforceFrom'>,
  tier: ShownTier,
): number | undefined {
  const { enforceFrom } = check;
  if (enforceFrom === undefined) return 0;
  if (typeof enforceFrom === 'string') return Date.parse(enforceFrom);
  const day = tier === 'unclassified' ? undefined : enforceFrom[tier];
  return day === undefined ? undefined : Date.parse(day);
}
