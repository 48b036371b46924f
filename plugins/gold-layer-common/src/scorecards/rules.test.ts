import { decideCheck, enforcedFrom } from './decideCheck';
import { decideStanding, nextRung } from './decideStanding';
import { Expectation, isMet, ReadInput } from './expectation';
import { explainCheck } from './explainCheck';
import { orderSteps } from './orderSteps';
import type { CheckState } from './state';

const now = Date.parse('2026-06-15T12:00:00Z');
const unknown = { unknown: 'There is no value of a.b yet.' };

describe('decideCheck', () => {
  const certain = { applies: true, outcome: true, enforcedFrom: 0, now };
  const waiver = { until: now + 1 };

  it.each([
    ['pass', {}],
    ['fail', { outcome: false }],
    ['unknown', { outcome: unknown }],
    ['not-applicable', { applies: false }],
    ['not-applicable', { applies: false, outcome: unknown }],
    ['not-applicable', { applies: false, enforcedFrom: now + 1 }],
    ['unknown', { applies: unknown }],
    ['unknown', { applies: unknown, waiver }],
    ['upcoming', { outcome: false, enforcedFrom: now + 1 }],
    ['upcoming', { outcome: true, enforcedFrom: undefined }],
    ['fail', { outcome: false, enforcedFrom: now }],
    ['waived', { outcome: false, waiver }],
    ['waived', { outcome: unknown, waiver }],
    ['pass', { outcome: true, waiver }],
    ['fail', { outcome: false, waiver: { until: now } }],
  ] as const)('is %s when %j', (state, difference) => {
    expect(decideCheck({ ...certain, ...difference })).toBe(state);
  });
});

describe('enforcedFrom', () => {
  const perTier = { critical: '2026-06-15', important: '2026-09-01' };

  it.each([
    [undefined, 'standard', 0],
    ['2026-06-15', 'unclassified', Date.parse('2026-06-15T00:00:00Z')],
    [perTier, 'critical', Date.parse('2026-06-15T00:00:00Z')],
    [perTier, 'standard', undefined],
    [perTier, 'unclassified', undefined],
  ] as const)('of %j for %s is %s', (enforceFrom, tier, expected) => {
    expect(enforcedFrom({ enforceFrom }, tier)).toBe(expected);
  });
});

describe('decideStanding', () => {
  const stand = (levels: Record<string, CheckState[]>, waivedCounts = true) =>
    decideStanding({
      levels: Object.entries(levels).map(([name, states]) => ({
        name,
        states,
      })),
      waivedCounts,
    });

  it.each<[string, Record<string, CheckState[]>, string | undefined, number]>([
    ['nothing passes', { bronze: ['fail'], silver: ['pass'] }, undefined, 1],
    [
      'the first level passes',
      { bronze: ['pass'], silver: ['fail', 'unknown', 'pass'] },
      'bronze',
      2,
    ],
    [
      'unknown blocks',
      { bronze: ['pass', 'unknown'], silver: ['pass'] },
      undefined,
      1,
    ],
    [
      'a gap below counts more than a pass above',
      { bronze: ['pass'], silver: ['fail'], gold: ['pass'] },
      'bronze',
      1,
    ],
    [
      'not applicable and upcoming stand in nobody’s way',
      { bronze: ['pass', 'not-applicable', 'upcoming'], silver: ['fail'] },
      'bronze',
      1,
    ],
    [
      'a level without questions is passed over',
      { bronze: ['not-applicable'], silver: ['pass'], gold: ['fail'] },
      'silver',
      1,
    ],
    [
      'a waiver counts',
      { bronze: ['waived', 'pass'], silver: ['fail'] },
      'bronze',
      1,
    ],
  ])('when %s', (_, levels, level, missing) => {
    const standing = stand(levels);
    expect(standing.level).toBe(level);
    expect(standing.next?.missing).toBe(missing);
  });

  it('says that nobody holds a level for lack of questions', () => {
    const standing = stand({
      bronze: ['pass'],
      gold: ['not-applicable', 'upcoming'],
    });
    expect(standing).toMatchObject({
      level: 'bronze',
      rank: 1,
      next: undefined,
    });
    expect(stand({ gold: ['not-applicable'] })).toMatchObject({
      level: undefined,
      rank: 0,
      next: undefined,
      applicable: 0,
      coverage: undefined,
    });
  });

  it.each([
    [0, 'bronze'],
    [1, 'gold'],
    [3, undefined],
  ])(
    'leads from rank %d to %s past a level without questions',
    (rank, next) => {
      const { rungs } = stand({
        bronze: ['fail'],
        silver: ['not-applicable'],
        gold: ['fail'],
      });
      expect(nextRung(rungs, rank)?.name).toBe(next);
    },
  );

  it('lets a waiver block where the scorecard says so', () => {
    const standing = stand({ bronze: ['waived'] }, false);
    expect(standing).toMatchObject({
      rank: 0,
      waived: 1,
      next: { missing: 1 },
    });
  });

  it('counts what is enforced, and how much of it is known', () => {
    const standing = stand({
      bronze: ['pass', 'pass', 'fail', 'upcoming'],
      silver: ['unknown', 'waived', 'not-applicable'],
    });
    expect(standing).toMatchObject({
      passed: 2,
      failed: 1,
      unknown: 1,
      waived: 1,
      applicable: 5,
      coverage: 0.8,
    });
  });
});

describe('orderSteps', () => {
  it('takes the least work first, then what helps most services', () => {
    const step = (
      check: string,
      effort: 'minutes' | 'days',
      reach: number,
    ) => ({
      check,
      title: check,
      level: 'bronze',
      state: 'fail' as const,
      effort,
      reach,
    });
    const steps = [
      step('a', 'days', 9),
      step('b', 'minutes', 1),
      step('c', 'minutes', 5),
      step('d', 'days', 9),
    ];
    expect(orderSteps(steps).map(({ check }) => check)).toEqual([
      'c',
      'b',
      'a',
      'd',
    ]);
  });
});

describe('explainCheck', () => {
  const about = {
    applies: true,
    outcome: true,
    enforcedFrom: 0,
    now,
    inputs: [
      { name: 'repository.readme.present', title: 'README', value: true },
      { name: 'repository.readme.length', title: 'README length', value: 40 },
      { name: 'latency.p50', title: 'Latency p50', value: 81, unit: 'ms' },
    ],
    expectations: [
      { input: 'repository.readme.present', operator: '==', value: true },
      { input: 'repository.readme.length', operator: '>=', value: 300 },
    ],
  } as const;

  it.each([
    [
      { state: 'fail', outcome: false },
      'README length: 40, needed at least 300.',
    ],
    [
      { state: 'fail', outcome: false, expectations: undefined },
      'README: yes; README length: 40; Latency p50: 81 ms.',
    ],
    [
      { state: 'fail', outcome: false, inputs: [], expectations: undefined },
      'The rule does not hold.',
    ],
    [{ state: 'pass', inputs: [], expectations: [] }, 'The rule holds.'],
    [
      {
        state: 'fail',
        outcome: false,
        // It failed before it came to what is not known.
        expectations: [
          ...about.expectations,
          { input: 'repository.docs.count', operator: '>', value: 1 },
        ],
      },
      'README length: 40, needed at least 300.',
    ],
    [{ state: 'unknown', outcome: unknown }, 'There is no value of a.b yet.'],
    [
      { state: 'unknown', applies: unknown },
      'Whether it applies cannot be told: There is no value of a.b yet.',
    ],
    [
      {
        state: 'upcoming',
        outcome: false,
        enforcedFrom: Date.parse('2026-09-01'),
      },
      'Counts from 1 Sep 2026; today it would fail.',
    ],
    [
      { state: 'upcoming', outcome: unknown, enforcedFrom: undefined },
      'Does not count for this tier yet; it could not be told.',
    ],
    [{ state: 'not-applicable' }, 'Does not apply to this service.'],
    [
      { state: 'waived', outcome: false },
      'Waived: README length: 40, needed at least 300.',
    ],
    [
      {
        state: 'waived',
        outcome: false,
        waiver: { until: Date.parse('2027-03-03'), by: 'Dora' },
      },
      'Waived until 3 Mar 2027 by Dora: README length: 40, needed at least 300.',
    ],
  ] as const)('says of %j: %s', (difference, sentence) => {
    expect(explainCheck({ ...about, ...difference })).toBe(sentence);
  });
});

describe('a rule in words', () => {
  const day = 24 * 3_600_000;
  const inputs: ReadInput[] = [
    { name: 'ci', title: 'CI configured', value: false },
    { name: 'docs', title: 'TechDocs', value: true },
    { name: 'p50', title: 'Latency p50', value: 81, unit: 'ms' },
    { name: 'target', title: 'Target for latency p50', value: 50, unit: 'ms' },
    { name: 'deploys', title: 'Deployments', value: 3, unit: '1/wk' },
    { name: 'restore', title: 'Time to restore', value: 200, unit: 'h' },
    { name: 'strategy', title: 'Strategy', value: 'rolling' },
    { name: 'ranAt', title: 'Last load test', value: '2026-05-01T10:00:00Z' },
    { name: 'service.tier', title: 'Tier', value: 'critical' },
  ];
  const rolling: Expectation[] = [
    { input: 'service.tier', operator: 'in', value: ['standard'] },
    { input: 'strategy', operator: '==', value: 'rolling' },
  ];
  const gradual: Expectation[] = [
    { input: 'strategy', operator: 'in', value: ['canary', 'blue-green'] },
  ];

  it.each<[boolean, Expectation, string]>([
    [false, { input: 'ci', operator: '==', value: true }, 'CI configured: no'],
    [
      false,
      { input: 'docs', operator: '==', value: false },
      'TechDocs: yes, needed no',
    ],
    [true, { input: 'docs', operator: '==', value: true }, 'TechDocs: yes'],
    [
      false,
      { input: 'p50', operator: '<', value: 50, from: 'target' },
      'Latency p50: 81 ms, needed less than 50 ms (Target for latency p50)',
    ],
    [
      true,
      { input: 'deploys', operator: '>=', value: 1 },
      'Deployments: 3 per week, needed at least 1 per week',
    ],
    [
      false,
      { input: 'restore', operator: '<', value: 168 },
      'Time to restore: 200 hours, needed less than 7 days',
    ],
    [
      false,
      { input: 'strategy', operator: '!=', value: 'rolling' },
      'Strategy: rolling, needed another',
    ],
    [
      false,
      { input: 'ranAt', operator: 'within', value: 31 * day },
      'Last load test: 1 May 2026, too long ago since 1 Jun 2026: allowed are 31 days',
    ],
    [
      true,
      { input: 'ranAt', operator: 'within', value: 92 * day },
      'Last load test: 1 May 2026, which counts for 92 days, until 1 Aug 2026',
    ],
    [
      false,
      { input: 'ranAt', operator: 'ahead' },
      'Last load test: 1 May 2026, which has passed',
    ],
    [false, { input: 'dr', operator: 'present' }, 'dr: not set'],
    [
      false,
      { anyOf: [gradual, rolling] },
      'Strategy: rolling, needed canary or blue-green',
    ],
    [
      false,
      {
        anyOf: [
          [{ input: 'ci', operator: '==', value: true }],
          [{ input: 'deploys', operator: '>', value: 5 }],
        ],
      },
      'CI configured: no; or Deployments: 3 per week, needed more than 5 per week',
    ],
    [
      true,
      { anyOf: [gradual, [{ input: 'docs', operator: '==', value: true }]] },
      'TechDocs: yes',
    ],
  ])('%s of %j: %s', (outcome, expectation, words) => {
    expect(isMet(expectation, { inputs, now })).toBe(outcome);
    expect(
      explainCheck({
        state: outcome ? 'pass' : 'fail',
        applies: true,
        outcome,
        enforcedFrom: 0,
        inputs,
        now,
        expectations: [expectation],
      }),
    ).toBe(`${words}.`);
  });
});
