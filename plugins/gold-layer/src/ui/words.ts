import type {
  CheckState,
  GoldRecommendation,
  OwnershipGapKind,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';

/** Tiers as people say them. */
export const tierWords: Record<ShownTier, string> = {
  critical: 'Critical',
  important: 'Important',
  standard: 'Standard',
  experimental: 'Experimental',
  unclassified: 'Unclassified',
};

/** States of a check as people say them. */
export const stateWords: Record<CheckState, string> = {
  fail: 'Failing',
  unknown: 'Unknown',
  waived: 'Waived',
  upcoming: 'Upcoming',
  pass: 'Passing',
  'not-applicable': 'Not applicable',
};

/** Gaps of ownership, short. */
export const gapWords: Record<OwnershipGapKind, string> = {
  'no-owner': 'No owning group',
  'owner-is-user': 'Owned by a person',
  'several-owners': 'Several owners',
  'owner-not-found': 'Owner not in the catalog',
  'owner-too-small': 'Owner has fewer than two members',
  'no-tier': 'No tier',
  'no-rotation': 'No on-call rotation',
  'no-escalation': 'No escalation path',
};

/** Answers to "should this be Gold?", short. */
export const goldWords: Record<GoldRecommendation['answer'], string> = {
  yes: 'Should be Gold',
  raise: 'Raise to Gold',
  lighter: 'Lighter controls do',
  optional: 'Gold is optional',
  undecided: 'Record says too little',
};

/** Effort of a fix as people say it. */
export const effortWords: Record<string, string> = {
  minutes: 'minutes',
  hours: 'a few hours',
  days: 'a few days',
  weeks: 'weeks',
};

/** `1 service`, `2 services`: a number with its noun. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** A share of 0–1 as whole per cent; never rounded up to 100 nor down to 0. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 100 && share < 1) return '99%';
  if (whole === 0 && share > 0) return '<1%';
  return `${whole}%`;
}

/** The words of a level: its title, or those of the ground floor. */
export function levelWords(name?: string, title?: string): string {
  if (!name || name === 'none') return title ?? 'No level yet';
  return title ?? name.charAt(0).toLocaleUpperCase('en-US') + name.slice(1);
}

/**
 * `3 March 2027`: the day of a date or a time, the text itself where it is
 * neither. Terms end with a day in UTC, so a day is the same for everybody,
 * wherever one reads it.
 */
export function dayWords(day: string): string {
  const time = DateTime.fromISO(day, { zone: 'utc', locale: 'en' });
  return time.isValid ? time.toFormat('d LLLL yyyy') : day;
}

/** `March 2027`, as {@link dayWords}. */
export function monthWords(day: string): string {
  const time = DateTime.fromISO(day, { zone: 'utc', locale: 'en' });
  return time.isValid ? time.toFormat('LLLL yyyy') : day;
}
