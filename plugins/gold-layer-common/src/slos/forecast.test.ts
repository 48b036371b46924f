import type { CountedBucket } from './buckets';
import { forecastBudget, forecastPoints, wouldRunOut } from './forecast';
import type { SloWindow } from './spec';
import type { BurnRates } from './state';

const now = new Date('2026-11-27T12:00:00Z');
const hourMs = 3_600_000;
const window: SloWindow = { kind: 'rolling', days: 28 };
const objective = '0.999';

/** 1,000 events in each hour of the time before now; bad ones by hours ago. */
function hours(
  count: number,
  bad: Record<number, number> = {},
): CountedBucket[] {
  return Array.from({ length: count }, (_, index) => ({
    start: now.getTime() - (index + 1) * hourMs,
    minutes: 60,
    bad: bad[index + 1] ?? 0,
    total: 1000,
    covered: 12,
  }));
}

const month: SloWindow = {
  kind: 'calendar',
  unit: 'month',
  startTime: '2026-01-01T00:00:00',
  timeZone: 'Europe/Berlin',
};
const full = hours(28 * 24);

function forecast(options: {
  buckets: CountedBucket[];
  burn?: BurnRates;
  remaining?: number;
  frozen?: boolean;
  window?: SloWindow;
}) {
  return forecastBudget({
    now,
    window,
    objective,
    burn: {},
    remaining: 1,
    frozen: false,
    thawAbove: 0.1,
    ...options,
  });
}

describe('if nothing fails any more, a freeze', () => {
  // 672,000 events in 28 days allow 672 bad ones.
  it.each([
    ['ends when the outage leaves the window', { 600: 700 }, 72],
    ['ends when the first of two has left', { 600: 300, 500: 400 }, 72],
    ['waits for the second where it ate too much', { 600: 100, 500: 650 }, 172],
    ['does not wait for an old one that ate nothing', { 660: 0, 600: 700 }, 72],
  ])('%s', (_, bad: Record<number, number>, later) => {
    const sum = Object.values(bad).reduce((all, each) => all + each, 0);
    const at = new Date(now.getTime() + (later + 1) * hourMs);
    const found = forecast({
      buckets: hours(28 * 24, bad),
      remaining: 1 - sum / 672,
      frozen: true,
    });
    expect(found.thawsAt).toBe(at.toISOString());
  });

  it('says so in a sentence', () => {
    const found = forecast({
      buckets: hours(28 * 24, { 575: 700 }),
      remaining: -0.04,
      frozen: true,
    });
    expect(found).toEqual({
      thawsAt: '2026-12-01T14:00:00.000Z',
      sentence: 'If nothing fails, the freeze ends on Tue 1 Dec, 14:00 UTC.',
    });
  });

  it('of a calendar ends with its period, told in its zone', () => {
    const found = forecast({
      buckets: hours(26 * 24 + 13, { 10: 2000 }),
      remaining: -2,
      frozen: true,
      window: month,
    });
    expect(found).toEqual({
      thawsAt: '2026-11-30T23:00:00.000Z',
      sentence:
        'If nothing fails, the freeze ends on Tue 1 Dec, 00:00 Europe/Berlin.',
    });
  });

  it('of a calendar ends earlier where new traffic outweighs what failed', () => {
    const early = { ...month, unit: 'year' } as const;
    const found = forecast({
      buckets: hours(330 * 24, { 1: 7600 }),
      remaining: 0.04,
      frozen: true,
      window: early,
    });
    const [date] = (found.thawsAt ?? '').split('T');
    expect(date > '2026-12-01' && date < '2026-12-31').toBe(true);
  });

  it.each([
    ['nothing is measured', { buckets: full, remaining: undefined }],
    ['nobody asks for anything', { buckets: [], remaining: -1 }],
  ])('cannot be told where %s', (_, options) => {
    expect(forecast({ ...options, frozen: true })).toEqual({});
  });
});

describe('at the present burn, a budget', () => {
  it('of 28 days lasts 5.6 days at five times', () => {
    const found = forecast({ buckets: full, burn: { '6h': 5, '1h': 90 } });
    const hoursLeft = Math.ceil(5.6 * 24);
    expect(found.exhaustedAt).toBe(
      new Date(now.getTime() + hoursLeft * hourMs).toISOString(),
    );
    expect(found.sentence).toBe(
      'Used up on Thu 3 Dec, 03:00 UTC, at the burn of the last 6 hours (5 times what is allowed).',
    );
  });

  it('lasts longer where old errors leave meanwhile', () => {
    // Half of it was used 27 days ago and leaves tomorrow.
    const buckets = hours(28 * 24, { [27 * 24]: 336 });
    const found = forecast({ buckets, burn: { '6h': 5 }, remaining: 0.5 });
    const simple = (0.5 * 28 * 24) / 5;
    const at = Date.parse(found.exhaustedAt ?? '');
    expect(at - now.getTime()).toBe(Math.ceil(simple * 2) * hourMs);
  });

  it('is judged by the last hour where six were not measured', () => {
    const found = forecast({ buckets: full, burn: { '1h': 28 } });
    expect(found.exhaustedAt).toBe('2026-11-28T12:00:00.000Z');
    expect(found.sentence).toContain('of the last hour (28 times');
  });

  it('runs out at less than is allowed where what was spent yesterday stays in the window', () => {
    // Of 672 bad events 302 happened yesterday; at 0.8 the other 370 take 19 days.
    const buckets = hours(28 * 24, { 20: 302 });
    const found = forecast({
      buckets,
      burn: { '6h': 0.8 },
      remaining: 1 - 302 / 672,
    });
    const days = (Date.parse(found.exhaustedAt ?? '') - now.getTime()) / 864e5;
    expect(days).toBeGreaterThan(19);
    expect(days).toBeLessThan(20);
  });

  it('lasts, and says so, where it burns no faster than allowed and old errors make room', () => {
    const found = forecast({ buckets: full, burn: { '6h': 0.99 } });
    expect(found).toEqual({
      sentence:
        'Not used up within the window, at the burn of the last 6 hours (0.99 times what is allowed).',
    });
  });

  it('is not foretold where nobody asks for anything', () => {
    expect(forecast({ buckets: [], burn: { '6h': 0.99 } })).toEqual({});
  });

  it.each([
    ['faster than allowed', { burn: { '6h': 1.2 }, remaining: 1 }, true],
    ['slowly with little left', { burn: { '6h': 0.8 }, remaining: 0.55 }, true],
    ['slowly with much left', { burn: { '6h': 0.5 }, remaining: 0.55 }, false],
    ['within the hour', { burn: { '1h': 0.8 }, remaining: 0.55 }, true],
    ['without a burn known', { burn: {}, remaining: 0.55 }, false],
    ['without a budget known', { burn: { '6h': 2 } }, false],
  ] as const)('may run out %s: %j, %s', (_, numbers, may) => {
    expect(wouldRunOut(numbers)).toBe(may);
  });

  it.each([
    ['nothing burns', { burn: { '6h': 0 } }],
    ['burn is unknown', { burn: {} }],
    ['it is used up already', { burn: { '6h': 5 }, remaining: 0 }],
  ])('has no end where %s', (_, options) => {
    expect(forecast({ buckets: full, ...options })).toEqual({});
  });
});

describe('the course of a budget', () => {
  it('rises to all of it as what failed leaves, within so many points', () => {
    const buckets = hours(28 * 24, { 600: 336, 300: 168 });
    const points = forecastPoints({ now, window, objective, buckets });
    const remaining = points.map(point => point.remaining);
    expect(points.length).toBeLessThanOrEqual(61);
    expect(points[0]).toEqual({ at: now.toISOString(), remaining: 0.25 });
    expect(remaining[remaining.length - 1]).toBe(1);
    expect(new Set(remaining)).toEqual(new Set([0.25, 0.75, 1]));
  });

  it('of a calendar begins anew at its end', () => {
    const points = forecastPoints({
      now,
      window: month,
      objective,
      buckets: hours(600, { 100: 300 }),
    });
    expect(points[points.length - 1]).toEqual({
      at: '2026-11-30T23:00:00.000Z',
      remaining: 1,
    });
  });

  it('falls at a burn that goes on', () => {
    const [first, ...rest] = forecastPoints({
      now,
      window,
      objective,
      buckets: full,
      burn: 2,
    });
    expect(first.remaining).toBe(1);
    expect(rest[rest.length - 1].remaining).toBeCloseTo(-1, 10);
  });
});
