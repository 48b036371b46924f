import { occurrencesOf } from '@gold-layer/backstage-plugin-common';
import type { KeptSlo } from '../../records';
import type { StoredExclusion } from '../store/ExclusionStore';

/** Excluded time of one SLO, in milliseconds since 1970. */
export interface ExcludedTime {
  from: number;
  to: number;
  meaning: StoredExclusion['meaning'];
}

/** When time is excluded for an SLO within a stretch of its past; each occurrence by itself. */
export function excludedTimes(
  { spec }: KeptSlo,
  exclusions: readonly StoredExclusion[],
  within: { from: Date; to: Date },
): ExcludedTime[] {
  return exclusions
    .filter(
      ({ service, slo }) =>
        service === spec.service && (slo === undefined || slo === spec.id),
    )
    .flatMap(exclusion =>
      occurrencesOf(exclusion, within).map(({ from, to }) => ({
        from: Math.max(from.getTime(), within.from.getTime()),
        to: Math.min(to.getTime(), within.to.getTime()),
        meaning: exclusion.meaning,
      })),
    );
}

/** The same time without overlaps, in order: where both meanings hold, it is dropped. */
export function withoutOverlaps(
  times: readonly ExcludedTime[],
): ExcludedTime[] {
  const edges = times
    .flatMap(({ from, to, meaning }) => [
      { at: from, meaning, change: 1 },
      { at: to, meaning, change: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  const open = { dropped: 0, 'counted-good': 0 };
  const spans: ExcludedTime[] = [];
  let from = -Infinity;
  for (const { at, meaning, change } of edges) {
    if (at > from && open.dropped + open['counted-good'] > 0) {
      const now = open.dropped > 0 ? 'dropped' : 'counted-good';
      const last = spans.at(-1);
      if (last?.to === from && last.meaning === now) last.to = at;
      else spans.push({ from, to: at, meaning: now });
    }
    open[meaning] += change;
    from = at;
  }
  return spans;
}

/** The same time cut at edges (ascending), with the index of the stretch each part lies in; what lies outside is left out. */
export function cutAt(
  times: readonly ExcludedTime[],
  stretches: readonly { from: number; to: number }[],
): (ExcludedTime & { stretch: number })[] {
  return times.flatMap(time =>
    stretches.flatMap((stretch, index) => {
      const from = Math.max(time.from, stretch.from);
      const to = Math.min(time.to, stretch.to);
      return from < to
        ? [{ from, to, meaning: time.meaning, stretch: index }]
        : [];
    }),
  );
}
