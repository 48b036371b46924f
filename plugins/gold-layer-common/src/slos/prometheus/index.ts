export type { RuleOptions } from './alerts';
export { bucketQueries } from './buckets';
export { compareRules, type RuleComparison } from './compare';
export { allContributors, contributorsQuery } from './contributors';
export type { SliCounts } from './counts';
export {
  generateRuleGroups,
  ruleGroupsHash,
  type AlertingRule,
  type RecordingRule,
  type RuleGroup,
} from './groups';
export { loadedGroupSchema, type LoadedGroup, type LoadedRule } from './loaded';
export { measuredText, sliHash, type MeasuredPart } from './measured';
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
export { unreadableQuery } from './readable';
export { whyNoRules } from './whyNoRules';
export { generateRules, ruleGroupsYaml } from './yaml';
