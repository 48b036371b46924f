export { cutHours } from './cutHours';
export { ExclusionDesk } from './ExclusionDesk';
export { cutAt, excludedTimes, withoutOverlaps } from './excludedSpans';
export type { ExcludedTime } from './excludedSpans';
