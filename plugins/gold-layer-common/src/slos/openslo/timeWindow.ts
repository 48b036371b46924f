import { DateTime, IANAZone } from 'luxon';
import type { SloWindow } from '../spec';
import { parseShorthand, shorthandMinutes, type Shorthand } from './duration';
import type { Findings } from './findings';
import type { TimeWindowSpec } from './schema';
import type { Path } from './yamlDocuments';

/** The window where a document names none. */
const usualWindow: SloWindow = { kind: 'rolling', days: 28 };
const longestDays = 400;
const minutesPerDay = 1440;

const calendarUnits: Record<
  string,
  Extract<SloWindow, { kind: 'calendar' }>['unit'] | undefined
> = {
  '7d': 'week',
  '1w': 'week',
  '1M': 'month',
  '3M': 'quarter',
  '1Q': 'quarter',
  '12M': 'year',
  '4Q': 'year',
  '1Y': 'year',
};

/** The window of `spec.timeWindow`; 28 days where there is none. Undefined, with findings, where it is wrong. */
export function readTimeWindow(
  windows: readonly TimeWindowSpec[] | undefined,
  findings: Findings,
): SloWindow | undefined {
  const path = ['spec', 'timeWindow'];
  if (windows === undefined) return usualWindow;
  if (windows.length !== 1) {
    findings.error(
      path,
      'a list with exactly one window',
      `${windows.length} windows`,
    );
    return undefined;
  }
  const [window] = windows;
  const duration = parseShorthand(window.duration);
  const at = [...path, 0];
  if (!duration) {
    findings.error([...at, 'duration'], 'a duration above 0, such as 28d');
    return undefined;
  }
  return window.calendar
    ? readCalendar(window, at, findings)
    : readRolling(window, { duration, at, findings });
}

function readRolling(
  { isRolling }: TimeWindowSpec,
  {
    duration,
    at,
    findings,
  }: { duration: Shorthand; at: Path; findings: Findings },
): SloWindow | undefined {
  if (isRolling === false) {
    findings.error(
      [...at, 'calendar'],
      'a calendar with startTime and timeZone, or isRolling: true',
    );
    return undefined;
  }
  if (isRolling === undefined) {
    findings.warning(
      [...at, 'isRolling'],
      'true, or a calendar; taken as rolling',
    );
  }
  const field = [...at, 'duration'];
  const minutes = shorthandMinutes(duration);
  const days = minutes / minutesPerDay;
  if (duration.unit === 'm') {
    const meant = `${duration.count}M`;
    findings.error(
      field,
      `at least one day; m is minutes, write ${meant} if months are meant`,
    );
    return undefined;
  }
  if (!Number.isInteger(days) || days < 1 || days > longestDays) {
    findings.error(field, `whole days from 1d to ${longestDays}d`);
    return undefined;
  }
  if ('MQY'.includes(duration.unit)) {
    findings.warning(
      field,
      `days, as months and years differ in length: a rolling window of this length counts ${days} days; a calendar follows the months themselves`,
    );
  }
  return { kind: 'rolling', days };
}

function readCalendar(
  { duration, isRolling, calendar }: TimeWindowSpec,
  at: Path,
  findings: Findings,
): SloWindow | undefined {
  if (isRolling) {
    findings.error([...at, 'isRolling'], 'false beside a calendar');
  }
  const unit = calendarUnits[duration];
  if (!unit) {
    findings.error(
      [...at, 'duration'],
      duration.endsWith('m')
        ? `1w, 1M, 1Q or 1Y for a calendar; m is minutes, write ${duration.slice(0, -1)}M if months are meant`
        : '1w, 1M, 1Q or 1Y for a calendar',
    );
  }
  const zone = calendar?.timeZone ?? '';
  if (!IANAZone.isValidZone(zone)) {
    findings.error(
      [...at, 'calendar', 'timeZone'],
      'a time zone by its IANA name, such as Europe/Berlin or UTC',
    );
  }
  const startTime = localTime(calendar?.startTime ?? '');
  if (!startTime) {
    findings.error(
      [...at, 'calendar', 'startTime'],
      'a local date and time without zone, such as 2026-01-01 00:00:00',
    );
  }
  return unit && startTime && !isRolling && IANAZone.isValidZone(zone)
    ? { kind: 'calendar', unit, startTime, timeZone: zone }
    : undefined;
}

/** `2026-01-01 00:00:00` as `2026-01-01T00:00:00`; undefined where it is no local time. */
function localTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?$/.test(text)) return undefined;
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' });
  return time.isValid ? time.toFormat("yyyy-MM-dd'T'HH:mm:ss") : undefined;
}
