export type { RuleOptions } from './alerts';
export { bucketQueries } from './buckets';
export { compareRules, type RuleComparison } from './compare';
export { contributorsQuery } from './contributors';
export type { SliCounts } from './counts';
export {
  generateRuleGroups,
  ruleGroupsHash,
  type AlertingRule,
  type RecordingRule,
  type RuleGroup,
} from './groups';
export { loadedGroupSchema, type LoadedGroup, type LoadedRule } from './loaded';
export {
  badSeries,
  burnAlertName,
  errorRatioSeries,
  objectiveSeries,
  ruleGroupName,
  rulesInfoSeries,
  totalSeries,
} from './names';
export { ruleProblems, rulesNotNeeded } from './problems';
export { promDuration, promQuote } from './promql';
export { generateRules, ruleGroupsYaml } from './yaml';
