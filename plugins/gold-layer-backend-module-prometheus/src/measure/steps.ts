import type { SliRequest } from '@gold-layer/backstage-plugin-node';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Buckets are hours beyond. */
const fineDays = 3;
/** Points that Prometheus gives of one series at most. */
export const mostPoints = 11_000;

/** Buckets of one length in a row, told by their ends; milliseconds since 1970, both included. */
export interface Steps {
  first: number;
  last: number;
  minutes: 5 | 60;
}

/** How many buckets they are. */
export function pointsOf(steps: Steps): number {
  return (steps.last - steps.first) / (steps.minutes * minute) + 1;
}

/**
 * The buckets that a request asks for: of five minutes in its last three days,
 * of an hour before. Nothing is asked for beyond the source's retention.
 */
export function stepsOf(
  request: Pick<SliRequest, 'from' | 'to'>,
  options: { retentionDays?: number } = {},
): Steps[] {
  const to = request.to.getTime();
  const kept = to - (options.retentionDays ?? Infinity) * day;
  const from = Math.max(request.from.getTime(), kept);
  const fine = floor(to - fineDays * day, hour);
  return [
    row(60, from, Math.min(fine, to)),
    row(5, Math.max(from, fine), to),
  ].filter(it => it.first <= it.last);
}

/** The buckets that end after one moment and not after another. */
function row(minutes: 5 | 60, after: number, until: number): Steps {
  const length = minutes * minute;
  return {
    first: floor(after, length) + length,
    last: floor(until, length),
    minutes,
  };
}

function floor(time: number, length: number): number {
  return Math.floor(time / length) * length;
}

/** The same buckets in portions of so many at most. */
export function splitSteps(steps: Steps, most: number): Steps[] {
  const length = steps.minutes * minute;
  const portions = [];
  for (
    let { first } = steps;
    first <= steps.last;
    first = (portions.at(-1)?.last ?? first) + length
  ) {
    const last = Math.min(steps.last, first + (most - 1) * length);
    portions.push({ first, last, minutes: steps.minutes });
  }
  return portions;
}

/** From the first bucket of any to the last of any; all of the same length. */
export function spanSteps(all: Steps[]): Steps {
  return {
    first: all.reduce((least, it) => Math.min(least, it.first), Infinity),
    last: all.reduce((most, it) => Math.max(most, it.last), -Infinity),
    minutes: all[0].minutes,
  };
}
