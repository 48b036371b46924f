import { burnAlertProblems } from './alertProblems';
import {
  alertStateOf,
  burnFactor,
  defaultBurnAlerts,
  unreachableReason,
} from './alerts';
import type { BurnAlert } from './spec';

const factors = (days: number) =>
  defaultBurnAlerts({ kind: 'rolling', days }).map(it => [
    it.severity,
    it.longMinutes,
    it.shortMinutes,
    it.factor,
  ]);

describe('default burn alerts', () => {
  it.each([
    [30, [14.4, 6, 1, 3]],
    [28, [13.44, 5.6, 0.9333, 2.8]],
    [90, [43.2, 18, 3, 9]],
    // Below what even spending burns, they would never be quiet.
    [7, [3.36, 1.4, 1, 1]],
  ])('of %i days', (days, [hour, sixHours, threeDays, day]) => {
    expect(factors(days)).toEqual([
      ['page', 60, 5, hour],
      ['page', 360, 30, sixHours],
      ['ticket', 4320, 360, threeDays],
      ['ticket', 1440, 120, day],
    ]);
  });

  it('leave out windows longer than the SLO has', () => {
    expect(factors(1).map(([, long]) => long)).toEqual([60, 360, 1440]);
  });

  it('are the same in every month', () => {
    const [first] = defaultBurnAlerts({
      kind: 'calendar',
      unit: 'month',
      startTime: '2026-01-01T00:00:00',
      timeZone: 'UTC',
    });
    expect(first.factor).toBe(14.4);
  });

  it('follow from the share of the budget', () => {
    const windowMinutes = 30 * 1440;
    expect(
      burnFactor({ budgetShare: 0.02, windowMinutes, longMinutes: 60 }),
    ).toBe(14.4);
  });
});

describe('a factor', () => {
  it.each([
    ['0.9306', 14.4, true],
    ['0.9305', 14.4, false],
    ['0.9', 10, false],
    ['0.9', 9.99, true],
    ['0.999', 1000, false],
    ['0.999', 999, true],
    ['0', 1, false],
  ])('with an objective of %s, %d can be reached: %p', (...row) => {
    const [objective, factor, reachable] = row;
    const reason = unreachableReason({ factor }, objective);
    expect(reason === undefined).toBe(reachable);
  });

  it('that cannot says what a full outage burns', () => {
    expect(unreachableReason({ factor: 14.4 }, '0.9')).toBe(
      'It can never fire: with an objective of 90% a full outage burns 10 times as fast as allowed, and it waits for more than 14.4.',
    );
  });
});

describe('problems of burn alerts', () => {
  const good: BurnAlert = {
    severity: 'page',
    longMinutes: 60,
    shortMinutes: 5,
    factor: 14.4,
  };
  const find = (alerts: BurnAlert[], more: object = {}) =>
    burnAlertProblems(alerts, { objective: '0.999', ...more }).map(it => [
      it.severity,
      it.path,
      it.found,
    ]);

  it.each([
    [{}, []],
    [{ factor: 1 }, []],
    [{ factor: 0.99 }, [['error', 'alerts.0.factor', '0.99']]],
    [{ severity: 'ticket' as const, factor: 0.9 }, []],
    [{ factor: 1000 }, [['warning', 'alerts.0.factor', '1000']]],
    [{ shortMinutes: 60 }, [['error', 'alerts.0.shortMinutes', '60']]],
    [{ shortMinutes: 4 }, []],
    [{ shortMinutes: 3 }, [['warning', 'alerts.0.shortMinutes', '3']]],
  ])('%j', (change, problems) => {
    expect(find([{ ...good, ...change }])).toEqual(problems);
  });

  it('know how often the source looks, and where the list is', () => {
    expect(find([good], { scrapeSeconds: 90, path: 'spec.alerts' })).toEqual([
      ['warning', 'spec.alerts.0.shortMinutes', '5'],
    ]);
    expect(find([good], { scrapeSeconds: 75 })).toEqual([]);
  });

  it('are two alerts that nobody could tell apart', () => {
    expect(find([good, { ...good, factor: 20 }])).toEqual([
      ['error', 'alerts.1.longMinutes', '60'],
    ]);
    expect(find([good, { ...good, severity: 'ticket' }])).toEqual([]);
  });

  it('are none in those that come by default', () => {
    for (const days of [1, 7, 28, 30, 90]) {
      const alerts = defaultBurnAlerts({ kind: 'rolling', days });
      expect(find(alerts)).toEqual([]);
    }
  });
});

describe('a burn alert', () => {
  it.each([
    [14.41, 14.41, 'firing'],
    // Exactly at the factor is not above it, however it was worked out.
    [14.4, 20, 'pending'],
    [20, 14.4, 'quiet'],
    [14.4 + 1e-12, 14.4 + 1e-12, 'quiet'],
    [14.39, 30, 'pending'],
    // It burnt, and has stopped.
    [30, 0, 'quiet'],
    [0, 0, 'quiet'],
    [undefined, 30, 'unknown'],
    [30, undefined, 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('with %p over the long and %p over the short window is %s', (...row) => {
    const [long, short, state] = row;
    expect(alertStateOf({ alert: { factor: 14.4 }, long, short })).toBe(state);
  });

  it('of factor 1 does not fire while the budget is spent evenly', () => {
    const alert = { factor: 1 };
    expect(alertStateOf({ alert, long: 1, short: 1 })).toBe('quiet');
    expect(alertStateOf({ alert, long: 1.001, short: 1.001 })).toBe('firing');
  });

  it.each([
    [99, 100, 'quiet'],
    [100, 100, 'firing'],
    [undefined, 100, 'unknown'],
    [undefined, undefined, 'firing'],
    [0, 0, 'firing'],
  ])('with %p events, of which it asks for %p, is %s', (...row) => {
    const [events, minimumEvents, state] = row;
    expect(
      alertStateOf({
        alert: { factor: 2 },
        long: 3,
        short: 3,
        events,
        minimumEvents,
      }),
    ).toBe(state);
  });
});
