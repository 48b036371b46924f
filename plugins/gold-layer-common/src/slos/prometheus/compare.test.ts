import { anSlo } from './__testUtils__/slos';
import { canonicalExpression } from './canonical';
import { compareRules } from './compare';
import { generateRuleGroups } from './groups';
import { asLoaded, LoadedGroup, LoadedRule } from './loaded';

const generated = generateRuleGroups(anSlo());
const loadedFrom = (slo = anSlo()) => generateRuleGroups(slo).map(asLoaded);

/** The loaded groups with one rule changed, or left out. */
function edited(
  name: string,
  change: (rule: LoadedRule) => LoadedRule | undefined,
): LoadedGroup[] {
  return loadedFrom().map(group => ({
    ...group,
    rules: group.rules.flatMap(rule =>
      rule.name === name ? (change(rule) ?? []) : rule,
    ),
  }));
}

const alert = 'GoldLayerErrorBudgetBurn';
const other = { name: 'node', file: '', interval: 60, rules: [] };

describe('compareRules', () => {
  it.each<[string, LoadedGroup[], string, RegExp]>([
    ['nothing', [other], 'missing', /has not loaded .* rule_files/],
    ['the same', [other, ...loadedFrom()], 'loaded', /has loaded these rules/],
    [
      'those of another objective',
      loadedFrom(anSlo({ objective: '0.99' })),
      'older',
      /another state of the document/,
    ],
    [
      'those of a file without the info series',
      edited('gold_layer:slo_rules:info', () => undefined),
      'older',
      /version unknown/,
    ],
  ])('finds %s', (_title, loaded, state, sentence) => {
    expect(compareRules(generated, loaded)).toMatchObject({
      state,
      sentence: expect.stringMatching(sentence),
    });
  });

  it.each<[string, LoadedGroup[], RegExp]>([
    [
      'another threshold',
      edited(alert, it => ({
        ...it,
        query: it.query.replace(/0\.01344/g, '1'),
      })),
      /GoldLayerErrorBudgetBurn page 1h 5m is another/,
    ],
    [
      'another label',
      edited(alert, it => ({ ...it, labels: { ...it.labels, team: 'x' } })),
      /is another/,
    ],
    ['a rule less', edited(alert, () => undefined), /is missing/],
    ['a group less', loadedFrom().slice(1), /availability is not loaded/],
    [
      'another pace',
      loadedFrom().map(it => ({ ...it, interval: 600 })),
      /every 600 s instead of every 60 s/,
    ],
    [
      'the same twice',
      [...loadedFrom(), ...loadedFrom()],
      /loaded from two files/,
    ],
  ])('finds %s', (_title, loaded, sentence) => {
    const { state, sentence: said } = compareRules(generated, loaded);
    expect([state, said]).toEqual([
      'different',
      expect.stringMatching(sentence),
    ]);
  });

  it('tells when loaded rules cannot be evaluated', () => {
    const failing = edited(alert, it => ({
      ...it,
      health: 'err',
      lastError: 'too many samples',
    }));
    expect(compareRules(generated, failing)).toMatchObject({
      state: 'loaded',
      sentence: expect.stringContaining('too many samples'),
    });
  });

  it('shows only what differs', () => {
    const loaded = edited(alert, it => ({
      ...it,
      query: it.query.replace('0.01344', '0.02').replace(/\s+/g, '  '),
    }));
    const { texts } = compareRules(generated, loaded);
    const lines = texts.generated.split('\n');
    expect(texts.loaded.split('\n').filter(it => !lines.includes(it))).toEqual([
      expect.stringContaining('> 0.02'),
    ]);
    expect(compareRules([], loaded).state).toBe('not-needed');
  });
});

describe('canonicalExpression', () => {
  it.each([
    ['sum(x) by (job)', 'sum by (job) (x)'],
    ["a{b='c'}[60m]", 'a{b="c"}[1h]'],
    ['0 * on() a', '0 * on () a'],
    ['0.000001 > a', '1e-06 > a'],
    ['a and # why\n b', 'a and b'],
  ])('takes %s for %s', (one, same) => {
    expect(canonicalExpression(one)).toBe(canonicalExpression(same));
  });

  it.each([
    ['a > 0.1', 'a > 0.2'],
    ['a{b="c"}', 'a{b="d"}'],
    ['a[5m]', 'a[5s]'],
    ['a > 1', 'a >= 1'],
  ])('tells %s from %s', (one, different) => {
    expect(canonicalExpression(one)).not.toBe(canonicalExpression(different));
  });
});
