import type { SloWindow } from '@gold-layer/backstage-plugin-common';
import { pushedSpec, sloSpec } from '../__testUtils__/numbersWorld';
import { toMinutes } from '../store/buckets';
import { toBuckets, wantedOf } from './measurable';
import { planWindows } from './planWindows';
import { sparkline, sparklineDays } from './sparkline';

const at = (time: string) => toMinutes(Date.parse(time));

const month: SloWindow = {
  kind: 'calendar',
  unit: 'month',
  startTime: '2026-01-01T00:00:00',
  timeZone: 'Europe/Berlin',
};

const record = {
  num: 1,
  spec: sloSpec('checkout'),
  origin: 'repository' as const,
  documentKey: 'x',
  problems: [],
  invalid: false,
  shadowed: [],
  measureHash: 'hash',
  firstSeenAt: 0,
  changedAt: 0,
};

describe('windows', () => {
  it.each([
    // [now, minutes of the month that have passed]
    ['2026-10-31T22:59:00Z', 31 * 1440 + 60 - 5],
    // In the very moment it begins, and before anything of it is measured, October is meant: it had an hour more.
    ['2026-10-31T23:00:00Z', 31 * 1440 + 60],
    ['2026-10-31T23:04:59Z', 31 * 1440 + 60],
    ['2026-10-31T23:05:00Z', 5],
    ['2026-11-01T23:00:00Z', 1440],
  ])(
    'of a calendar month in Berlin at %s reach back %d minutes',
    (now, own) => {
      const plan = planWindows(sloSpec('x', { window: month }), {
        now: Date.parse(now),
      });
      expect(plan.own).toBe(own);
      expect(plan.week).toBe(Math.min(own, 7 * 1440));
      expect(plan.windows).toContain(own);
      expect(plan.windows).toEqual(
        [...new Set(plan.windows)].sort((a, b) => a - b),
      );
    },
  );

  it.each([
    ['nothing was pushed yet', undefined, '12:00'],
    ['data ends in the present bucket', '12:03', '12:05'],
    ['data ends a bucket ago', '11:58', '12:00'],
    ['data ends two buckets ago', '11:55', '11:55'],
    ['data ends long ago', '09:00', '11:55'],
    ['data ends ahead of now', '12:07', '12:05'],
  ])('of what is pushed end with the data: %s', (_, asOf, end) => {
    const plan = planWindows(pushedSpec('x'), {
      now: Date.parse('2026-11-20T12:04:00Z'),
      asOf:
        asOf === undefined ? undefined : Date.parse(`2026-11-20T${asOf}:00Z`),
    });
    expect(plan.end).toBe(at(`2026-11-20T${end}:00Z`));
  });

  it('of alerts are whole buckets', () => {
    const alerts = [
      {
        severity: 'page' as const,
        longMinutes: 62,
        shortMinutes: 1,
        factor: 2,
      },
    ];
    const { windows } = planWindows(sloSpec('x', { alerts }), {
      now: Date.parse('2026-11-20T12:04:00Z'),
    });
    expect(windows).toContain(65);
  });

  it('reach no further back than counts are kept', () => {
    const alert = { severity: 'page' as const, shortMinutes: 5, factor: 2 };
    const { windows } = planWindows(
      sloSpec('x', { alerts: [{ ...alert, longMinutes: 5.2e12 }] }),
      { now: Date.parse('2026-11-20T12:04:00Z') },
    );
    expect(Math.max(...windows)).toBe(3 * 1440);
  });
});

describe('the line of the last 28 days', () => {
  it('begins anew with each calendar period, and has holes where nothing was measured', () => {
    const spec = sloSpec('x', { window: { ...month, timeZone: 'UTC' } });
    const end = at('2026-11-03T12:00:00Z');
    const days = sparklineDays(spec, end);
    expect(days[0]).toBe(at('2026-10-01T00:00:00Z'));
    const counts = new Map(
      [
        ['2026-10-31', 100],
        ['2026-11-02', 0],
      ].map(([day, bad]) => [
        at(`${day}T00:00:00Z`),
        { bad: Number(bad), total: 10_000, covered: 288 },
      ]),
    );
    expect(sparkline(spec, days, counts).slice(-5)).toEqual([
      null,
      0,
      null,
      1,
      // Nobody knows how it went on, whatever is left of the month's budget.
      null,
    ]);
  });
});

describe('what is to be measured', () => {
  const now = Date.parse('2026-11-20T12:04:00Z');
  const progress = (measuredUntil?: string, measureHash = 'hash') => ({
    num: 1,
    measuredUntil: measuredUntil ? Date.parse(measuredUntil) : undefined,
    measureHash,
    marked: false,
    failing: false,
  });

  it.each([
    ['at the first meeting, of a day', record, undefined, '2026-11-19T12:00'],
    [
      'at the first meeting, of a year',
      {
        ...record,
        spec: sloSpec('x', { window: { kind: 'rolling', days: 365 } }),
      },
      undefined,
      '2026-10-16T12:00',
    ],
    [
      'with a little overlap',
      record,
      progress('2026-11-20T11:55:00Z'),
      '2026-11-20T11:40',
    ],
    [
      'after a long silence',
      record,
      progress('2026-01-01T00:00:00Z'),
      '2026-10-16T12:00',
    ],
    [
      'as something else is asked for',
      record,
      progress('2026-11-20T11:55:00Z', 'other'),
      '2026-11-19T12:00',
    ],
    ['nothing', record, progress('2026-11-20T12:00:00Z'), undefined],
  ] as const)('is %s', (_, slo, known, from) => {
    const wanted = wantedOf({ ...slo }, known, now);
    expect(wanted).toEqual(
      from && {
        record: slo,
        from: at(`${from}:00Z`),
        to: at('2026-11-20T12:00:00Z'),
      },
    );
  });

  it('leaves out buckets that make no sense: what is not a number was not measured', () => {
    const start = Date.parse('2026-11-20T11:50:00Z');
    const wanted = {
      record,
      from: at('2026-11-20T11:40:00Z'),
      to: at('2026-11-20T12:00:00Z'),
    };
    const given = [
      { start, bad: 1, total: 10 },
      { start: start + 300_000, bad: NaN, total: 10 },
      { start: start + 300_000, bad: 0, total: Infinity },
      { start: start + 300_000, bad: -1, total: 10 },
      { start: start + 300_000, bad: 11, total: 10 },
      { start: start + 1000, bad: 0, total: 10 },
      { start: start + 600_000, bad: 0, total: 10 },
    ];
    expect(
      toBuckets({ slo: 'x', outcome: 'buckets', buckets: given }, wanted, now),
    ).toEqual([
      {
        num: 1,
        grain: 5,
        start: at('2026-11-20T11:50:00Z'),
        bad: 1,
        total: 10,
        covered: 1,
      },
    ]);
  });
});
