import type { exclusionMeanings } from './series';

/** Bad and total of one stretch of time, as kept. A bucket that was not measured does not exist. */
export interface CountedBucket {
  /** Milliseconds since 1970. */
  start: number;
  /** Length: 5, 60, or 1440. */
  minutes: number;
  bad: number;
  /** 0: measured, and nobody asked for anything. */
  total: number;
  /** How many of its five minutes were measured; with excluded time in it, not a whole number. */
  covered: number;
}

/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** Excluded time. */
export interface ExcludedSpan extends Span {
  meaning: (typeof exclusionMeanings)[number];
}

/** Milliseconds of what coverage is counted in. */
export const sliceMs = 5 * 60_000;

/** Sums; `covered` counts five minutes. All 0 for none. */
export function sumBuckets(buckets: Iterable<CountedBucket>): {
  bad: number;
  total: number;
  covered: number;
} {
  const sum = { bad: 0, total: 0, covered: 0 };
  for (const bucket of buckets) {
    sum.bad += bucket.bad;
    sum.total += bucket.total;
    sum.covered += bucket.covered;
  }
  return sum;
}

/** Those that begin in a stretch of time. */
export function bucketsWithin<B extends Pick<CountedBucket, 'start'>>(
  buckets: B[],
  span: Span,
): B[] {
  return buckets.filter(({ start }) => start >= span.from && start < span.to);
}

/**
 * Measured share of a stretch of time, in 0–1: five minutes that were measured
 * of those that have passed, dropped time not counted. It is of the whole
 * stretch, so a young SLO is honestly partial until its window is full.
 */
export function coverageOf(options: {
  covered: number;
  from: number;
  to: number;
  /** Time that was dropped, which nobody expects. */
  dropped?: Span[];
}): number {
  const { covered, from, to, dropped = [] } = options;
  const first = Math.ceil(from / sliceMs) * sliceMs;
  const last = Math.floor(to / sliceMs) * sliceMs;
  const missing = overlapMs({ from: first, to: last }, mergeSpans(dropped));
  const expected = (last - first - missing) / sliceMs;
  if (!(expected > 0)) return 0;
  return Math.min(1, covered / expected);
}

/** The same time without overlaps, in order. */
export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  for (const { from, to } of sorted) {
    const last = merged[merged.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) merged.push({ from, to });
  }
  return merged;
}

/** How much of a stretch of time others cover; those must be merged. */
export function overlapMs(span: Span, merged: Span[]): number {
  let sum = 0;
  for (const { from, to } of merged) {
    if (from >= span.to) break;
    sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return sum;
}

/** The stretch of time of a bucket. */
export function spanOf(bucket: Pick<CountedBucket, 'start' | 'minutes'>): Span {
  return {
    from: bucket.start,
    to: bucket.start + bucket.minutes * 60_000,
  };
}
