import type { Measured } from './Measured';
import { pointsOf, type Steps } from './steps';

/** A pause of up to an hour is a pause; what is missing before more than that is from before the rules were loaded. */
const longPoints = 12;

/**
 * The buckets before the first one that the rules recorded in full: rules
 * record from when they are loaded on, and the SLO's own queries know what was
 * before. Nothing for requests of an hour or less, which are about now.
 */
export function beforeRules(wanted: Steps[], found: Measured): Steps[] {
  const points = wanted.reduce((sum, it) => sum + pointsOf(it), 0);
  if (points <= longPoints) return [];
  const ends = found.buckets
    .filter(({ covered = 12 }) => covered >= 12)
    .map(({ start, minutes = 5 }) => start + minutes * 60_000);
  const full = ends.reduce((least, it) => Math.min(least, it), Infinity);
  return wanted
    .map(it => ({
      ...it,
      last: Math.min(it.last, full - it.minutes * 60_000),
    }))
    .filter(it => it.first <= it.last);
}
