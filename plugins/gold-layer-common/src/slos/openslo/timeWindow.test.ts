import { availability } from './__testUtils__/availability';
import { problemsOf } from './__testUtils__/problemsOf';
import { readSloDocuments } from './readSloDocuments';

describe('calendar windows', () => {
  const calendar = (duration: string, inside: string) =>
    availability.replace(
      'duration: 28d\n      isRolling: true',
      `duration: ${duration}\n      ${inside}`,
    );
  const started =
    'calendar: { startTime: 2026-01-05 00:00:00, timeZone: Europe/Berlin }';

  it.each([
    ['1w', 'week'],
    ['7d', 'week'],
    ['1M', 'month'],
    ['3M', 'quarter'],
    ['1Q', 'quarter'],
    ['1Y', 'year'],
  ])('of %s are of a %s', (duration, unit) => {
    expect(readSloDocuments(calendar(duration, started)).slos).toMatchObject([
      {
        window: {
          kind: 'calendar',
          unit,
          startTime: '2026-01-05T00:00:00',
          timeZone: 'Europe/Berlin',
        },
      },
    ]);
  });

  const at = 'error spec.timeWindow.0';
  it.each([
    [
      '1m',
      started,
      `${at}.duration: 1w, 1M, 1Q or 1Y for a calendar; m is minutes, write 1M if months are meant`,
    ],
    ['5d', started, `${at}.duration: 1w, 1M, 1Q or 1Y for a calendar`],
    [
      '1M',
      `isRolling: true\n      ${started}`,
      `${at}.isRolling: false beside a calendar`,
    ],
    [
      '1M',
      'isRolling: false',
      `${at}.calendar: a calendar with startTime and timeZone, or isRolling: true`,
    ],
    [
      '1M',
      started.replace('Europe/Berlin', 'Berlin'),
      `${at}.calendar.timeZone: a time zone by its IANA name, such as Europe/Berlin or UTC`,
    ],
    [
      '1M',
      started.replace('00:00:00', '00:00:00Z'),
      `${at}.calendar.startTime: a local date and time without zone, such as 2026-01-01 00:00:00`,
    ],
    [
      '1M',
      started.replace('01-05', '02-30'),
      `${at}.calendar.startTime: a local date and time without zone, such as 2026-01-01 00:00:00`,
    ],
  ])('are checked: %s, %s', (duration, inside, expected) => {
    expect(problemsOf(calendar(duration, inside))).toEqual([expected]);
  });
});
