import { applyExclusions } from './applyExclusions';
import {
  bucketsWithin,
  CountedBucket,
  coverageOf,
  ExcludedSpan,
  mergeSpans,
  overlapMs,
  sumBuckets,
} from './buckets';

const start = Date.parse('2026-11-27T00:00:00Z');
const minute = 60_000;
const bucket = (at: number, more: Partial<CountedBucket> = {}) => ({
  start: start + at * minute,
  minutes: 5,
  bad: 1,
  total: 100,
  covered: 1,
  ...more,
});
const span = (from: number, to: number) => ({
  from: start + from * minute,
  to: start + to * minute,
});
const out = (
  from: number,
  to: number,
  meaning: ExcludedSpan['meaning'],
): ExcludedSpan => ({ ...span(from, to), meaning });

describe('buckets', () => {
  it('sum up', () => {
    expect(sumBuckets([])).toEqual({ bad: 0, total: 0, covered: 0 });
    expect(
      sumBuckets([bucket(0), bucket(60, { minutes: 60, covered: 11 })]),
    ).toEqual({ bad: 2, total: 200, covered: 12 });
  });

  it('belong to the time in which they begin', () => {
    const three = [bucket(0), bucket(5), bucket(10)];
    expect(bucketsWithin(three, span(5, 10))).toEqual([three[1]]);
  });
});

describe('coverage', () => {
  it.each([
    ['all of an hour', 12, span(0, 60), [], 1],
    ['half of it', 6, span(0, 60), [], 0.5],
    ['nothing', 0, span(0, 60), [], 0],
    ['no time has passed', 0, span(0, 0), [], 0],
    ['more than is expected', 13, span(0, 60), [], 1],
    ['an end within a bucket', 12, span(0, 64), [], 1],
    ['a beginning within a bucket', 11, span(3, 60), [], 1],
    ['dropped time is not expected', 6, span(0, 60), [span(30, 60)], 1],
    ['nor is it twice', 3, span(0, 60), [span(30, 60), span(20, 40)], 0.75],
    ['everything is dropped', 0, span(0, 60), [span(0, 60)], 0],
  ])('%s', (_, covered, within, dropped, share) => {
    const found = coverageOf({ covered, ...within, dropped });
    expect(found).toBeCloseTo(share, 10);
  });
});

describe('stretches of time', () => {
  it('merge where they touch', () => {
    expect(
      mergeSpans([span(20, 30), span(0, 10), span(10, 15), span(25, 26)]),
    ).toEqual([span(0, 15), span(20, 30)]);
    expect(mergeSpans([span(5, 5)])).toEqual([]);
  });

  it('overlap', () => {
    const merged = [span(0, 10), span(20, 30)];
    expect(overlapMs(span(5, 25), merged)).toBe(10 * minute);
    expect(overlapMs(span(10, 20), merged)).toBe(0);
    expect(overlapMs(span(40, 50), merged)).toBe(0);
  });
});

describe('excluded time', () => {
  const hour = bucket(0, { minutes: 60, bad: 12, total: 1200, covered: 12 });

  it('changes nothing where there is none', () => {
    const buckets = [hour];
    expect(applyExclusions(buckets, [])).toEqual({
      buckets,
      dropped: [],
      forgiven: 0,
    });
    expect(applyExclusions(buckets, [out(60, 90, 'dropped')]).buckets).toEqual(
      buckets,
    );
  });

  it.each([
    ['dropped', 0, 60, undefined, 12],
    ['dropped', 0, 15, { bad: 9, total: 900, covered: 9 }, 3],
    ['counted-good', 0, 60, { bad: 0, total: 1200, covered: 12 }, 12],
    ['counted-good', 45, 90, { bad: 9, total: 1200, covered: 12 }, 3],
  ] as const)(
    '%s from minute %i to %i',
    (meaning, from, to, left, forgiven) => {
      const found = applyExclusions([hour], [out(from, to, meaning)]);
      expect(found.buckets).toEqual(left ? [{ ...hour, ...left }] : []);
      expect(found.forgiven).toBe(forgiven);
      expect(found.dropped).toEqual(
        meaning === 'dropped' ? [span(from, to)] : [],
      );
    },
  );

  it('is dropped where both meanings cover it', () => {
    const found = applyExclusions(
      [hour],
      [out(0, 30, 'counted-good'), out(15, 45, 'dropped')],
    );
    expect(found.buckets).toEqual([
      { ...hour, bad: 3, total: 600, covered: 6 },
    ]);
    expect(found.forgiven).toBe(9);
  });
});
