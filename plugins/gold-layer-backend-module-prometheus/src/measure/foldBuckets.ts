import type { SliBucket } from '@gold-layer/backstage-plugin-node';
import type { Sample } from '../client/result';
import type { Steps } from './steps';

/** What was asked of one SLO over some steps; a sample's time is the end of its bucket. */
export interface Counted {
  total: readonly Sample[];
  bad: readonly Sample[];
  /** Measured five minutes of each hour; all of them if absent. */
  covered?: readonly Sample[];
}

/** A range of twelve marks of five minutes, whether or not its far edge counts; for `…_over_time`. */
export const hourOfFives = '[59m:5m]';

/** Buckets with what is odd about them. */
export interface Folded {
  buckets: SliBucket[];
  problem?: string;
}

/** So much may bad exceed total by: two counters are never read at the same instant. */
const tolerated = 1.01;

/**
 * Makes buckets of samples. Without a total there is no bucket, however many
 * bad events there may be. A total that is not a number is 0/0: measured, and
 * nobody asked for anything. Every question for bad events answers 0 where none
 * failed; where it answers nothing it could not be worked out, and nobody knows.
 */
export function foldBuckets(counted: Counted, steps: Steps): Folded {
  const bad = new Map(counted.bad);
  const covered = counted.covered && new Map(counted.covered);
  const odd = new Set<string>();
  const buckets: SliBucket[] = [];
  for (const [at, total] of counted.total) {
    const end = Math.round(at * 1000);
    if (end < steps.first || end > steps.last) continue;
    const counts = countsOf(total, bad.get(at), odd);
    const fives = covered?.get(at);
    if (counts && fives !== 0) {
      buckets.push({
        start: end - steps.minutes * 60_000,
        ...(steps.minutes === 60 && { minutes: 60 as const }),
        ...counts,
        ...(fives !== undefined && { covered: Math.min(fives, 12) }),
      });
    }
  }
  const problem = [...odd].join(' ') || undefined;
  return { buckets, problem };
}

function countsOf(
  total: number,
  bad: number | undefined,
  odd: Set<string>,
): { bad: number; total: number } | undefined {
  if (Number.isNaN(total) || total === 0) return { bad: 0, total: 0 };
  if (!Number.isFinite(total) || total < 0) {
    odd.add(
      `The query for total answered ${total} at times, which counts nothing: those minutes are not measured.`,
    );
    return undefined;
  }
  if (bad === undefined || !Number.isFinite(bad)) {
    odd.add(
      `The query for bad events answered ${bad ?? 'nothing'} at times while there was traffic: those minutes are not measured.`,
    );
    return undefined;
  }
  if (bad > total * tolerated) {
    odd.add(
      'The query for bad events counted more than the one for total at times: look whether both count the same things.',
    );
  }
  return { bad: Math.min(Math.max(bad, 0), total), total };
}
