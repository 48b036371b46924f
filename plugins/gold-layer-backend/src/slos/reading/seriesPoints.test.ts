import type {
  CountedBucket,
  SloWindow,
} from '@gold-layer/backstage-plugin-common';
import { idealLine, seriesPoints, stepFor } from './seriesPoints';

const hourMs = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const now = at('2026-11-27T12:00:00Z');

function hours(
  from: number,
  to: number,
  counts: (start: number) => { bad?: number; total?: number } | undefined,
): CountedBucket[] {
  const buckets: CountedBucket[] = [];
  for (let start = from; start < to; start += hourMs) {
    const found = counts(start);
    if (!found) continue;
    const { bad = 0, total = 1000 } = found;
    buckets.push({ start, minutes: 60, bad, total, covered: 12 });
  }
  return buckets;
}

const week: SloWindow = { kind: 'rolling', days: 7 };
const days = (count: number) => count * 24 * hourMs;

function pointsOf(
  buckets: CountedBucket[],
  over: Partial<Parameters<typeof seriesPoints>[0]> = {},
) {
  return seriesPoints({
    buckets,
    dropped: [],
    window: week,
    objectiveAt: () => '0.99',
    from: now - days(2),
    to: now,
    stepMinutes: 360,
    ...over,
  });
}

it.each([
  [1, 5],
  [2, 60],
  [20, 60],
  [28, 360],
  [90, 360],
  [125, 1440],
  [400, 1440],
])('charts of %s days have steps of %s minutes', (count, step) => {
  expect(stepFor(count)).toBe(step);
  expect((count * 1440) / step).toBeLessThanOrEqual(500);
});

describe('points of a series', () => {
  it('tell the step and the window that ends there', () => {
    const broken = now - days(1);
    const buckets = hours(now - days(9), now, start => ({
      bad: start === broken ? 840 : 0,
    }));
    const points = pointsOf(buckets);
    expect(points).toHaveLength(8);
    expect(points[0]).toMatchObject({
      at: '2026-11-25T18:00:00.000Z',
      bad: 0,
      total: 6000,
      sli: 1,
      remaining: 1,
      coverage: 1,
    });
    // 840 bad of 168,000 events, of which a hundredth may be.
    expect(points[4]).toMatchObject({ bad: 840, total: 6000, remaining: 0.5 });
    expect(points[4].sli).toBeCloseTo(0.86);
    expect(points[7].remaining).toBe(0.5);
  });

  it('leave what was not measured out, and keep what was idle', () => {
    const gap = now - days(1);
    const points = pointsOf(
      hours(now - days(9), now, start => {
        if (start >= gap && start < gap + 6 * hourMs) return undefined;
        return start >= gap ? { total: 0 } : {};
      }),
    );
    expect(points[4]).toEqual({ at: '2026-11-26T18:00:00.000Z', coverage: 0 });
    expect(points[5]).toMatchObject({ bad: 0, total: 0, remaining: 1 });
    expect(points[5].sli).toBeUndefined();
  });

  it('end with a step that is cut short, and say how much of it was measured', () => {
    const end = now + 2 * hourMs;
    const [last] = pointsOf(
      hours(now - days(9), now + hourMs, () => ({ bad: 10 })),
      { to: end },
    ).slice(-1);
    expect(last).toMatchObject({
      at: '2026-11-27T14:00:00.000Z',
      bad: 10,
      coverage: 0.5,
      remaining: 0,
    });
  });

  it('hold each moment against the objective of its time', () => {
    const points = pointsOf(
      hours(now - days(9), now, () => ({ bad: 5 })),
      { objectiveAt: time => (time > now - days(1) ? '0.999' : '0.99') },
    );
    expect(points.map(({ remaining }) => remaining)).toEqual([
      0.5, 0.5, 0.5, 0.5, -4, -4, -4, -4,
    ]);
  });

  it('begin anew with each calendar period, whose last moment still belongs to it', () => {
    const window: SloWindow = {
      kind: 'calendar',
      unit: 'week',
      startTime: '2026-11-02T00:00:00',
      timeZone: 'UTC',
    };
    const monday = at('2026-11-23T00:00:00Z');
    const points = pointsOf(
      hours(at('2026-11-16T00:00:00Z'), now, start => ({
        bad: start < monday ? 20 : 0,
      })),
      {
        window,
        from: monday - days(1),
        to: monday + days(1),
        stepMinutes: 720,
      },
    );
    expect(points.map(({ remaining }) => remaining)).toEqual([-1, -1, 1, 1]);
  });
});

describe('the ideal line', () => {
  it('is flat in a window that rolls', () => {
    expect(
      idealLine(week, { from: now, to: now + days(1) }).map(
        ({ remaining }) => remaining,
      ),
    ).toEqual([0, 0]);
  });

  it('falls to nothing in each calendar period', () => {
    const window: SloWindow = {
      kind: 'calendar',
      unit: 'month',
      startTime: '2026-01-01T00:00:00',
      timeZone: 'UTC',
    };
    expect(
      idealLine(window, {
        from: at('2026-11-16T00:00:00Z'),
        to: at('2026-12-01T12:00:00Z'),
      }),
    ).toEqual([
      { at: '2026-11-16T00:00:00.000Z', remaining: 0.5 },
      { at: '2026-12-01T00:00:00.000Z', remaining: 0 },
      { at: '2026-12-01T00:00:00.000Z', remaining: 1 },
      { at: '2026-12-01T12:00:00.000Z', remaining: expect.closeTo(0.9839) },
    ]);
  });
});
