import { guideFor, ninesGuide, recoveryFor, slaMarginProblem } from './guide';
import { sloQuality } from './quality';
import type { SloSpec } from './spec';

describe('the guide to targets', () => {
  it('tells downtime, cost and recovery of each', () => {
    expect(
      ninesGuide.map(it => [it.objective, it.downtimeMinutes, it.relativeCost]),
    ).toEqual([
      ['0.99', 432, 1],
      ['0.995', 216, 3],
      ['0.999', 43.2, 10],
      ['0.9995', 21.6, 30],
      ['0.9999', 4.32, 100],
      ['0.99999', 0.432, 1000],
    ]);
  });

  it.each([
    ['0.998', 'One region with backups'],
    ['0.999', 'A second region that stands by'],
    ['0.9995', 'A second region that stands by'],
    ['0.9996', 'Several regions that all serve'],
    ['0.9999', 'Several regions that all serve'],
    ['0.99991', 'Independent cells in several regions'],
  ])('%s takes: %s', (objective, recovery) => {
    expect(recoveryFor(objective)).toBe(recovery);
  });

  it.each([
    ['0.98', undefined],
    ['0.99', '0.99'],
    ['0.9994', '0.999'],
    ['0.999999', '0.99999'],
  ])('%s reaches %s', (objective, reached) => {
    expect(guideFor(objective)?.objective).toBe(reached);
  });

  it.each([
    ['0.999', undefined, /^fine$/],
    ['0.999', 'soon', /^fine$/],
    ['0.999', 99.9, /would be broken before anybody is warned/],
    ['0.998', '99.90', /the objective is 99\.8%/],
    [
      '0.9955',
      '99.5',
      /only 0\.05 points stricter than the contract's 99\.5%; 0\.1 or more/,
    ],
    ['0.996', '99.5', /^fine$/],
    ['0.999', '99.5', /^fine$/],
    ['1e-10', 99, /would be broken/],
    ['0.9951', '99', /0\.51 points stricter/],
    ['0.995', '99', /^fine$/],
    // A strict contract leaves no room for a tenth of a point.
    ['0.9995', '99.9', /^fine$/],
    ['0.9994', '99.9', /only 0\.04 points.*0\.05 or more/],
    ['0.99995', '99.99', /^fine$/],
  ])(
    'an objective of %s beside a contract of %p',
    (objective, sla, problem) => {
      expect(slaMarginProblem(objective, sla) ?? 'fine').toMatch(problem);
    },
  );
});

describe('the quality of an SLO', () => {
  const spec: SloSpec = {
    id: 'default.checkout.availability',
    name: 'availability',
    title: 'Availability',
    service: 'component:default/checkout',
    indicator: 'Availability',
    sli: { kind: 'pushed' },
    method: 'Occurrences',
    objective: '0.999',
    window: { kind: 'rolling', days: 28 },
    alerts: [
      { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 13.44 },
      { severity: 'ticket', longMinutes: 1440, shortMinutes: 120, factor: 2.8 },
    ],
    reviewedOn: '2026-10-01',
    reviewEvery: 'P90D',
  };
  const judge = (
    change: Partial<SloSpec> = {},
    more: Partial<Parameters<typeof sloQuality>[0]> = {},
  ) =>
    sloQuality({
      spec: { ...spec, ...change },
      tier: 'critical',
      rules: 'loaded',
      policyKnown: true,
      now: new Date('2026-11-27T00:00:00Z'),
      ...more,
    });
  const missing = (...of: Parameters<typeof judge>) =>
    judge(...of)
      .points.filter(({ met }) => !met)
      .map(({ name }) => name);

  const cases: [
    string,
    Partial<SloSpec>,
    Partial<Parameters<typeof sloQuality>[0]>,
    string[],
  ][] = [
    ['good', {}, {}, []],
    ['loose for its tier', { objective: '0.998' }, {}, ['target']],
    [
      'loose, for a lesser tier',
      { objective: '0.99' },
      { tier: 'standard' },
      [],
    ],
    [
      'a short window',
      { window: { kind: 'rolling', days: 6 } },
      {},
      ['window'],
    ],
    ['a week', { window: { kind: 'rolling', days: 7 } }, {}, []],
    ['a year', { window: { kind: 'rolling', days: 365 } }, {}, ['window']],
    ['no ticket', { alerts: spec.alerts.slice(0, 1) }, {}, ['alerts']],
    ['no alerts', { alerts: [] }, {}, ['alerts']],
    ['rules missing', {}, { rules: 'missing' }, ['rules']],
    ['rules unknown', {}, { rules: 'unknown' }, ['rules']],
    ['rules not needed', {}, { rules: 'not-needed' }, []],
    ['no such policy', { policy: 'nope' }, { policyKnown: false }, ['policy']],
    ['never reviewed', { reviewedOn: undefined }, {}, ['review']],
    [
      'reviewed in the portal',
      { reviewedOn: undefined },
      { reviewedOn: '2026-11-01T10:00:00Z' },
      [],
    ],
    ['review overdue', { reviewedOn: '2026-08-01' }, {}, ['review']],
    [
      'reviewed half a year ago at most',
      { reviewedOn: '2026-08-01', reviewEvery: undefined },
      {},
      [],
    ],
  ];
  it.each(cases)('%s', (_, change, more, names) => {
    expect(missing(change, more)).toEqual(names);
  });

  it('is a share with a sentence for each point', () => {
    const { share, points } = judge({ objective: '0.998', policy: 'strict' });
    expect(share).toBeCloseTo(5 / 6, 10);
    expect(points[0].sentence).toBe(
      'The objective is 99.8%; the tier critical asks for 99.9% or more.',
    );
    expect(points[4].sentence).toBe('The budget policy strict holds.');
  });

  it('asks nobody to load rules that cannot be generated', () => {
    const raw = { type: 'prometheus', query: 'sum(x) keep_metric_names' };
    const { points } = judge(
      { sli: { kind: 'raw', raw, rawType: 'success' } },
      { rules: 'unknown' },
    );
    expect(points[3].sentence).toMatch(
      /^No rules can be generated: sli.raw.query is no PromQL/,
    );
  });
});
