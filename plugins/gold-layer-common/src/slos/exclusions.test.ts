import {
  declaredAfterwards,
  exclusionProblems,
  nextOccurrence,
  occurrencesOf,
} from './exclusions';
import { recurrenceProblem } from './recurrence';

const once = {
  from: '2026-11-27T10:00:00Z',
  to: '2026-11-27T12:00:00Z',
  timeZone: 'UTC',
};
const weekly = (timeZone: string, from: string, more: object = {}) => ({
  from,
  rule: 'FREQ=WEEKLY;BYDAY=SU',
  minutes: 120,
  timeZone,
  ...more,
});
const within = (from: string, to: string) => ({
  from: new Date(from),
  to: new Date(to),
});
const begins = (
  exclusion: Parameters<typeof occurrencesOf>[0],
  from: string,
  to: string,
) =>
  occurrencesOf(exclusion, within(from, to)).map(it =>
    it.from.toISOString().replace('.000', ''),
  );

describe('excluded time, once', () => {
  it.each([
    ['2026-11-27T11:00:00Z', '2026-11-27T11:30:00Z', 1],
    ['2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z', 1],
    ['2026-11-27T12:00:00Z', '2026-11-28T00:00:00Z', 0],
    ['2026-11-26T00:00:00Z', '2026-11-27T10:00:00Z', 0],
  ])('touches %s to %s: %i', (from, to, count) => {
    expect(occurrencesOf(once, within(from, to))).toHaveLength(count);
  });
});

describe('recurring excluded time', () => {
  it('keeps its local time through summer time', () => {
    const berlin = weekly('Europe/Berlin', '2026-03-15T03:00:00+01:00');
    expect(
      begins(berlin, '2026-03-20T00:00:00Z', '2026-04-08T00:00:00Z'),
    ).toEqual([
      '2026-03-22T02:00:00Z',
      '2026-03-29T01:00:00Z',
      '2026-04-05T01:00:00Z',
    ]);
  });

  it('moves on where its hour is skipped, and takes the first of two', () => {
    const spring = weekly('Europe/Berlin', '2026-03-22T02:30:00+01:00');
    expect(
      begins(spring, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z'),
    ).toEqual(['2026-03-29T01:30:00Z']);
    const autumn = weekly('Europe/Berlin', '2026-10-18T02:30:00+02:00');
    expect(
      begins(autumn, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z'),
    ).toEqual(['2026-10-25T00:30:00Z']);
  });

  it('means the days of its zone, not those of UTC', () => {
    const tokyo = weekly('Asia/Tokyo', '2026-11-01T02:00:00+09:00');
    expect(
      begins(tokyo, '2026-11-07T00:00:00Z', '2026-11-09T00:00:00Z'),
    ).toEqual(['2026-11-07T17:00:00Z']);
  });

  it('is found in the midst of it', () => {
    const utc = weekly('UTC', '2026-11-01T02:00:00Z');
    expect(begins(utc, '2026-11-08T03:00:00Z', '2026-11-08T03:05:00Z')).toEqual(
      ['2026-11-08T02:00:00Z'],
    );
    expect(begins(utc, '2026-11-08T04:00:00Z', '2026-11-08T04:05:00Z')).toEqual(
      [],
    );
  });

  it('begins with its start and ends with its end, told as a moment', () => {
    const utc = weekly('America/New_York', '2026-11-08T20:00:00-05:00', {
      // 20:00 in New York is 01:00 of the day after in UTC.
      rule: 'FREQ=WEEKLY;BYDAY=SU;UNTIL=20261123T010000Z',
    });
    expect(begins(utc, '2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual(
      ['2026-11-09T01:00:00Z', '2026-11-16T01:00:00Z', '2026-11-23T01:00:00Z'],
    );
  });

  it.each([
    ['FREQ=MONTHLY;BYDAY=1SU', ['2026-11-01', '2026-12-06']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', ['2026-11-30', '2026-12-31']],
    ['FREQ=DAILY;INTERVAL=30', ['2026-11-01', '2026-12-01', '2026-12-31']],
    ['FREQ=WEEKLY;BYDAY=SU;COUNT=2', ['2026-11-01', '2026-11-08']],
    // A day alone is meant to its end.
    ['FREQ=WEEKLY;UNTIL=20261108', ['2026-11-01', '2026-11-08']],
    ['FREQ=WEEKLY;UNTIL=20261108T015959', ['2026-11-01']],
    ['rrule:freq=yearly', ['2026-11-01']],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;',
      ['2026-11-30', '2026-12-31'],
    ],
  ])('%s', (rule, days) => {
    const exclusion = { ...weekly('UTC', '2026-11-01T02:00:00Z'), rule };
    expect(exclusionProblems(exclusion)).toEqual([]);
    expect(
      begins(exclusion, '2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z'),
    ).toEqual(days.map(day => `${day}T02:00:00Z`));
  });

  it('is looked at a thousand times at most', () => {
    const daily = {
      ...weekly('UTC', '2000-01-01T02:00:00Z'),
      rule: 'FREQ=DAILY',
    };
    expect(
      occurrencesOf(
        daily,
        within('2000-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
      ),
    ).toHaveLength(1000);
  });

  it('is next', () => {
    const utc = weekly('UTC', '2026-11-01T02:00:00Z');
    const next = (at: string) =>
      nextOccurrence(utc, new Date(at))?.from.toISOString();
    expect(next('2026-11-27T00:00:00Z')).toBe('2026-11-29T02:00:00.000Z');
    expect(next('2026-11-29T03:00:00Z')).toBe('2026-11-29T02:00:00.000Z');
    expect(nextOccurrence(once, new Date('2026-11-28T00:00:00Z'))).toBe(
      undefined,
    );
  });
});

describe('what comes next of long and frequent time', () => {
  it('is found behind all those that are over', () => {
    const often = {
      ...weekly('UTC', '2025-11-01T02:00:00Z'),
      rule: 'FREQ=DAILY;BYHOUR=2,14',
      minutes: 7 * 1440,
    };
    expect(
      nextOccurrence(often, new Date('2026-11-27T01:00:00Z'))?.from,
    ).toEqual(new Date('2026-11-20T02:00:00Z'));
  });
});

describe('time that was declared afterwards', () => {
  const sundays = weekly('UTC', '2026-11-04T02:00:00Z');
  it.each([
    [once, '2026-11-27T09:00:00Z', false],
    [once, '2026-11-27T11:59:59Z', false],
    [once, '2026-11-27T12:00:00Z', true],
    // The first Sunday is the eighth.
    [sundays, '2026-11-08T03:00:00Z', false],
    [sundays, '2026-11-08T04:00:00Z', true],
    [sundays, '2027-11-08T04:00:00Z', true],
  ])('%j, at %s: %s', (exclusion, createdAt, expected) => {
    expect(declaredAfterwards({ ...exclusion, createdAt })).toBe(expected);
  });
});

describe('problems of excluded time', () => {
  it.each([
    [
      'timeZone',
      { timeZone: 'Europe/Nowhere' },
      '"Europe/Nowhere"',
      /IANA zone/,
    ],
    [
      'to',
      { to: '2026-11-27T10:00:00Z' },
      '"2026-11-27T10:00:00Z"',
      /a time after/,
    ],
    [
      'rule',
      { to: undefined, minutes: 60, rule: 'FREQ=HOURLY' },
      '"FREQ=HOURLY"',
      /DAILY, WEEKLY, MONTHLY, YEARLY/,
    ],
    [
      'rule',
      { to: undefined, minutes: 60, rule: 'FREQ=DAILY;UNTIL=20260101' },
      '"FREQ=DAILY;UNTIL=20260101"',
      /comes true within five years/,
    ],
  ])('name %s', (path, change, found, allowed) => {
    expect(exclusionProblems({ ...once, ...change })).toEqual([
      {
        severity: 'error',
        path,
        found,
        allowed: expect.stringMatching(allowed),
      },
    ]);
  });

  it('are none', () => {
    expect(exclusionProblems(once)).toEqual([]);
  });
});

describe('a recurrence', () => {
  it.each([
    ['hello', /expected parts such as/],
    ['', /expected parts such as/],
    ['FREQ=DAILY;FREQ=DAILY', /each once/],
    ['FREQ=DAILY;FOO=1', /FOO is not understood/],
    ['DTSTART=20260101;FREQ=DAILY', /The start comes from `from`/],
    ['BYDAY=SU', /FREQ has to be one of/],
    ['FREQ=SECONDLY', /FREQ has to be one of/],
    ['FREQ=WEEKLY;BYDAY=XX', /BYDAY=XX is not understood; expected weekdays/],
    ['FREQ=WEEKLY;BYDAY=1SU', /needs FREQ=MONTHLY or/],
    ['FREQ=DAILY;INTERVAL=0', /a number from 1 to 999/],
    ['FREQ=DAILY;COUNT=-1', /a number from 1 to 9999/],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', /cannot be together/],
    ['FREQ=DAILY;UNTIL=nonsense', /a day such as 20261231/],
    ['FREQ=DAILY;BYHOUR=24', /hours from 0 to 23/],
    ['FREQ=DAILY;BYMINUTE=60', /minutes from 0 to 59/],
    ['FREQ=DAILY;BYMONTH=13', /months from 1 to 12/],
    ['FREQ=DAILY;BYMONTHDAY=32', /days from 1 to 31/],
    ['FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31', /no month of BYMONTH/],
    ['FREQ=DAILY;BYSETPOS=1', /BYSETPOS needs/],
    ['FREQ=YEARLY;BYDAY=MO;BYSETPOS=-367', /positions such as/],
    ['FREQ=DAILY;BYHOUR=0,8,16', /3 times a day; expected at most 2/],
    ['FREQ=DAILY;BYHOUR=0,8;BYMINUTE=0,30', /4 times a day/],
  ])('%s is refused', (rule, reason) => {
    expect(recurrenceProblem(rule)).toMatch(reason);
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=0,12;BYMINUTE=30;WKST=MO',
    'FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3',
  ])('%s is fine', rule => {
    expect(recurrenceProblem(rule)).toBeUndefined();
  });
});
