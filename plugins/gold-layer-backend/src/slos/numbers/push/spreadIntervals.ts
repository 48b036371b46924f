import {
  longestEveryDays,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { Duration } from 'luxon';
import {
  Bucket,
  Counts,
  floorTo,
  foldOld,
  fromMinutes,
  Span,
  toMinutes,
} from '../store/buckets';
import type { PushedInterval } from '../store/PushStore';

const sliceMs = fromMinutes(5);

/** An interval counts as covered for no longer than this, however rarely somebody means to push: as long as one may last. */
const longestEveryMinutes = longestEveryDays * 1440;

/** How far apart intervals of a pushed SLO may lie and still count as covered, in minutes. */
export function everyMinutes({ sli }: Pick<SloSpec, 'sli'>): number {
  if (sli.kind !== 'pushed' || !sli.every) return 5;
  const minutes = Duration.fromISO(sli.every).as('minutes');
  return Math.min(longestEveryMinutes, Math.max(5, minutes));
}

/** Until when an interval says how things are, in milliseconds. */
export function coveredUntil(
  { from, to }: Pick<PushedInterval, 'from' | 'to'>,
  spec: Pick<SloSpec, 'sli'>,
): number {
  return Math.max(to, from + fromMinutes(everyMinutes(spec)));
}

/**
 * Bad and total of an interval by the method of its SLO. By slices, an interval
 * is as many slices as it is long, all of them as good as the whole; one
 * without events counts for nothing.
 */
export function countInterval(
  { from, to, good, total }: Omit<PushedInterval, 'num'>,
  spec: Pick<SloSpec, 'method' | 'timeSliceMinutes' | 'timeSliceTarget'>,
): Pick<Counts, 'bad' | 'total'> {
  const { method, timeSliceMinutes = 5, timeSliceTarget = 1 } = spec;
  if (method === 'Occurrences') return { bad: total - good, total };
  if (total === 0) return { bad: 0, total: 0 };
  const slices = (to - from) / fromMinutes(timeSliceMinutes);
  const ratio = good / total;
  if (method === 'RatioTimeslices') {
    return { bad: slices * (1 - ratio), total: slices };
  }
  return { bad: ratio >= timeSliceTarget - 1e-9 ? 0 : slices, total: slices };
}

/** The part of a past that has to be counted anew when intervals have changed: whole hours, in minutes since 1970. */
export function spanOfIntervals(
  intervals: readonly Pick<PushedInterval, 'from' | 'to'>[],
  spec: Pick<SloSpec, 'sli'>,
): Span {
  const from = Math.min(...intervals.map(each => each.from));
  const to = Math.max(...intervals.map(each => coveredUntil(each, spec)));
  return {
    from: floorTo(60, toMinutes(from)),
    to: floorTo(60, toMinutes(to - 1)) + 60,
  };
}

/**
 * The buckets of a span of whole hours, from all intervals that reach into it:
 * events are spread evenly over the time of their interval. By the hour where
 * five minutes are not kept any more.
 */
export function spreadIntervals(
  intervals: readonly PushedInterval[],
  spec: SloSpec,
  { now, num, ...span }: Span & { now: number; num: number },
): Bucket[] {
  const slices = new Map<number, Counts>();
  for (const interval of intervals) spread(slices, interval, { spec, span });
  const buckets = [...slices].map(([start, counts]): Bucket => ({
    num,
    grain: 5,
    start,
    ...counts,
  }));
  return foldOld(buckets, now);
}

function spread(
  slices: Map<number, Counts>,
  interval: PushedInterval,
  { spec, span }: { spec: SloSpec; span: Span },
): void {
  const counts = countInterval(interval, spec);
  const length = interval.to - interval.from;
  const first = Math.max(span.from, floorTo(5, toMinutes(interval.from)));
  const end = Math.min(
    span.to,
    Math.ceil(coveredUntil(interval, spec) / sliceMs) * 5,
  );
  for (let start = first; start < end; start += 5) {
    const begin = fromMinutes(start);
    const share =
      Math.max(
        0,
        Math.min(interval.to, begin + sliceMs) - Math.max(interval.from, begin),
      ) / length;
    const known = slices.get(start);
    slices.set(start, {
      bad: (known?.bad ?? 0) + counts.bad * share,
      total: (known?.total ?? 0) + counts.total * share,
      covered: 1,
    });
  }
}
