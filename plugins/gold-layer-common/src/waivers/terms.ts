import { DateTime, Duration } from 'luxon';
import type { ShownTier, Tier } from '../services/tier';
import type { RiskLevel, WaiverPolicyDocument } from './document';

/** The rules of a policy. */
export type WaiverPolicy = WaiverPolicyDocument['spec'];

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A waiver that ended no longer ago than this is renewed, not asked for anew:
 * otherwise waiting a day would start the ladder from below again.
 */
export const renewableDays = 90;

/** The tier whose rules hold: a service that declares none gets the strictest, as nothing speaks for less. */
export function waiverTier(tier: ShownTier): Tier {
  return tier === 'unclassified' ? 'critical' : tier;
}

/**
 * The lowest role that may approve. Each renewal goes one step up the ladder
 * from where the risk begins, and at least one above whoever approved the term
 * before, so that a smaller risk on paper does not lead down again. The top
 * stays the top.
 */
export function waiverApprover(
  policy: WaiverPolicy,
  asked: {
    tier: ShownTier;
    level: RiskLevel;
    renewal: number;
    /** Role that approved the term before. */
    before?: string;
  },
): string {
  const { ladder } = policy;
  const base = ladder.indexOf(
    policy.approver[waiverTier(asked.tier)][asked.level],
  );
  const above =
    asked.before === undefined ? 0 : ladder.indexOf(asked.before) + 1;
  const step = Math.max(base + asked.renewal, above);
  return ladder[Math.min(step, ladder.length - 1)];
}

/** The role and those above it: any of them may approve. */
export function rolesFrom(policy: WaiverPolicy, role: string): string[] {
  const from = policy.ladder.indexOf(role);
  return from < 0 ? [role] : policy.ladder.slice(from);
}

/** The last day that may be asked for today. */
export function latestWaiverDay(
  policy: WaiverPolicy,
  tier: ShownTier,
  now: number,
): string {
  return dayOf(longestFrom(policy, tier, now));
}

/** When a waiver that is asked for until a day ends, in milliseconds: with the last moment of that day in UTC, so that it shows as that day. */
export function endOfWaiverDay(day: string): number {
  return Date.parse(day) + dayMs - 1;
}

/** When a waiver approved now ends: with the day asked for, or at the tier's cap if that comes first. */
export function waiverEnd(
  policy: WaiverPolicy,
  asked: { tier: ShownTier; until: string; now: number },
): number {
  return Math.min(
    endOfWaiverDay(asked.until),
    longestFrom(policy, asked.tier, asked.now),
  );
}

/**
 * When a waiver that holds ends once its service has come to a higher tier: no
 * later than that tier allows, counted from the approval, but never in the
 * past, as it did hold until now.
 */
export function waiverEndAfterRise(
  policy: WaiverPolicy,
  waiver: { tier: ShownTier; decidedAt: number; endsAt: number },
  now: number,
): number {
  const { tier, decidedAt, endsAt } = waiver;
  return Math.min(endsAt, Math.max(now, longestFrom(policy, tier, decidedAt)));
}

/** How many more terms a waiver may have after the one that is its `renewal`-th renewal. */
export function waiverRenewalsLeft(
  { renewals }: WaiverPolicy,
  renewal: number,
): number {
  return Math.max(0, renewals - renewal);
}

function longestFrom(
  policy: WaiverPolicy,
  tier: ShownTier,
  now: number,
): number {
  return DateTime.fromMillis(now, { zone: 'utc' })
    .plus(Duration.fromISO(policy.longest[waiverTier(tier)]))
    .toMillis();
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
