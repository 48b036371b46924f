import {
  FactType,
  FactValue,
  RuleOutcome,
  ServiceRecord,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';
import { verifyScorecard } from '../scorecards/compileScorecard';
import { createContexts } from '../rules/createContext';
import { RuleLanguage } from '../rules/RuleLanguage';
import { definedFacts } from './definedFacts';
import { readBuiltIn } from './readBuiltIn';

const { scorecards } = readBuiltIn();
const facts = definedFacts();
const language = RuleLanguage.create({ facts });

/** A rule of the check, or what decides where it applies. */
function compiled(name: string, part: 'rule' | 'appliesTo' = 'rule') {
  const [scorecard, id] = name.split('/');
  const check = scorecards
    .find(({ metadata }) => metadata.name === scorecard)
    ?.spec.levels.flatMap(level => level.checks)
    .find(each => each.id === id);
  const { rule } = language.compile(check?.[part] ?? '');
  if (!rule) throw new Error(`No ${part} of a check is named '${name}'`);
  return rule;
}

const now = new Date('2026-06-15T12:00:00Z');

interface Known {
  tier?: ShownTier;
  record?: ServiceRecord;
  facts?: Record<string, FactValue>;
}

function contextOf(known: Known) {
  const { tier = 'unclassified', record = {} } = known;
  const types = new Map(facts.all().map(({ name, type }) => [name, type]));
  return createContexts(language, types)(
    {
      ref: 'component:default/checkout',
      kind: 'component',
      namespace: 'default',
      name: 'checkout',
      type: 'service',
      tier,
      tags: [],
      record,
    },
    Object.entries(known.facts ?? {}).map(([fact, value]) => ({
      fact,
      value,
      source: 'any',
    })),
    now,
  );
}

function daysAgo(days: number): string {
  return new Date(now.getTime() - days * 24 * 3_600_000).toISOString();
}

const aboutValue: RuleOutcome = { unknown: expect.any(String) };

describe('the built-in rules', () => {
  it('compile against the facts that are defined', () => {
    expect(
      scorecards.flatMap(document => verifyScorecard(document, language)),
    ).toEqual([]);
  });

  it('can all be put in words', () => {
    const one: Record<FactType, FactValue> = {
      boolean: true,
      number: 1,
      string: 'rolling',
      timestamp: daysAgo(1),
      list: [],
    };
    const known = facts.all().map(({ name, type }) => [name, one[type]]);
    const context = contextOf({ facts: Object.fromEntries(known) });
    const wordless = scorecards.flatMap(({ spec }) =>
      spec.levels
        .flatMap(level => level.checks)
        .filter(
          ({ rule }) => !language.compile(rule).rule?.expectations(context),
        )
        .map(({ id }) => id),
    );
    expect(wordless).toEqual([]);
  });

  it('let nothing pass of which nothing is known', () => {
    const passed = scorecards.flatMap(({ spec, metadata }) =>
      spec.levels
        .flatMap(level => level.checks)
        .map(({ id }) => `${metadata.name}/${id}`)
        .filter(name => compiled(name).evaluate(contextOf({})) === true),
    );
    expect(passed).toEqual([]);
  });

  it('let nothing pass for what is said to be done in the future', () => {
    const dated = facts
      .all()
      .filter(({ type, ahead }) => type === 'timestamp' && !ahead)
      .map(({ name }) => name);
    const checks = scorecards.flatMap(({ spec, metadata }) =>
      spec.levels
        .flatMap(level => level.checks)
        .map(({ id }) => `${metadata.name}/${id}`)
        .filter(name =>
          compiled(name).facts.some(fact => dated.includes(fact)),
        ),
    );
    const valued: Record<string, FactValue> = Object.fromEntries([
      ...facts.all().map(({ name, type }) => [name, type !== 'number' || 1000]),
      ['delivery.strategy', 'canary'],
    ]);
    const passing = (when: string) =>
      checks.filter(name => {
        const times = Object.fromEntries(dated.map(fact => [fact, when]));
        const context = contextOf({ facts: { ...valued, ...times } });
        return compiled(name).evaluate(context) === true;
      });
    expect(passing(daysAgo(1)).length).toBeGreaterThan(8);
    expect(passing(daysAgo(-365))).toEqual([]);
  });

  it.each<[string, string, Known, RuleOutcome]>([
    [
      'gold-standard/has-owner',
      'a group of one',
      {
        facts: {
          'entity.owner.isGroup': true,
          'entity.owner.count': 1,
          'entity.owner.members': 1,
        },
      },
      false,
    ],
    [
      'gold-standard/has-owner',
      'no owner, whose members nobody can count',
      { facts: { 'entity.owner.isGroup': false, 'entity.owner.count': 0 } },
      false,
    ],
    [
      'gold-standard/has-runbook',
      'a linked runbook and an unread repository',
      { facts: { 'entity.runbook.linked': true } },
      true,
    ],
    [
      'gold-standard/has-runbook',
      'no linked runbook and an unread repository',
      { facts: { 'entity.runbook.linked': false } },
      aboutValue,
    ],
    [
      'gold-standard/careful-rollout',
      'a critical service that is updated in rolling steps',
      { tier: 'critical', facts: { 'delivery.strategy': 'rolling' } },
      false,
    ],
    [
      'gold-standard/careful-rollout',
      'a standard service that is updated in rolling steps',
      { tier: 'standard', facts: { 'delivery.strategy': 'rolling' } },
      true,
    ],
    ...(
      [
        ['critical', 7, true],
        ['critical', 9, false],
        ['important', 30, true],
        ['important', 32, false],
        ['standard', 91, true],
        ['unclassified', 93, false],
      ] as const
    ).map(([tier, days, outcome]): [string, string, Known, RuleOutcome] => [
      'gold-standard/load-tested',
      `a ${tier} service tested ${days} days ago`,
      {
        tier,
        facts: {
          'testing.load.multipleOfPeak': 2,
          'testing.load.ranAt': daysAgo(days),
        },
      },
      outcome,
    ]),
    [
      'gold-standard/production-review',
      'an approval that has expired',
      {
        facts: {
          'review.production.state': 'approved',
          'review.production.validUntil': daysAgo(1),
        },
      },
      false,
    ],
    [
      'gold-standard/dependencies-promise-enough',
      'no dependencies at all',
      { facts: { 'entity.dependencies.count': 0 } },
      true,
    ],
    [
      'golden-signals/latency-p99',
      'a critical service at its limit',
      { tier: 'critical', facts: { 'signals.latency.p99': 200 } },
      false,
    ],
    [
      'golden-signals/latency-p99',
      'an important service at the same speed',
      { tier: 'important', facts: { 'signals.latency.p99': 200 } },
      true,
    ],
    [
      'golden-signals/latency-p99',
      'a critical service with a limit of its own',
      {
        tier: 'critical',
        facts: { 'signals.latency.p99': 200, 'targets.latency.p99': 250 },
      },
      true,
    ],
    [
      'golden-signals/few-errors',
      'errors just below the limit',
      { tier: 'critical', facts: { 'signals.errors.rate': 0.099 } },
      true,
    ],
    [
      'success-metrics/cpu-in-range',
      'idle machines',
      { facts: { 'signals.cpu.used': 12 } },
      false,
    ],
    [
      'success-metrics/request-success',
      'a critical service that answers 99.89%',
      {
        tier: 'critical',
        facts: { 'reliability.requests.successRate': 99.89 },
      },
      false,
    ],
    [
      'recoverability/meets-rto',
      'tier 2 within four hours',
      {
        record: { drTier: 2 },
        facts: { 'record.drTier': 2, 'recovery.restore.minutes': 239 },
      },
      true,
    ],
    [
      'recoverability/meets-rto',
      'tier 1 in the same time',
      { facts: { 'record.drTier': 1, 'recovery.restore.minutes': 239 } },
      false,
    ],
    [
      'recoverability/meets-rto',
      'no tier declared',
      { facts: { 'recovery.restore.minutes': 5 } },
      aboutValue,
    ],
  ])('%s judges %s', (name, _, known, outcome) => {
    expect(compiled(name).evaluate(contextOf(known))).toEqual(outcome);
  });

  it.each<[string, Known, boolean]>([
    ['gold-standard/declares-backup', { record: { storageGb: 0 } }, false],
    ['gold-standard/declares-backup', { record: { storageGb: 1 } }, true],
    ['gold-standard/declares-backup', {}, true],
    ['gold-standard/declares-backup', { tier: 'experimental' }, false],
    ['gold-standard/strict-objective', { tier: 'important' }, false],
    ['gold-standard/strict-objective', { tier: 'critical' }, true],
    ['gold-standard/bounded-resources', {}, false],
    [
      'gold-standard/bounded-resources',
      { record: { runtime: 'kubernetes' } },
      true,
    ],
    ['golden-signals/latency-p50', { record: { serviceType: 'batch' } }, false],
    [
      'success-metrics/few-cold-starts',
      { record: { runtime: 'lambda' } },
      true,
    ],
    ['success-metrics/few-cold-starts', { record: { runtime: 'vm' } }, false],
    ['recoverability/interruption-in-date', { record: { drTier: 2 } }, false],
  ])('%s knows whether it applies to %j', (name, known, applies) => {
    const rule = compiled(name, 'appliesTo');
    expect(rule.evaluate(contextOf(known))).toBe(applies);
  });
});
