import { defaultBurnAlerts } from './alerts';
import type { CountedBucket } from './buckets';
import { neededPerHour, replayBuckets } from './replay';
import type { SloSpec } from './spec';

const now = new Date('2026-11-27T12:00:00Z');
const minuteMs = 60_000;
const window = { kind: 'rolling', days: 28 } as const;
const spec: SloSpec = {
  id: 'default.checkout.availability',
  name: 'availability',
  title: 'Availability',
  service: 'component:default/checkout',
  indicator: 'Availability',
  sli: { kind: 'pushed' },
  method: 'Occurrences',
  objective: '0.999',
  window,
  alerts: defaultBurnAlerts(window),
};
const policy = { thresholds: { healthy: 0.5, warning: 0.25 }, thawAbove: 0.1 };

/** Thirty days of 100 events in each five minutes; the share of bad ones by minutes ago. */
function month(
  badShare: (minutesAgo: number) => number,
  options: { total?: number; days?: number } = {},
): CountedBucket[] {
  const { total = 100, days = 30 } = options;
  return Array.from({ length: days * 288 }, (_, index) => {
    const minutesAgo = (index + 1) * 5;
    return {
      start: now.getTime() - minutesAgo * minuteMs,
      minutes: 5,
      bad: total * badShare(minutesAgo),
      total,
      covered: 1,
    };
  });
}
const between = (from: number, to: number) => (ago: number) =>
  ago <= from && ago > to;
const replay = (buckets: CountedBucket[], change: Partial<SloSpec> = {}) =>
  replayBuckets({ spec: { ...spec, ...change }, policy, buckets, now });

describe('a replay of thirty days', () => {
  it('without failures is quiet', () => {
    const found = replay(month(() => 0));
    expect(found).toMatchObject({
      days: 30,
      coverage: 1,
      sli: 1,
      remaining: 1,
      used: 0,
      pages: 0,
      tickets: 0,
      minutesFrozen: 0,
      eventsPerHour: 1200,
      remarks: [],
    });
    expect(found.points).toHaveLength(120);
    expect(found.points[119]).toEqual({
      at: now.toISOString(),
      sli: 1,
      remaining: 1,
    });
  });

  it('counts one outage as one page and one ticket, and the time it would freeze', () => {
    const outage = between(10 * 1440, 10 * 1440 - 60);
    const found = replay(month(ago => (outage(ago) ? 1 : 0)));
    // An hour of full outage is 1.49 budgets of 40.32 minutes.
    expect(found.remaining).toBeCloseTo(1 - 60 / 40.32, 6);
    expect(found.used).toBeCloseTo(60 / 40.32, 6);
    expect(found).toMatchObject({ pages: 1, tickets: 1 });
    // From its 41st minute on until now.
    expect(found.minutesFrozen).toBe(10 * 1440 - 40);
    expect(found.remarks[0]).toMatch(/used up today/);
  });

  it('counts two outages as two', () => {
    const outages = (ago: number) =>
      between(8 * 1440, 8 * 1440 - 10)(ago) || between(1440, 1430)(ago);
    expect(replay(month(ago => (outages(ago) ? 1 : 0)))).toMatchObject({
      pages: 2,
      tickets: 2,
      minutesFrozen: 0,
    });
  });

  it('opens tickets for slow burn, and pages nobody', () => {
    const slow = between(5 * 1440, 2 * 1440);
    const found = replay(month(ago => (slow(ago) ? 0.004 : 0)));
    expect(found.pages).toBe(0);
    expect(found.tickets).toBe(1);
  });

  it('does not fire while the budget is spent exactly evenly', () => {
    const alerts = [
      {
        severity: 'page',
        longMinutes: 60,
        shortMinutes: 5,
        factor: 1,
      } as const,
    ];
    const found = replay(
      month(() => 0.001),
      { alerts },
    );
    expect(found).toMatchObject({ pages: 0 });
    expect(found.remaining).toBeCloseTo(0, 9);
  });

  it('stays silent below the minimum of events', () => {
    const outage = between(1440, 1430);
    const buckets = month(ago => (outage(ago) ? 1 : 0), { total: 1 });
    expect(replay(buckets).pages).toBe(1);
    expect(replay(buckets, { minimumEvents: 100 }).pages).toBe(0);
  });

  it('takes what was not measured for good, and says so', () => {
    // One bad bucket, a minute and a half of 40 allowed ones, right at the beginning of the data.
    const first = between(3 * 1440, 3 * 1440 - 5);
    const found = replay(month(ago => (first(ago) ? 1 : 0), { days: 3 }));
    expect(found.coverage).toBeCloseTo(0.1, 10);
    expect(found.minutesFrozen).toBe(0);
    expect(found.remaining).toBeCloseTo(1 - 5 / 40.32, 6);
    expect(found.remarks).toEqual([
      'Only 10% of the last 30 days was measured; the rest counts as good here.',
    ]);
  });

  it('without data says nothing else', () => {
    const found = replay([]);
    expect(found).toMatchObject({
      coverage: 0,
      pages: 0,
      remarks: ['Nothing was measured in the last 30 days.'],
    });
    expect(found.remaining).toBeUndefined();
    expect(found.eventsPerHour).toBeUndefined();
  });

  it('begins calendar periods anew', () => {
    const monthly = {
      kind: 'calendar',
      unit: 'month',
      startTime: '2026-01-01T00:00:00',
      timeZone: 'UTC',
    } as const;
    // All of it in October, which is over.
    const found = replay(
      month(ago => (ago > 27 * 1440 ? 0.5 : 0)),
      { window: monthly },
    );
    expect(found.remaining).toBe(1);
    expect(found.minutesFrozen).toBeGreaterThan(0);
  });

  it('spreads hourly buckets over their hour', () => {
    const hours = Array.from({ length: 720 }, (_, index) => ({
      start: now.getTime() - (index + 1) * 60 * minuteMs,
      minutes: 60,
      bad: index === 100 ? 1200 : 0,
      total: 1200,
      covered: 12,
    }));
    const found = replay(hours);
    expect(found.eventsPerHour).toBe(1200);
    expect(found.coverage).toBe(1);
    expect(found.pages).toBe(1);
  });

  it('warns where traffic is low, pages are many, or an alert cannot fire', () => {
    const low = replay(month(() => 0, { total: 1 }));
    expect(low.eventsPerHour).toBe(12);
    expect(low.remarks).toEqual([
      '12 events an hour are few: below 74.4, one failure alone pages. Ask for a minimum of events, or count slices of time.',
    ]);
    const daily = replay(month(ago => (ago % 1440 <= 5 ? 0.9 : 0)));
    expect(daily.pages).toBeGreaterThan(4);
    expect(daily.remarks.join(' ')).toMatch(/more than one a week/);
    const loose = replay(
      month(() => 0),
      { objective: '0.9' },
    );
    expect(loose.remarks).toEqual([expect.stringMatching(/can never fire/)]);
  });
});

describe('events needed an hour', () => {
  it.each([
    ['0.999', 74.4047619048],
    ['0.99', 7.44047619048],
  ])('at %s are %d', (objective, needed) => {
    expect(neededPerHour({ ...spec, objective })).toEqual({
      eventsPerHourNeeded: needed,
    });
  });

  it('are no question where slices of time are counted, or nobody is paged', () => {
    expect(neededPerHour({ ...spec, method: 'Timeslices' })).toEqual({});
    expect(neededPerHour({ ...spec, alerts: [] })).toEqual({});
  });
});
