import type {
  SliBucket,
  SliMeasurement,
} from '@gold-layer/backstage-plugin-node';

/** What was found out about one SLO, whichever way. */
export interface Measured {
  buckets: SliBucket[];
  /** Whether any series of the total was there. */
  seen: boolean;
  partial?: string;
  problem?: string;
}

/** What both brought; of two buckets of the same time the one that covers more, else that of the first. */
export function joinMeasured(first: Measured, second: Measured): Measured {
  const buckets = new Map<number, SliBucket>();
  for (const bucket of [...second.buckets, ...first.buckets]) {
    // Both begin at whole minutes, so the odd millisecond tells an hour from the five minutes it begins with.
    const key = bucket.start + (bucket.minutes === 60 ? 1 : 0);
    const present = buckets.get(key);
    if (!present || coveredOf(bucket) >= coveredOf(present)) {
      buckets.set(key, bucket);
    }
  }
  return {
    buckets: [...buckets.values()],
    seen: first.seen || second.seen,
    partial: first.partial ?? second.partial,
    problem: first.problem ?? second.problem,
  };
}

function coveredOf({ covered, minutes = 5 }: SliBucket): number {
  return covered ?? minutes / 5;
}

/** In the words of the contract, oldest bucket first. */
export function toMeasurement(slo: string, found: Measured): SliMeasurement {
  const { partial, problem, seen } = found;
  const buckets = [...found.buckets].sort((a, b) => a.start - b.start);
  return {
    slo,
    outcome: 'buckets',
    buckets,
    ...(partial && { partial }),
    ...(problem && { problem }),
    ...(!seen && { neverSeen: true }),
  };
}
