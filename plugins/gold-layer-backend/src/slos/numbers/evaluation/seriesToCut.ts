import { groupBy } from 'lodash';
import type { ExcludedTime } from '../exclusions';
import type { BucketStore } from '../store/BucketStore';
import { Bucket, floorTo, Span } from '../store/buckets';

/** Hours that are looked at more closely, the newest first: one of each day for as long as numbers are kept, and more than twice as many. */
const mostHours = 1000;

/** What {@link seriesToCut} reads from. */
export type CuttableBuckets = Pick<BucketStore, 'fineOf' | 'series'>;

/**
 * Buckets of one SLO from which excluded time can be taken: hours, oldest
 * first, and five minutes in the place of those that excluded time cuts. There
 * the hour alone does not tell what was within and what beside, as the windows
 * of the evaluation do. Where five minutes are not kept, it is the hour.
 */
export async function seriesToCut(
  buckets: CuttableBuckets,
  num: number,
  asked: Span & { excluded: readonly Pick<ExcludedTime, 'from' | 'to'>[] },
): Promise<Bucket[]> {
  const { excluded, ...span } = asked;
  const cut = hoursCut(excluded, span);
  const [hours, fine] = await Promise.all([
    buckets.series(num, { grain: 60, ...span }),
    cut.length > 0 ? buckets.fineOf(num, cut) : [],
  ]);
  const byHour = groupBy(fine, ({ start }) => floorTo(60, start));
  return hours.flatMap(hour => {
    const parts = byHour[hour.start] ?? [];
    const known = parts.reduce((sum, { covered }) => sum + covered, 0);
    // Some may be gone already; the hour knows of all.
    return known > 0 && known >= hour.covered ? parts : [hour];
  });
}

/** Hours within a span in which excluded time begins or ends. */
function hoursCut(
  excluded: readonly Pick<ExcludedTime, 'from' | 'to'>[],
  span: Span,
): number[] {
  const edges = excluded.flatMap(({ from, to }) => [
    from / 60_000,
    to / 60_000,
  ]);
  const hours = edges.flatMap(minute => {
    const hour = floorTo(60, minute);
    const cut = hour < minute && hour >= span.from && hour < span.to;
    return cut ? [hour] : [];
  });
  return [...new Set(hours)].sort((a, b) => b - a).slice(0, mostHours);
}
