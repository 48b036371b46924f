import {
  burnWindowNames,
  burnWindows,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { everyMinutes } from '../push/spreadIntervals';
import { ceilTo, floorTo, keptMinutes, toMinutes } from '../store/buckets';
import { windowBegin } from './windowBegin';

/** The windows over which an SLO's numbers are worked out: they all end at the same minute. */
export interface SloWindows {
  /** Minutes since 1970: the end of a bucket. */
  end: number;
  /** Minutes before the end, ascending, each once. */
  windows: number[];
  /** Minutes of the SLO's own window that have passed. */
  own: number;
  /** Minutes of its last seven days, or of its window where that is shorter. */
  week: number;
}

const weekMinutes = 7 * 1440;

/** How far the end may lie before now, so that it is where pushed data ends. */
const longestLagMinutes = 10;

/**
 * Which windows an SLO's numbers need. What is measured ends with the last
 * whole bucket. What is pushed arrives when it does: there, windows end with
 * the data, as long as that is of the last minutes.
 */
export function planWindows(
  spec: SloSpec,
  { now, asOf }: { now: number; asOf?: number },
): SloWindows {
  const end = endOf(spec, now, asOf);
  const own = end - windowBegin(spec.window, end);
  const week = Math.min(weekMinutes, own);
  const alerts = spec.alerts
    .flatMap(({ longMinutes, shortMinutes }) => [
      wholeBuckets(longMinutes),
      wholeBuckets(shortMinutes),
    ])
    // Of more nothing is known, whatever a document asks for.
    .filter(minutes => minutes <= keptMinutes);
  const burns = burnWindowNames.map(name => burnWindows[name]);
  const windows = new Set([...burns, ...alerts, week, own]);
  return { end, own, week, windows: [...windows].sort((a, b) => a - b) };
}

/** A window of an alert in whole buckets: nothing finer is known. */
export function wholeBuckets(minutes: number): number {
  return ceilTo(5, minutes);
}

function endOf(spec: SloSpec, now: number, asOf: number | undefined): number {
  const minute = toMinutes(now);
  const last = floorTo(5, minute);
  if (spec.sli.kind !== 'pushed' || asOf === undefined) return last;
  const lag = Math.min(longestLagMinutes, everyMinutes(spec));
  const data = ceilTo(5, toMinutes(asOf));
  return Math.max(last - floorTo(5, lag), Math.min(ceilTo(5, minute), data));
}
