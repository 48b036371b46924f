import type { SloSpec } from '../spec';
import { type SliCounts, sliCounts } from './counts';

/**
 * Expressions that count one bucket straight from the SLO's own queries, for
 * sources that have not loaded our rules: ask for their values at the bucket's
 * end, or over a range whose steps are bucket ends. Each answers one series
 * without labels, or none where nothing was measured. Nothing for numbers that
 * are pushed.
 */
export function bucketQueries(
  slo: SloSpec,
  options: { minutes?: 5 | 60 } = {},
): SliCounts | undefined {
  return sliCounts(slo, options.minutes ?? 5);
}
