export { composeSli, composeSlo, type SliChoices } from './composeSli';
export type { MetricConvention } from './conventions';
export type { ServiceType, SliMenuItem } from './items';
export {
  labelMatcherSchema,
  matcherOps,
  selectorOf,
  type LabelMatcher,
} from './labelMatcher';
export { sliMenu } from './sliMenu';
export { suggestMetrics, type SuggestedMetric } from './suggestMetrics';
