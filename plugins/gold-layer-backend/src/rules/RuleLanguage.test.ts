import type { FactValue } from '@gold-layer/backstage-plugin-common';
import { fakeRegistry, service } from '../scorecards/__testUtils__/fixtures';
import { createContexts } from './createContext';
import { RuleLanguage } from './RuleLanguage';

const registry = fakeRegistry(
  {
    'build.coverage.unit': 'number',
    'build.coverage.branch': 'number',
    'repository.ci.present': 'boolean',
    'review.state': 'string',
    'drill.ranAt': 'timestamp',
    'drill.dueAt': 'timestamp',
    'entity.tags.all': 'list',
  },
  { ahead: ['drill.dueAt'] },
);
const types = new Map(registry.all().map(({ name, type }) => [name, type]));
const now = new Date('2026-06-15T12:00:00Z');

/** What a rule says, given fresh facts and the names of stale ones. */
function ask(
  text: string,
  facts: Record<string, FactValue> = {},
  stale: string[] = [],
) {
  const language = RuleLanguage.create({ facts: registry });
  const { rule, problems } = language.compile(text);
  if (!rule) throw new Error(problems.map(({ reason }) => reason).join('; '));
  const createContext = createContexts(language, types);
  const known = Object.entries(facts).map(([fact, value]) => ({
    fact,
    value,
    validUntil: stale.includes(fact) ? now.getTime() - 60_000 : undefined,
  }));
  return rule.evaluate(createContext(service(), known, now));
}

function problemsOf(text: string, serviceOnly = false) {
  const language = RuleLanguage.create({ facts: registry });
  return language
    .compile(text, { serviceOnly })
    .problems?.map(({ reason }) => reason);
}

describe('RuleLanguage', () => {
  it.each([
    ['facts.build.coverage.unit >= 80', true],
    ['facts.build.coverage.unit >= 80.5', false],
    [
      'facts.build.coverage.unit == 80 && 80 == facts.build.coverage.unit',
      true,
    ],
    ['facts.build.coverage.unit != 80', false],
    ['facts.build.coverage.unit * 2 - 60 == 100', true],
    ['facts . build . coverage.unit > 79', true],
    ['facts.repository.ci.present', true],
    ['facts.review.state in ["approved", "conditionally-approved"]', true],
    ['now - facts.drill.ranAt < duration("720h")', true],
    ['facts.drill.ranAt > now', false],
    ['facts.entity.tags.all.exists(tag, tag == "java")', true],
    ['facts.entity.tags.all.size() == 2', true],
    ['has(facts.build.coverage.branch)', false],
    [
      'has(facts.build.coverage.unit) ? facts.build.coverage.unit > 1 : false',
      true,
    ],
    ['service.tier == "critical" && service.record.storageGb > 0', true],
    ['has(service.record.runtime)', false],
    ['"web" in service.tags', true],
    [
      'facts.build.coverage.unit >= {"critical": 80.0, "important": 70.0}[service.tier]',
      true,
    ],
    ['facts.repository.ci.present || facts.build.coverage.branch > 1', true],
    ['facts.build.coverage.branch > 1 || facts.repository.ci.present', true],
    ['!facts.repository.ci.present && facts.build.coverage.branch > 1', false],
  ])('answers %s with %s', (rule, answer) => {
    const facts = {
      'build.coverage.unit': 80,
      'repository.ci.present': true,
      'review.state': 'approved',
      'drill.ranAt': '2026-06-01T00:00:00+02:00',
      'entity.tags.all': ['java', 'grpc'],
    };
    expect(ask(rule, facts)).toBe(answer);
  });

  it('cannot tell where it reaches a fact that is missing or stale', () => {
    expect(ask('facts.build.coverage.unit > 1')).toEqual({
      unknown: '“build.coverage.unit” is not known yet.',
    });
    const facts = { 'build.coverage.unit': 90 };
    const stale = ['build.coverage.unit'];
    const since = {
      unknown:
        '“build.coverage.unit” is out of date since 15 Jun 2026, 11:59 UTC.',
    };
    expect(ask('facts.build.coverage.unit > 1', facts, stale)).toEqual(since);
    expect(ask('has(facts.build.coverage.unit)', facts, stale)).toEqual(since);
    expect(ask('service.record.runtime == "vm"')).toEqual({
      unknown: '“Runtime” is not set in the service record.',
    });
  });

  it('cannot tell the age of what is yet to come', () => {
    const old = 'now - facts.drill.ranAt < duration("720h")';
    const unknown =
      '“drill.ranAt” says 15 Jun 2027, 12:00 UTC, which is yet to come.';
    const facts = { 'drill.ranAt': '2027-06-15T12:00:00Z' };
    expect(ask(old, facts)).toEqual({ unknown });
    expect(ask('facts.drill.ranAt <= now', facts)).toEqual({ unknown });
    expect(ask('has(facts.drill.ranAt)', facts)).toEqual({ unknown });
    expect(ask(`true || ${old}`, facts)).toBe(true);
    // Clocks differ a little.
    expect(ask(old, { 'drill.ranAt': '2026-06-15T12:04:00Z' })).toBe(true);
  });

  it('looks ahead where a fact is defined to', () => {
    const value = '2027-06-15T12:00:00Z';
    expect(ask('facts.drill.dueAt > now', { 'drill.dueAt': value })).toBe(true);
    const past = '2026-06-15T11:00:00Z';
    expect(ask('facts.drill.dueAt > now', { 'drill.dueAt': past })).toBe(false);
  });

  it('keeps an error of a rule to itself', () => {
    expect(
      ask('timestamp(facts.review.state) > now', { 'review.state': 'soon' }),
    ).toEqual({
      unknown: expect.stringContaining('The rule failed'),
    });
    expect(
      ask('facts.build.coverage.unit > 1', { 'build.coverage.unit': 'high' }),
    ).toEqual({
      unknown: expect.stringContaining('The rule failed'),
    });
  });

  it.each([
    [
      'facts.build.coverage.units > 1',
      "No fact named 'build.coverage.units' is defined; did you mean facts.build.coverage.unit?",
    ],
    [
      'has(facts.review.stat)',
      "No fact named 'review.stat' is defined; did you mean facts.review.state?",
    ],
    [
      'facts.build.coverage > 1',
      "No fact named 'build.coverage' is defined; did you mean facts.build.coverage.unit?",
    ],
    [
      'service.teir == "critical"',
      "A service has no 'service.teir'; did you mean service.tier?",
    ],
    ['facts["review.state"] == "x"', "'facts' alone has no value"],
    [
      'process.env.HOME == ""',
      "Unknown name 'process.env.HOME'; a rule may use facts, service and now",
    ],
    ['facts.build.coverage.unit', 'It yields double; a rule has to yield bool'],
    ['facts.review.state > 3', 'no such overload: string > int'],
    ['facts.repository.ci.present &&', 'Unexpected token: EOF'],
    ['facts.review.state.matches("(a+)+b")', "'matches()' is not offered"],
    [
      'now - facts.drill.ranAt < duration("30d")',
      'units are h, m, s and ms; a week is 168h',
    ],
    [
      'facts.entity.tags.all.exists(a, facts.entity.tags.all.exists(b, a == b))',
      'exists() stands within another loop; one is the most',
    ],
    [
      'facts.entity.tags.all.exists(facts, facts == "a")',
      "exists() needs another variable than 'facts'",
    ],
    ['cel.bind(a, 1, a < 2)', "'bind()' is not offered"],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'Exceeded max'],
    [Array.from({ length: 200 }, () => 'true').join(' && '), 'Exceeded max'],
  ])('refuses %s', (rule, reason) => {
    expect(problemsOf(rule)?.join('; ')).toContain(reason);
  });

  it('offers only the service to rules about applicability', () => {
    expect(problemsOf('service.tier != "experimental"', true)).toBeUndefined();
    expect(problemsOf('facts.repository.ci.present', true)).toEqual([
      "'facts.repository.ci.present' is not offered here: only service is",
    ]);
  });

  it('tells what a rule reads and asks for', () => {
    const language = RuleLanguage.create({ facts: registry });
    const { rule } = language.compile(
      'facts.repository.ci.present && 80 <= facts.build.coverage.unit && service.tier != "standard" && now > facts.drill.ranAt',
    );
    expect(rule).toMatchObject({
      facts: ['repository.ci.present', 'build.coverage.unit', 'drill.ranAt'],
      fields: ['service.tier'],
      readsNow: true,
    });
  });

  const unit = 'build.coverage.unit';
  it.each([
    [
      '!facts.repository.ci.present && 80 <= facts.build.coverage.unit',
      [
        { input: 'repository.ci.present', operator: '==', value: false },
        { input: unit, operator: '>=', value: 80 },
      ],
    ],
    [
      'facts.build.coverage.unit >= (service.tier == "critical" ? 85 : 60)',
      [{ input: unit, operator: '>=', value: 85 }],
    ],
    [
      'has(facts.build.coverage.branch) ? facts.build.coverage.unit > facts.build.coverage.branch : false',
      undefined,
    ],
    [
      'has(facts.build.coverage.unit) ? facts.build.coverage.unit < facts.build.coverage.unit : facts.repository.ci.present',
      [{ input: unit, operator: '<', value: 70, from: unit }],
    ],
    [
      'now - facts.drill.ranAt < (service.tier == "critical" ? duration("744h") : duration("2208h"))',
      [{ input: 'drill.ranAt', operator: 'within', value: 744 * 3_600_000 }],
    ],
    ['now < facts.drill.ranAt', [{ input: 'drill.ranAt', operator: 'ahead' }]],
    [
      'has(service.record.drTier) && facts.review.state in ["approved", "other"]',
      [
        { input: 'service.record.drTier', operator: 'present' },
        {
          input: 'review.state',
          operator: 'in',
          value: ['approved', 'other'],
        },
      ],
    ],
    [
      'facts.build.coverage.unit > 1 || facts.build.coverage.unit > 2 || service.tier != "standard"',
      [
        {
          anyOf: [
            [{ input: unit, operator: '>', value: 1 }],
            [{ input: unit, operator: '>', value: 2 }],
            [{ input: 'service.tier', operator: '!=', value: 'standard' }],
          ],
        },
      ],
    ],
    ['facts.build.coverage.unit * 2 > 3', undefined],
    ['facts.build.coverage.unit > facts.build.coverage.branch', undefined],
    ['facts.entity.tags.all.exists(tag, tag == "java")', undefined],
  ])('knows what %s asks for', (text, expectations) => {
    const language = RuleLanguage.create({ facts: registry });
    const { rule } = language.compile(text);
    const known = [
      { fact: unit, value: 70 },
      { fact: 'drill.ranAt', value: '2026-06-01T00:00:00Z' },
    ];
    const context = createContexts(language, types)(service(), known, now);
    expect(rule?.expectations(context)).toEqual(expectations);
  });
});
