import type { RuleState } from '../state';
import { canonicalExpression } from './canonical';
import type { RuleGroup } from './groups';
import { asLoaded, LoadedGroup, LoadedRule } from './loaded';
import { rulesInfoSeries } from './names';
import { promDuration } from './promql';
import { plainQuery } from './windows';
import { ruleGroupsYaml } from './yaml';

/** How loaded rules stand against generated ones. */
export interface RuleComparison {
  state: RuleState;
  /** In a sentence, with the repair. */
  sentence: string;
  /** Both as YAML in the same form, so that a diff of them shows what really differs. */
  texts: { generated: string; loaded: string };
}

/** What tells one rule of an SLO from its others. */
function keyOf(rule: LoadedRule): string {
  const { severity, long_window: long, short_window: short } = rule.labels;
  return [rule.name, severity, long, short].filter(Boolean).join(' ');
}

/** Prometheus tells labels and annotations by their names' order. */
function sorted(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Annotations are no part of what a rule does; those of another document come with another version. */
function sameRule(one: LoadedRule, other: LoadedRule): boolean {
  return (
    JSON.stringify(sorted(one.labels)) ===
      JSON.stringify(sorted(other.labels)) &&
    canonicalExpression(one.query) === canonicalExpression(other.query)
  );
}

function differences(wanted: LoadedGroup, loaded?: LoadedGroup): string[] {
  if (!loaded) {
    return [`the group ${wanted.name} is not loaded`];
  }
  const present = new Map(loaded.rules.map(rule => [keyOf(rule), rule]));
  const keys = new Set(wanted.rules.map(keyOf));
  return [
    ...(wanted.interval === loaded.interval
      ? []
      : [
          `the group ${wanted.name} is evaluated every ${loaded.interval} s instead of every ${wanted.interval} s`,
        ]),
    ...wanted.rules.flatMap(rule => {
      const found = present.get(keyOf(rule));
      if (!found) {
        return [`${keyOf(rule)} is missing`];
      }
      return sameRule(rule, found) ? [] : [`${keyOf(rule)} is another`];
    }),
    ...loaded.rules
      .filter(rule => !keys.has(keyOf(rule)))
      .map(rule => `${keyOf(rule)} is not ours`),
  ];
}

const versionOf = (groups: LoadedGroup[]) =>
  groups
    .flatMap(group => group.rules)
    .find(rule => rule.name === rulesInfoSeries)?.labels.version;

/** Groups in the form of a rules file; expressions that differ in form only are shown as we write them. */
function shown(groups: LoadedGroup[], like: LoadedGroup[]): string {
  const ours = new Map(
    like
      .flatMap(group => group.rules)
      .map(rule => [canonicalExpression(rule.query), rule.query]),
  );
  return ruleGroupsYaml(
    groups.map(group => ({
      name: group.name,
      interval: promDuration(group.interval / 60),
      rules: group.rules.map(rule => {
        const expr =
          ours.get(canonicalExpression(rule.query)) ?? plainQuery(rule.query);
        const labels = sorted(rule.labels);
        // Whoever generates with another address of the portal loads the same rules.
        const { portal_url: _, ...annotations } = sorted(rule.annotations);
        return rule.type === 'alerting'
          ? { alert: rule.name, expr, labels, annotations }
          : { record: rule.name, expr, labels };
      }),
    })),
  );
}

function verdict(
  wanted: LoadedGroup[],
  loaded: LoadedGroup[],
): Pick<RuleComparison, 'state' | 'sentence'> {
  if (loaded.length === 0) {
    return {
      state: 'missing',
      sentence:
        'Prometheus has not loaded the rules of this SLO. Put the generated file where rule_files of its configuration finds it, and reload it.',
    };
  }
  const versions = { wanted: versionOf(wanted), loaded: versionOf(loaded) };
  if (versions.wanted !== versions.loaded) {
    return {
      state: 'older',
      sentence: `Prometheus has loaded rules of another state of the document (version ${versions.loaded ?? 'unknown'}, now ${versions.wanted}). Generate the file again and reload Prometheus.`,
    };
  }
  const twice = loaded.find(
    (group, index) =>
      loaded.findIndex(other => other.name === group.name) < index,
  );
  const found = twice
    ? [`the group ${twice.name} is loaded from two files`]
    : wanted.flatMap(group =>
        differences(
          group,
          loaded.find(it => it.name === group.name),
        ),
      );
  if (found.length > 0) {
    const more = found.length > 3 ? ` and ${found.length - 3} more` : '';
    return {
      state: 'different',
      sentence: `The loaded rules were changed by hand: ${found.slice(0, 3).join('; ')}${more}. Load the generated file again, or change the document.`,
    };
  }
  const failing = loaded
    .flatMap(group => group.rules)
    .find(rule => rule.health === 'err');
  return {
    state: 'loaded',
    sentence: failing
      ? `Prometheus has loaded the rules but cannot evaluate ${keyOf(failing)}: ${failing.lastError ?? 'it does not say why'}.`
      : 'Prometheus has loaded these rules.',
  };
}

/**
 * Compares the rules of one SLO with everything that Prometheus has loaded:
 * first by the version that the info series carries, then piece by piece, so
 * that a change by hand is found too.
 */
export function compareRules(
  generated: RuleGroup[],
  loaded: LoadedGroup[],
): RuleComparison {
  if (generated.length === 0) {
    return {
      state: 'not-needed',
      sentence: 'This SLO has no rules for Prometheus.',
      texts: { generated: '', loaded: '' },
    };
  }
  const wanted = generated.map(asLoaded);
  const names = new Set(wanted.map(group => group.name));
  const found = loaded.filter(group => names.has(group.name));
  return {
    ...verdict(wanted, found),
    texts: { generated: shown(wanted, wanted), loaded: shown(found, wanted) },
  };
}
