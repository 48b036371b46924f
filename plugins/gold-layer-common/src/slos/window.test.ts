import type { SloWindow } from './spec';
import {
  nominalWindowMinutes,
  windowBounds,
  windowInWords,
  windowMinutes,
  windowProblem,
} from './window';

const calendar = (
  unit: 'week' | 'month' | 'quarter' | 'year',
  timeZone = 'UTC',
  startTime = '2026-01-01T00:00:00',
): SloWindow => ({ kind: 'calendar', unit, startTime, timeZone });
const rolling = (days: number): SloWindow => ({ kind: 'rolling', days });

describe('a rolling window', () => {
  it('is so many days of 24 hours, whatever summer time does', () => {
    const at = new Date('2026-03-30T10:00:00Z');
    expect(windowBounds(rolling(28), at)).toEqual({
      from: new Date('2026-03-02T10:00:00Z'),
      to: at,
      end: at,
    });
    expect(windowMinutes(rolling(28), at)).toBe(40_320);
  });
});

describe('a calendar window', () => {
  const weekly = (zone: string) =>
    calendar('week', zone, '2026-01-05T00:00:00');
  it.each([
    [
      'month in UTC',
      calendar('month'),
      '2026-11-27T04:00:00Z',
      '2026-11-01T00:00:00Z',
      '2026-12-01T00:00:00Z',
    ],
    [
      'first moment',
      calendar('month'),
      '2026-11-01T00:00:00Z',
      '2026-11-01T00:00:00Z',
      '2026-12-01T00:00:00Z',
    ],
    [
      'last moment',
      calendar('month'),
      '2026-10-31T23:59:59.999Z',
      '2026-10-01T00:00:00Z',
      '2026-11-01T00:00:00Z',
    ],
    [
      'before the start time',
      calendar('month'),
      '2025-12-31T12:00:00Z',
      '2025-12-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
    ],
    [
      'leap February',
      calendar('month'),
      '2028-02-29T12:00:00Z',
      '2028-02-01T00:00:00Z',
      '2028-03-01T00:00:00Z',
    ],
    [
      'into summer time',
      calendar('month', 'Europe/Berlin'),
      '2026-03-15T00:00:00Z',
      '2026-02-28T23:00:00Z',
      '2026-03-31T22:00:00Z',
    ],
    [
      'out of summer time',
      calendar('month', 'America/New_York'),
      '2026-11-15T00:00:00Z',
      '2026-11-01T04:00:00Z',
      '2026-12-01T05:00:00Z',
    ],
    [
      'local month, other day in UTC',
      calendar('month', 'Asia/Tokyo'),
      '2026-11-30T16:00:00Z',
      '2026-11-30T15:00:00Z',
      '2026-12-31T15:00:00Z',
    ],
    [
      'quarter',
      calendar('quarter'),
      '2026-11-27T00:00:00Z',
      '2026-10-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    ],
    [
      'year',
      calendar('year'),
      '2026-11-27T00:00:00Z',
      '2026-01-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    ],
    [
      'week from Monday',
      weekly('UTC'),
      '2026-11-27T00:00:00Z',
      '2026-11-23T00:00:00Z',
      '2026-11-30T00:00:00Z',
    ],
    [
      'week of 167 hours',
      weekly('Europe/Berlin'),
      '2026-03-25T00:00:00Z',
      '2026-03-22T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ],
    [
      'week of 169 hours',
      weekly('Europe/Berlin'),
      '2026-10-22T00:00:00Z',
      '2026-10-18T22:00:00Z',
      '2026-10-25T23:00:00Z',
    ],
    [
      'month from the 31st',
      calendar('month', 'UTC', '2026-01-31T00:00:00'),
      '2026-03-30T00:00:00Z',
      '2026-02-28T00:00:00Z',
      '2026-03-31T00:00:00Z',
    ],
    [
      'with a blank instead of T',
      calendar('month', 'UTC', '2026-01-01 00:00:00'),
      '2026-11-27T00:00:00Z',
      '2026-11-01T00:00:00Z',
      '2026-12-01T00:00:00Z',
    ],
  ])('%s', (_, window, now, from, end) => {
    const at = new Date(now);
    expect(windowBounds(window, at)).toEqual({
      from: new Date(from),
      to: at,
      end: new Date(end),
    });
  });

  it.each([
    [calendar('month'), 30 * 1440],
    [weekly('Europe/Berlin'), 7 * 1440],
    [calendar('quarter'), 92 * 1440],
    [calendar('year'), 365 * 1440],
  ])('has the length of the period that runs: %j', (window, minutes) => {
    const at = new Date('2026-11-27T00:00:00Z');
    expect(windowMinutes(window, at)).toBe(minutes);
  });

  it('loses an hour where the clock does', () => {
    const at = new Date('2026-03-15T00:00:00Z');
    expect(windowMinutes(calendar('month', 'Europe/Berlin'), at)).toBe(
      31 * 1440 - 60,
    );
  });

  it.each([
    [
      calendar('month', 'Europe/Nowhere'),
      /time zone 'Europe\/Nowhere', expected an IANA zone/,
    ],
    [
      calendar('month', 'UTC', 'soon'),
      /start time 'soon', expected a local time/,
    ],
  ])('says what is wrong with it', (window, words) => {
    expect(() => windowBounds(window, new Date())).toThrow(words);
    expect(windowProblem(window)).toMatch(words);
  });
});

describe('windows', () => {
  it.each([
    [rolling(28), '28 days, rolling', 28],
    [rolling(1), '1 day, rolling', 1],
    [calendar('month', 'Europe/Berlin'), 'calendar month, Europe/Berlin', 30],
    [calendar('quarter'), 'calendar quarter, UTC', 90],
    [calendar('week'), 'calendar week, UTC', 7],
  ])('in words, and of usual length: %j', (window, words, days) => {
    expect(windowInWords(window)).toBe(words);
    expect(nominalWindowMinutes(window)).toBe(days * 1440);
    expect(windowProblem(window)).toBeUndefined();
  });
});
