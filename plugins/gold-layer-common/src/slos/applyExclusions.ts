import {
  CountedBucket,
  ExcludedSpan,
  mergeSpans,
  overlapMs,
  Span,
  spanOf,
} from './buckets';

/** What is left of buckets without excluded time. */
export interface WithoutExcluded {
  buckets: CountedBucket[];
  /** Time that was dropped, which coverage does not expect. */
  dropped: Span[];
  /** Bad events that do not count. */
  forgiven: number;
}

/**
 * Takes excluded time out, pro rata where it covers a bucket in part, as if the
 * events of a bucket were spread evenly:
 * - `dropped`: it is as if the time had not been; neither good nor bad events count
 * - `counted-good`: the events count, and none of them is bad
 *
 * Where both cover the same time, it is dropped.
 */
export function applyExclusions(
  buckets: CountedBucket[],
  excluded: ExcludedSpan[],
): WithoutExcluded {
  if (excluded.length === 0) return { buckets, dropped: [], forgiven: 0 };
  const dropped = mergeSpans(
    excluded.filter(({ meaning }) => meaning === 'dropped'),
  );
  const all = mergeSpans(excluded);
  let forgiven = 0;
  const left = buckets.flatMap(bucket => {
    const span = spanOf(bucket);
    const length = span.to - span.from;
    const out = overlapMs(span, all) / length;
    if (out === 0) return [bucket];
    const kept = 1 - overlapMs(span, dropped) / length;
    forgiven += bucket.bad * out;
    if (kept === 0) return [];
    return [
      {
        ...bucket,
        bad: bucket.bad * (1 - out),
        total: bucket.total * kept,
        covered: bucket.covered * kept,
      },
    ];
  });
  return { buckets: left, dropped, forgiven };
}
