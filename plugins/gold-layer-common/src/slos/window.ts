import { DateTime } from 'luxon';
import type { SloWindow } from './spec';

/** What a window covers at one moment. */
export interface WindowBounds {
  from: Date;
  /** The moment itself: nothing after it has happened. */
  to: Date;
  /** When the period ends: the moment itself for a rolling window. */
  end: Date;
}

type CalendarWindow = Extract<SloWindow, { kind: 'calendar' }>;

const unitKeys = {
  week: 'weeks',
  month: 'months',
  quarter: 'quarters',
  year: 'years',
} as const;
const nominalDays = { week: 7, month: 30, quarter: 90, year: 365 } as const;
const dayMinutes = 24 * 60;
const minuteMs = 60_000;

/**
 * The stretch of time a window speaks of. Rolling days are of 24 hours;
 * calendar periods are counted from `startTime` in the zone's local time, so
 * that summer time and months of any length come out right.
 *
 * @throws Error if the zone or the start time of a calendar window is none
 */
export function windowBounds(window: SloWindow, at: Date): WindowBounds {
  if (window.kind === 'rolling') {
    const from = new Date(at.getTime() - window.days * dayMinutes * minuteMs);
    return { from, to: at, end: at };
  }
  const origin = originOf(window);
  const key = unitKeys[window.unit];
  const startOf = (period: number) =>
    origin
      .plus({ [key]: period })
      .toJSDate()
      .getTime();
  // Always counted from the origin: a month that begins on the 31st keeps doing so.
  let period = Math.floor(
    DateTime.fromJSDate(at, { zone: origin.zone }).diff(origin, key).get(key),
  );
  while (startOf(period) > at.getTime()) period -= 1;
  while (startOf(period + 1) <= at.getTime()) period += 1;
  return {
    from: new Date(startOf(period)),
    to: at,
    end: new Date(startOf(period + 1)),
  };
}

/** Minutes of the whole window at one moment: of the period that is running, for calendars. */
export function windowMinutes(window: SloWindow, at: Date): number {
  if (window.kind === 'rolling') return window.days * dayMinutes;
  const { from, end } = windowBounds(window, at);
  return (end.getTime() - from.getTime()) / minuteMs;
}

/** Minutes of a window of the usual length, for what must not change from month to month, such as alerts. */
export function nominalWindowMinutes(window: SloWindow): number {
  const days =
    window.kind === 'rolling' ? window.days : nominalDays[window.unit];
  return days * dayMinutes;
}

/** Such as `28 days, rolling` or `calendar month, Europe/Berlin`. */
export function windowInWords(window: SloWindow): string {
  if (window.kind === 'calendar') {
    return `calendar ${window.unit}, ${window.timeZone}`;
  }
  return `${window.days} ${window.days === 1 ? 'day' : 'days'}, rolling`;
}

/** Why a window cannot be worked with; absent if it can. */
export function windowProblem(window: SloWindow): string | undefined {
  try {
    windowBounds(window, new Date(0));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function originOf({ startTime, timeZone }: CalendarWindow): DateTime<true> {
  const zone = { zone: timeZone };
  const iso = DateTime.fromISO(startTime.trim().replace(' ', 'T'), zone);
  if (iso.isValid) return iso;
  if (!DateTime.utc().setZone(timeZone).isValid) {
    throw new Error(
      `Found time zone '${timeZone}', expected an IANA zone such as Europe/Berlin`,
    );
  }
  throw new Error(
    `Found start time '${startTime}', expected a local time such as 2026-01-05T00:00:00`,
  );
}
