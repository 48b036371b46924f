import {
  generateRuleGroups,
  ruleGroupsYaml,
  type RuleGroup,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';

const names = {
  total: 'gold_layer:sli_total:increase5m',
  bad: 'gold_layer:sli_bad:increase5m',
  info: 'gold_layer:slo_rules:info',
};

function only(slos: SloSpec[], which: keyof typeof names): RuleGroup[] {
  const isWanted = (rule: RuleGroup['rules'][number]) =>
    'record' in rule && rule.record === names[which];
  return slos
    .flatMap(slo => generateRuleGroups(slo))
    .map(group => ({ ...group, rules: group.rules.filter(isWanted) }))
    .filter(group => group.rules.length > 0);
}

/** Only some of the rules: promtool fills in what does not depend on other rules. */
export function recordingRules(
  slos: SloSpec[],
  which: keyof typeof names,
): string {
  return ruleGroupsYaml(only(slos, which));
}

/** The info series alone, evaluated at once and not within two minutes; in groups of other names, as those of ours would be compared. */
export function infoRules(slos: SloSpec[]): string {
  return ruleGroupsYaml(
    only(slos, 'info').map(({ name, rules }) => ({
      name: `test ${name}`,
      interval: '1s',
      rules,
    })),
  );
}
