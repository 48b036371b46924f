import { measureToday, retell } from './retell';
import type { ToldChapter } from './story';

const now = new Date('2026-06-15T13:00:00Z');
const day = 86_400_000;

const story: ToldChapter[] = [
  {
    daysAgo: 20,
    facts: {
      'testing.coverage.unit': { about: 80, give: 5 },
      'observability.metrics.exported': true,
    },
  },
  {
    daysAgo: 3,
    facts: {
      'testing.coverage.unit': { about: 90, give: 1 },
      'testing.load.ranAt': { every: 7 },
      'performance.baseline.recordedAt': { daysAgo: 35 },
    },
  },
];
const told = retell('component:default/heron', { story, now });
const valuesOf = (fact: string) =>
  told.filter(measured => measured.fact === fact);

describe('retelling a story', () => {
  it('is the same every time', () => {
    expect(retell('component:default/heron', { story, now })).toEqual(told);
  });

  it('never measures in the future, and goes back to the beginning', () => {
    const times = told.map(({ collectedAt }) => collectedAt.getTime());
    expect(Math.max(...times)).toBeLessThan(now.getTime());
    expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 22 * day);
  });

  it('lets a number waver within its bounds and turn with the story', () => {
    const turn = now.getTime() - 4 * day;
    for (const { value, collectedAt } of valuesOf('testing.coverage.unit')) {
      const [low, high] = collectedAt.getTime() < turn ? [75, 85] : [89, 91];
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    }
    const values = valuesOf('testing.coverage.unit').map(({ value }) => value);
    expect(new Set(values).size).toBeGreaterThan(3);
  });

  it('measures what falls silent on its last day and no more', () => {
    const last = valuesOf('observability.metrics.exported').at(-1);
    const age = now.getTime() - Number(last?.collectedAt.getTime());
    expect(age).toBeGreaterThan(3 * day);
    expect(age).toBeLessThan(6 * day);
  });

  it('counts moments back from now, and repeats those that come round', () => {
    const age = (fact: string) =>
      now.getTime() - Date.parse(String(valuesOf(fact).at(-1)?.value));
    expect(Math.round(age('performance.baseline.recordedAt') / day)).toBe(36);
    expect(age('testing.load.ranAt')).toBeLessThan(8 * day);
  });
});

describe('measuring today', () => {
  it('carries on where the story ends, without what is told only once', () => {
    const later = new Date(now.getTime() + 30 * day);
    const measured = measureToday('component:default/heron', {
      story,
      now: later,
    });
    expect(measured.map(({ fact }) => fact)).toEqual([
      'testing.coverage.unit',
      'testing.load.ranAt',
    ]);
    for (const { collectedAt } of measured) {
      expect(later.getTime() - collectedAt.getTime()).toBeLessThan(2 * day);
    }
  });
});
