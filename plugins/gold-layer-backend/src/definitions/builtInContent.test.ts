import {
  FactDefinition,
  pushedFactSchema,
} from '@gold-layer/backstage-plugin-common';
import { readBuiltIn } from './readBuiltIn';

const { facts, scorecards } = readBuiltIn();
const checks = scorecards.flatMap(({ metadata, spec }) =>
  spec.levels
    .flatMap(level => level.checks)
    .map(check => ({ scorecard: metadata.name, ...check })),
);

/** The items of every push that a text shows, as the shell would send them. */
function shownPushes(howToFix: string): unknown[] {
  return [...howToFix.matchAll(/-d '(\{.*\})'/g)].flatMap(([, body]) => {
    const sent = body.replaceAll("'$SERVICE'", 'component:default/checkout');
    return (JSON.parse(sent) as { items: unknown[] }).items;
  });
}

function fits(value: unknown, definition: FactDefinition): boolean {
  switch (definition.type) {
    case 'timestamp':
      return !Number.isNaN(Date.parse(String(value)));
    case 'list':
      return Array.isArray(value);
    case 'string':
      return definition.values?.includes(String(value)) ?? true;
    default:
      return typeof value === definition.type;
  }
}

describe('the built-in definitions', () => {
  it('are the five scorecards of the domain', () => {
    expect(
      scorecards.map(({ metadata, spec }) => [
        metadata.name,
        spec.levels.map(level => level.checks.length),
      ]),
    ).toEqual([
      ['delivery', [4, 4, 4]],
      ['gold-standard', [9, 14, 14]],
      ['golden-signals', [4, 3]],
      ['recoverability', [2, 3, 4]],
      ['success-metrics', [5, 7, 5]],
    ]);
  });

  it('define each fact once and none within another', () => {
    const names = facts.map(fact => fact.name);
    expect(new Set(names).size).toBe(names.length);
    const clashes = names.filter(name =>
      names.some(other => other.startsWith(`${name}.`)),
    );
    expect(clashes).toEqual([]);
  });

  it('name each check once within its scorecard', () => {
    const ids = checks.map(check => `${check.scorecard}/${check.id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('show for every pushed fact of a rule how to push it, with a value it takes', () => {
    const pushable = new Map(facts.map(fact => [fact.name, fact]));
    const wrong = checks.flatMap(check => {
      const shown = shownPushes(check.howToFix).map(item =>
        pushedFactSchema.parse(item),
      );
      const misfits = shown
        .filter(({ fact, value }) => {
          const definition = pushable.get(fact);
          return !definition || !fits(value, definition);
        })
        .map(({ fact }) => `${check.id}: cannot push ${fact}`);
      const silent = [...check.rule.matchAll(/facts\.([a-zA-Z0-9.]+)/g)]
        .map(([, fact]) => fact)
        .filter(fact => pushable.has(fact) && !check.howToFix.includes(fact))
        .map(fact => `${check.id}: does not mention ${fact}`);
      return [...misfits, ...silent];
    });
    expect(wrong).toEqual([]);
  });
});
