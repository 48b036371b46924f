import { foldBuckets } from './foldBuckets';

const steps = { first: 300_000, last: 600_000, minutes: 5 } as const;
const at = (...values: number[]) =>
  values.map((value, index) => [300 * (index + 1), value] as const);

describe('foldBuckets', () => {
  it.each([
    [
      'counts',
      at(10, 20),
      at(1, 2),
      [
        [1, 10],
        [2, 20],
      ],
    ],
    ['no total: not measured', [], at(1, 2), []],
    ['total 0: idle', at(0), at(0), [[0, 0]]],
    ['0/0 is idle, not zero of something', at(NaN), at(NaN), [[0, 0]]],
    ['bad below 0 by extrapolation', at(10), at(-0.1), [[0, 10]]],
    ['bad a little above total', at(10), at(10.05), [[10, 10]]],
    [
      'buckets outside of what was asked',
      at(1, 2, 3),
      at(0, 0, 0),
      [
        [0, 1],
        [0, 2],
      ],
    ],
  ])('%s', (_, total, bad, expected) => {
    const { buckets, problem } = foldBuckets({ total, bad }, steps);
    expect(buckets.map(it => [it.bad, it.total])).toEqual(expected);
    expect(problem).toBeUndefined();
  });

  it.each([
    ['an infinite total', at(Infinity), [], 0, /total answered Infinity/],
    ['a total below 0', at(-5), [], 0, /total answered -5/],
    [
      'no answer about bad events, which is not the same as none',
      at(10, 20),
      at(1),
      1,
      /bad events answered nothing/,
    ],
    ['bad that is no number', at(10), at(NaN), 0, /bad events answered NaN/],
    ['more bad than there is', at(10), at(15), 1, /counted more than/],
  ])('tells of %s', (_, total, bad, kept, sentence) => {
    const { buckets, problem } = foldBuckets({ total, bad }, steps);
    expect(buckets).toHaveLength(kept);
    expect(problem).toMatch(sentence);
  });

  it('names buckets by their beginning, and says how much of an hour was measured', () => {
    const hour = { first: 7_200_000, last: 10_800_000, minutes: 60 } as const;
    const counted = {
      total: [
        [7200, 50],
        [10_800, 0],
      ] as const,
      bad: [[7200, 0]] as const,
      covered: [
        [7200, 7],
        [10_800, 13],
      ] as const,
    };
    expect(foldBuckets(counted, hour).buckets).toEqual([
      { start: 3_600_000, minutes: 60, bad: 0, total: 50, covered: 7 },
      { start: 7_200_000, minutes: 60, bad: 0, total: 0, covered: 12 },
    ]);
  });
});
