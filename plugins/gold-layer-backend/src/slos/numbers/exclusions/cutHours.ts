import type { KeptSlo } from '../../records';
import { floorTo, fromMinutes, Span } from '../store/buckets';
import type { StoredExclusion } from '../store/ExclusionStore';
import { excludedTimes } from './excludedSpans';

/**
 * Hours that excluded time cuts, with the SLOs for which it does: there the
 * hour alone does not tell what was within and what beside. In minutes since 1970.
 */
export function cutHours(
  records: readonly KeptSlo[],
  exclusions: readonly StoredExclusion[],
  span: Span,
): Map<number, number[]> {
  const within = {
    from: new Date(fromMinutes(span.from)),
    to: new Date(fromMinutes(span.to)),
  };
  const cut = new Map<number, Set<number>>();
  for (const record of records) {
    for (const { from, to } of excludedTimes(record, exclusions, within)) {
      for (const edge of [from, to]) {
        const minute = edge / 60_000;
        const hour = floorTo(60, minute);
        if (hour === minute) continue;
        cut.set(hour, (cut.get(hour) ?? new Set()).add(record.num));
      }
    }
  }
  return new Map([...cut].map(([hour, nums]) => [hour, [...nums]]));
}
