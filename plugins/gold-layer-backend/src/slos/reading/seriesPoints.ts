import {
  CountedBucket,
  coverageOf,
  errorRatio,
  remainingBudget,
  SeriesPoint,
  SloSeries,
  SloWindow,
  Span,
  windowBounds,
  windowMinutes,
} from '@gold-layer/backstage-plugin-common';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Lengths of a step, in minutes. */
const steps = [5, 60, 360, 1440];

/** A chart has no room for more. */
const mostPoints = 500;

/** The shortest step with which a chart of so many days has no more points than it has room for, in minutes. */
export function stepFor(days: number): number {
  const fits = (step: number) => (days * 1440) / step < mostPoints;
  return steps.find(fits) ?? 1440;
}

/** What points are worked out from. */
export interface SeriesBasis extends Span {
  /** Without excluded time, oldest first; they reach back to the begin of the first point's window. */
  buckets: CountedBucket[];
  /** Excluded time that nobody expects to be measured. */
  dropped: Span[];
  window: SloWindow;
  objectiveAt(time: number): string;
  stepMinutes: number;
}

/**
 * One point at the end of each step: what was counted within the step, and what
 * is left of the budget of the window that ends there. Counts are summed up
 * once; each window is then the difference of two sums. A step of which nothing
 * was measured is a gap: it says nothing.
 */
export function seriesPoints(basis: SeriesBasis): SeriesPoint[] {
  const { window, dropped } = basis;
  const before = runningSums(basis.buckets);
  let from = basis.from;
  return stepEnds(basis).map(to => {
    const step = difference(before(to), before(from));
    const coverage = coverageOf({ covered: step.covered, from, to, dropped });
    from = to;
    const point = { at: new Date(to).toISOString(), coverage };
    if (!(step.covered > 0)) return point;
    const ratio = errorRatio(step);
    const whole = difference(before(to), before(windowStart(window, to)));
    return {
      ...point,
      bad: step.bad,
      total: step.total,
      sli: ratio === undefined ? undefined : 1 - ratio,
      remaining: remainingBudget({
        ...whole,
        objective: basis.objectiveAt(to),
      }),
    };
  });
}

/** Where steps end: at whole multiples of their length, and at the very end. */
function stepEnds({ from, to, stepMinutes }: SeriesBasis): number[] {
  const stepMs = stepMinutes * minuteMs;
  const ends: number[] = [];
  let at = (Math.floor(from / stepMs) + 1) * stepMs;
  for (; at < to; at += stepMs) ends.push(at);
  return [...ends, to];
}

/** Begin of the window that ends at a time; those that roll begin with a whole hour. */
function windowStart(window: SloWindow, to: number): number {
  if (window.kind === 'calendar') {
    // The last moment of a period belongs to it, and the next one begins there.
    return windowBounds(window, new Date(to - 1)).from.getTime();
  }
  const length = windowMinutes(window, new Date(to)) * minuteMs;
  return Math.floor((to - length) / hourMs) * hourMs;
}

type Sum = Pick<CountedBucket, 'bad' | 'total' | 'covered'>;

/** Sums of all buckets that begin before a time. */
function runningSums(buckets: CountedBucket[]): (time: number) => Sum {
  const sums: Sum[] = [{ bad: 0, total: 0, covered: 0 }];
  for (const { bad, total, covered } of buckets) {
    const last = sums[sums.length - 1];
    sums.push({
      bad: last.bad + bad,
      total: last.total + total,
      covered: last.covered + covered,
    });
  }
  return time => {
    let [low, high] = [0, buckets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (buckets[middle].start < time) low = middle + 1;
      else high = middle;
    }
    return sums[low];
  };
}

/** Fractions, which excluded time leaves, may be off by a hair. */
function difference(all: Sum, before: Sum): Sum {
  const minus = (a: number, b: number) => Math.max(0, a - b);
  return {
    bad: minus(all.bad, before.bad),
    total: minus(all.total, before.total),
    covered: minus(all.covered, before.covered),
  };
}

/** What is left where a budget is spent evenly: from all to nothing within a calendar period, always nothing in a window that rolls. */
export function idealLine(
  window: SloWindow,
  { from, to }: Span,
): SloSeries['ideal'] {
  const point = (at: number, remaining: number) => ({
    at: new Date(at).toISOString(),
    remaining,
  });
  if (window.kind === 'rolling') return [point(from, 0), point(to, 0)];
  const line: SloSeries['ideal'] = [];
  let at = from;
  while (at < to) {
    const bounds = windowBounds(window, new Date(at));
    const start = bounds.from.getTime();
    const end = bounds.end.getTime();
    const left = (time: number) => 1 - (time - start) / (end - start);
    const last = Math.min(end, to);
    line.push(point(at, left(at)), point(last, left(last)));
    at = end;
  }
  return line;
}
