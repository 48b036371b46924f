import type { Measured } from './Measured';
import { pointsOf, type Steps } from './steps';

/** A pause of up to an hour is a pause; what is missing before more than that is from before the rules were loaded. */
const longPoints = 12;

/** Whether more than an hour is asked for: it is about a past, and not about now. */
export function isPast(wanted: Steps[]): boolean {
  return wanted.reduce((sum, it) => sum + pointsOf(it), 0) > longPoints;
}

/** What was recorded, without buckets that began before a moment. */
export function since(found: Measured, moment: number): Measured {
  const buckets = found.buckets.filter(({ start }) => start >= moment);
  return { ...found, buckets };
}

/**
 * The buckets before the first one that the rules recorded in full: rules
 * record from when they are loaded on, and the SLO's own queries know what was
 * before. Of requests of an hour or less, which are about now, nothing but what
 * was recorded by other rules.
 *
 * @param countedSince since when the rules count what is asked for
 */
export function beforeRules(
  wanted: Steps[],
  found: Measured,
  countedSince = -Infinity,
): Steps[] {
  const full = isPast(wanted) ? firstFull(found) : countedSince;
  return wanted
    .map(it => ({ ...it, last: Math.min(it.last, floor(full, it.minutes)) }))
    .filter(it => it.first <= it.last);
}

/** The begin of the first bucket that was recorded in full. */
function firstFull({ buckets }: Measured): number {
  const full = buckets.filter(({ covered = 12 }) => covered >= 12);
  return full.reduce((least, { start }) => Math.min(least, start), Infinity);
}

/** The last end of a bucket of a length that is not after a moment. */
function floor(time: number, minutes: number): number {
  const length = minutes * 60_000;
  return Math.floor(time / length) * length;
}
