import { cutAt, ExcludedTime } from '../exclusions';
import type { BucketStore } from '../store/BucketStore';
import { Counts, fromMinutes, Span } from '../store/buckets';

/** Counts of one SLO by stretches of its past, and the time that is excluded from them. */
export interface Correctable {
  num: number;
  excluded: readonly ExcludedTime[];
  /** In minutes since 1970, without overlaps. */
  stretches: readonly Span[];
}

/** Less than this is the noise of adding and subtracting, and means nothing. */
const noise = 1e-9;

/**
 * What excluded time takes away from the counts of each stretch, for many SLOs
 * in one statement: dropped time takes its events and its coverage, time that
 * is counted good takes its bad events only. Buckets stay as they were counted.
 */
export async function corrections(
  buckets: BucketStore,
  asked: readonly Correctable[],
  options: { now: number },
): Promise<Counts[][]> {
  const parts = asked.flatMap(({ num, excluded, stretches }, owner) =>
    cutAt(excluded, stretches.map(toMs)).map(part => ({ ...part, num, owner })),
  );
  const counts = await buckets.ofIntervals(
    parts.map(({ num, from, to }) => ({
      num,
      from: from / 60_000,
      to: to / 60_000,
    })),
    options,
  );
  const taken: Counts[][] = asked.map(({ stretches }) =>
    stretches.map(() => ({ bad: 0, total: 0, covered: 0 })),
  );
  parts.forEach(({ owner, stretch, meaning }, index) => {
    const sum = taken[owner][stretch];
    sum.bad += counts[index].bad;
    if (meaning !== 'dropped') return;
    sum.total += counts[index].total;
    sum.covered += counts[index].covered;
  });
  return taken;
}

/** Counts without what is taken away from them. */
export function without(counts: Counts, taken: Counts): Counts {
  return {
    bad: less(counts.bad, taken.bad),
    total: less(counts.total, taken.total),
    covered: less(counts.covered, taken.covered),
  };
}

function less(value: number, taken: number): number {
  const left = value - taken;
  return left < noise * Math.max(1, value) ? 0 : left;
}

function toMs({ from, to }: Span): Span {
  return { from: fromMinutes(from), to: fromMinutes(to) };
}
