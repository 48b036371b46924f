import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import type {
  SliMeasurement,
  SliSource,
} from '@gold-layer/backstage-plugin-node';
import type { SloRecord } from '../../records';
import {
  Bucket,
  fineSince,
  floorTo,
  foldOld,
  fromMinutes,
  mostEvents,
  toMinutes,
} from '../store/buckets';
import type { Progress } from '../store/StatusStore';
import { windowBegin } from './windowBegin';

/** An SLO with the time that is to be measured, in minutes since 1970. */
export interface Wanted {
  record: SloRecord;
  from: number;
  to: number;
}

/** At the first meeting a source is asked for no more than this, and after a long silence as well. */
const furthestMinutes = 35 * 1440;

/** Asked for once more each time: samples may have come late. */
const overlapMinutes = 15;

/** Type of the data source that measures an SLO; absent for those that are pushed. */
export function sourceType({ sli }: Pick<SloSpec, 'sli'>): string | undefined {
  switch (sli.kind) {
    case 'ratio':
      return sli.total.type;
    case 'raw':
      return sli.raw.type;
    case 'threshold':
      return sli.metric.type;
    default:
      return undefined;
  }
}

/** The source that measures an SLO. */
export function sourceOf(
  spec: Pick<SloSpec, 'sli'>,
  sources: readonly SliSource[],
): SliSource | undefined {
  const type = sourceType(spec);
  return sources.find(
    ({ types }) => type !== undefined && types.includes(type),
  );
}

/**
 * What of an SLO's past is still to be measured; absent if nothing is. At the
 * first meeting as far back as its window reaches, later what came since, with
 * a little overlap. It begins with a whole hour where only hours are kept.
 */
export function wantedOf(
  record: SloRecord,
  progress: Progress | undefined,
  now: number,
): Wanted | undefined {
  const to = floorTo(5, toMinutes(now));
  const same = progress?.measureHash === record.measureHash;
  const until = same ? progress.measuredUntil : undefined;
  if (until !== undefined && toMinutes(until) >= to) return undefined;
  const furthest = to - furthestMinutes;
  const from =
    until === undefined
      ? Math.max(furthest, beginOf(record.spec, to))
      : Math.max(furthest, toMinutes(until) - overlapMinutes);
  const aligned = from < fineSince(toMinutes(now)) ? floorTo(60, from) : from;
  return { record, from: floorTo(5, aligned), to };
}

function beginOf({ window }: SloSpec, end: number): number {
  try {
    return windowBegin(window, end);
  } catch {
    // A window that makes no sense is told of when its numbers are worked out.
    return end - 1440;
  }
}

/** Buckets as a source gave them, those left out that make no sense: what is not a number was not measured. */
export function toBuckets(
  measurement: Extract<SliMeasurement, { outcome: 'buckets' }>,
  { record, from, to }: Wanted,
  now: number,
): Bucket[] {
  const buckets = measurement.buckets.flatMap(
    ({ start, minutes = 5, bad, total, covered }): Bucket[] => {
      const at = start / fromMinutes(1);
      const fits = at % minutes === 0 && at >= from - minutes && at < to;
      const sound = isCount(bad) && isCount(total) && bad <= total * (1 + 1e-9);
      if (!fits || !sound) return [];
      const most = minutes / 5;
      return [
        {
          num: record.num,
          grain: minutes,
          start: at,
          bad,
          total,
          covered: Math.min(most, Math.round(covered ?? most)),
        },
      ];
    },
  );
  return foldOld(buckets, toMinutes(now));
}

/** End of the last bucket that was measured, in milliseconds since 1970. */
export function endOfLast(buckets: readonly Bucket[]): number | undefined {
  let end: number | undefined;
  for (const { start, grain, covered } of buckets) {
    if (covered > 0) end = Math.max(end ?? 0, fromMinutes(start + grain));
  }
  return end;
}

/** Whether it is a long past that is asked for: such questions wait until the present is known. */
export function isCatchUp({ from, to }: Wanted): boolean {
  return to - from > 6 * 60;
}

function isCount(value: number): boolean {
  return value >= 0 && value <= mostEvents;
}
