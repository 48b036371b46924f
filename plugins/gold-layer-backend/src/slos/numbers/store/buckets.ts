/** Lengths of buckets, in minutes. */
export type Grain = 5 | 60 | 1440;

/** Buckets of five minutes, hours and days (of UTC), shortest first. */
export const grains = [5, 60, 1440] as const satisfies readonly Grain[];

/** How long buckets of five minutes are kept, and windows are exact to five minutes. */
export const fineMinutes = 3 * 1440;

/** How long hours and days are kept. */
export const keptMinutes = 400 * 1440;

/** So many in one bucket are counted exactly, and sums of them stay numbers; no service has more. */
export const mostEvents = 1e15;

/** Counts of one SLO. */
export interface Counts {
  bad: number;
  total: number;
  /** Buckets of five minutes that were measured: at most 1, 12 or 288 by grain. */
  covered: number;
}

/** Counts of one SLO in one bucket; one that was not measured does not exist. */
export interface Bucket extends Counts {
  num: number;
  grain: Grain;
  /** Minutes since 1970: a whole multiple of the grain. */
  start: number;
}

/** A stretch of time in minutes since 1970, without its end. */
export interface Span {
  from: number;
  to: number;
}

/** Milliseconds as whole minutes since 1970. */
export function toMinutes(time: number | Date): number {
  return Math.floor(Number(time) / 60_000);
}

/** Minutes since 1970 as milliseconds. */
export function fromMinutes(minutes: number): number {
  return minutes * 60_000;
}

/** The greatest multiple of a grain that is not after a minute. */
export function floorTo(grain: number, minute: number): number {
  return Math.floor(minute / grain) * grain;
}

/** The least multiple of a grain that is not before a minute. */
export function ceilTo(grain: number, minute: number): number {
  return Math.ceil(minute / grain) * grain;
}

/** Since when buckets of five minutes are there; what lies before is known by the hour. */
export function fineSince(now: number): number {
  return floorTo(60, now - fineMinutes);
}

/** Starts of the buckets of a grain within a span. */
export function startsWithin(grain: Grain, { from, to }: Span): number[] {
  const starts: number[] = [];
  for (let at = ceilTo(grain, from); at < to; at += grain) starts.push(at);
  return starts;
}

/** Counts added up. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    bad: a.bad + b.bad,
    total: a.total + b.total,
    covered: a.covered + b.covered,
  };
}

/** Nothing measured. */
export const noCounts: Readonly<Counts> = { bad: 0, total: 0, covered: 0 };

/** The same buckets, those of five minutes taken together by the hour where they are not kept any more. */
export function foldOld(buckets: readonly Bucket[], now: number): Bucket[] {
  const fine = fineSince(now);
  const folded = new Map<string, Bucket>();
  for (const bucket of buckets) {
    const grain = bucket.grain === 5 && bucket.start < fine ? 60 : bucket.grain;
    const start = floorTo(grain, bucket.start);
    const key = `${bucket.num} ${grain} ${start}`;
    const sum = addCounts(folded.get(key) ?? noCounts, bucket);
    folded.set(key, { num: bucket.num, grain, start, ...sum });
  }
  return [...folded.values()];
}
