import {
  BudgetState,
  RuleState,
  SloSpec,
  SloState,
  sloFactDefinitions,
} from '@gold-layer/backstage-plugin-common';
import { factDefinitionSchema } from '@gold-layer/backstage-plugin-common';
import type { KnownSlo } from '../../reading/sloRows';
import { slo } from '../__testUtils__/fakeReader';
import { SloFactGround, sloFacts } from './sloFacts';

const now = new Date('2026-11-27T12:00:00Z');

interface Numbers {
  state?: SloState;
  budget?: BudgetState;
  remaining?: number;
  burn?: number;
  frozen?: boolean;
  rules?: RuleState;
  coverage?: number;
}

/** An SLO with numbers; without any it was never evaluated. */
function known(
  spec: Partial<SloSpec> = {},
  numbers?: Numbers,
  more: Partial<KnownSlo['record']> = {},
): KnownSlo {
  const service = 'component:default/shop';
  const { state = 'no-data', budget = 'unknown' } = numbers ?? {};
  return {
    record: {
      num: 1,
      spec: slo('shop', 'up', {
        alerts: [
          { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 14 },
        ],
        ...spec,
      }),
      origin: 'record',
      documentKey: `record:${service}`,
      problems: [],
      invalid: false,
      shadowed: [],
      measureHash: '',
      firstSeenAt: Date.parse('2026-11-01T10:00:00Z'),
      changedAt: 0,
      ...more,
    },
    state,
    budget,
    overdue: false,
    status: numbers && {
      num: 1,
      state,
      budget,
      remaining: numbers.remaining,
      coverage: numbers.coverage ?? 1,
      burn: { '1d': numbers.burn },
      frozen: numbers.frozen ?? false,
      forecast: {},
      sparkline: [],
      alerts: [],
      rules: numbers.rules ?? 'loaded',
      neverSeen: false,
    },
    service: { ref: service, title: 'Shop', tier: 'critical', exists: true },
  };
}

const good: Numbers = {
  state: 'ok',
  budget: 'healthy',
  remaining: 0.8,
  burn: 0.5,
};
const bad: Numbers = {
  state: 'exhausted',
  budget: 'exhausted',
  remaining: -0.2512,
  burn: 3.14159,
  frozen: true,
};
const silent: Numbers = { state: 'no-data', coverage: 0 };

function factsOf(
  slos: KnownSlo[],
  more: Partial<SloFactGround> = {},
): Record<string, unknown> {
  const facts = sloFacts({
    service: { tier: 'critical', record: {}, gaps: [] },
    slos,
    reviewedOn: new Map(),
    exhaustions: 0,
    dependencies: [],
    policies: new Set(['default']),
    now,
    ...more,
  });
  return Object.fromEntries(
    facts.map(({ fact, value }) => [fact.replace('slo.', ''), value]),
  );
}

describe('facts about the SLOs of a service', () => {
  it('are all defined, with the types they have', () => {
    const defined = new Map(
      sloFactDefinitions.map(fact => {
        const { name, type } = factDefinitionSchema.parse(fact);
        return [name, type];
      }),
    );
    const given = factsOf([known({ policy: 'default' }, good)], {
      reviewedOn: new Map([[1, '2026-11-20']]),
    });
    expect(
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          `slo.${name}`,
          typeof value,
        ]),
      ),
    ).toEqual(Object.fromEntries(defined));
  });

  it('are no more than their number where there is none', () => {
    expect(factsOf([])).toEqual({ count: 0 });
  });

  it('leave out what was never measured', () => {
    const facts = factsOf([known()]);
    expect(facts).toMatchObject({
      count: 1,
      'objective.highest': 99.9,
      measured: false,
      'review.overdue': false,
    });
    for (const name of [
      'budget.state',
      'budget.remaining',
      'budget.frozen',
      'budget.exhaustionsThisQuarter',
      'burn.rate',
      'coverage',
      'alerts.loaded',
      'review.ageDays',
    ]) {
      expect(facts).not.toHaveProperty([name]);
    }
  });

  it.each([
    ['the worst speaks', [good, bad], 'exhausted', -25.1, 3.14, true, true],
    [
      'a good one says nothing beside an unknown one',
      [good, silent],
      undefined,
      undefined,
      undefined,
      undefined,
      false,
    ],
    [
      'a bad one says all beside an unknown one',
      [bad, silent],
      'exhausted',
      -25.1,
      3.14,
      true,
      false,
    ],
    [
      'one that nobody uses is left aside',
      [good, { state: 'idle' }],
      'healthy',
      80,
      0.5,
      false,
      true,
    ],
    [
      'what is frozen stays so while nothing is known',
      [{ state: 'error', frozen: true }],
      undefined,
      undefined,
      undefined,
      true,
      false,
    ],
    [
      'one that nobody uses says nothing',
      [{ state: 'idle' }],
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ],
    [
      'the overdue one is unknown',
      [{ ...good, state: 'stale', budget: 'unknown' }],
      undefined,
      undefined,
      undefined,
      undefined,
      false,
    ],
  ] satisfies [
    string,
    Numbers[],
    string?,
    number?,
    number?,
    boolean?,
    boolean?,
  ][])(
    'of budgets: %s',
    (_, numbers, state, remaining, burn, frozen, measured) => {
      const facts = factsOf(numbers.map(each => known({}, each)));
      expect(facts['budget.state']).toBe(state);
      expect(facts['budget.remaining']).toBe(remaining);
      expect(facts['burn.rate']).toBe(burn);
      expect(facts['budget.frozen']).toBe(frozen);
      expect(facts.measured).toBe(measured);
      expect(facts['budget.exhaustionsThisQuarter']).toBe(
        state === undefined ? undefined : 0,
      );
    },
  );

  it.each([
    [['loaded', 'not-needed'], true],
    [['loaded', 'unknown'], undefined],
    [['unknown', 'missing'], false],
    [['older'], false],
    [['different'], false],
  ] satisfies [RuleState[], boolean | undefined][])(
    'know of rules that are %s whether alerts are loaded: %s',
    (rules, loaded) => {
      const slos = rules.map(each => known({}, { ...good, rules: each }));
      expect(factsOf(slos)['alerts.loaded']).toBe(loaded);
    },
  );

  it('know that alerts on pushed numbers reach nobody where there is no owner', () => {
    const gaps = [{ kind: 'no-owner' as const, message: 'No owner.' }];
    const service = { tier: 'critical' as const, record: {}, gaps };
    const loaded = (rules: RuleState) =>
      factsOf([known({}, { ...good, rules })], { service })['alerts.loaded'];
    expect(loaded('not-needed')).toBe(false);
    // Who hears of loaded rules is not for the catalog to say.
    expect(loaded('loaded')).toBe(true);
  });

  it('count an SLO without alerts as one whose alerts are not loaded', () => {
    expect(factsOf([known({ alerts: [] }, good)])['alerts.loaded']).toBe(false);
  });

  it.each([
    ['0.999', 'critical', undefined, true],
    ['0.998', 'critical', undefined, false],
    ['0.9', 'experimental', undefined, true],
    ['0.9', 'unclassified', undefined, undefined],
    ['0.999', 'critical', 99.9, false],
    ['0.9995', 'critical', '99.90', true],
  ] as const)(
    'know of %s for the tier %s with the contract %s whether it fits: %s',
    (objective, tier, sla, fits) => {
      const facts = factsOf([known({ objective }, good)], {
        service: { tier, record: { sla }, gaps: [] },
      });
      expect(facts['target.fitsTier']).toBe(fits);
    },
  );

  it('compare no objective of speed with what others promise or tiers ask', () => {
    const slow = known({ indicator: 'Latency', objective: '0.95' }, good);
    const facts = factsOf([slow]);
    expect(facts).not.toHaveProperty(['target.fitsTier']);
    expect(facts).not.toHaveProperty(['dependencies.strictEnough']);
    const both = factsOf([slow, known({ objective: '0.999' }, good)], {
      dependencies: [{ objective: '0.9999' }],
    });
    expect(both).toMatchObject({
      'objective.lowest': 95,
      'objective.highest': 99.9,
      'target.fitsTier': true,
      'dependencies.strictEnough': true,
    });
  });

  it.each([
    [undefined, undefined, undefined, undefined, false],
    ['a document', '2026-11-17', undefined, 10, false],
    ['the portal', '2026-01-01', '2026-11-20', 7, false],
    ['a document that asks for more', '2026-11-01', undefined, 26, true],
  ])(
    'tell the age of the last review, here by %s',
    (_, reviewedOn, recorded, age, overdue) => {
      const reviewEvery = reviewedOn === '2026-11-01' ? 'P14D' : undefined;
      const facts = factsOf([known({ reviewedOn, reviewEvery }, good)], {
        reviewedOn: new Map(recorded ? [[1, recorded]] : []),
      });
      expect(facts['review.ageDays']).toBe(age);
      expect(facts['review.overdue']).toBe(overdue);
    },
  );

  it('call a review overdue that nobody has done for half a year', () => {
    const firstSeenAt = Date.parse('2026-05-01T00:00:00Z');
    const facts = factsOf([known({}, good, { firstSeenAt })]);
    expect(facts['review.overdue']).toBe(true);
  });

  it('do not count an SLO with errors, and trust no number beside it', () => {
    const facts = factsOf([
      known({}, good),
      known({}, { state: 'invalid' }, { invalid: true }),
    ]);
    expect(facts).toMatchObject({ count: 1, measured: false });
    expect(facts).not.toHaveProperty(['budget.state']);
  });
});
