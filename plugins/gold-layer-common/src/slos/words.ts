import { DateTime } from 'luxon';

/** A share as people read it: `65.67%`, with at most so many digits after the point. */
export function percent(share: number, digits = 2): string {
  return `${grouped(share * 100, digits)}%`;
}

/** A number with thousands apart and at most so many digits after the point: `1,200,000`. */
export function grouped(value: number, digits = 2): string {
  return (value + 0).toLocaleString('en-US', {
    maximumFractionDigits: digits,
  });
}

/** A moment in a zone, such as `Tue 1 Dec, 14:00 UTC`. */
export function zonedMoment(at: Date, timeZone = 'UTC'): string {
  return DateTime.fromJSDate(at, { zone: timeZone })
    .setLocale('en-GB')
    .toFormat(`ccc d LLL, HH:mm ${timeZone === 'UTC' ? "'UTC'" : 'z'}`);
}

type Unit = [belowMinutes: number, name: string, perMinute: number];
const day: Unit = [Infinity, 'day', 1 / 1440];
const units: Unit[] = [
  [1, 'second', 60],
  [120, 'minute', 1],
  [2880, 'hour', 1 / 60],
  day,
];

/** A length of time in the unit that fits: `40 minutes`, `5.6 days`. */
export function minutesInWords(minutes: number): string {
  const [, unit, perMinute] = units.find(([below]) => minutes < below) ?? day;
  const value = minutes * perMinute;
  const written = grouped(value, value < 10 ? 1 : 0);
  return `${written} ${unit}${written === '1' ? '' : 's'}`;
}
