import type { SloNumbers } from './slo';
import { minutesInWords, zonedMoment } from './words';
import { workedOut } from './workedOut';

const numbers: SloNumbers = {
  state: 'ok',
  sli: 0.999656666667,
  remaining: 0.656666666667,
  bad: 412,
  total: 1_200_000,
  budgetMinutes: 40.32,
  eventsLeft: 788,
  coverage: 0.987,
  burn: { '1h': 2, '6h': 5 },
  usedThisWeek: 0.1,
  budget: 'healthy',
  frozen: false,
  forecast: {
    exhaustedAt: '2026-12-01T00:00:00.000Z',
    thawsAt: '2026-12-02T00:00:00.000Z',
  },
};
const basis = {
  objective: '0.999',
  window: { kind: 'rolling', days: 28 } as const,
  now: new Date('2026-11-27T00:00:00Z'),
};

describe('how numbers were worked out', () => {
  const found = workedOut(numbers, {
    ...basis,
    counts: { '1h': { bad: 4, total: 2000 } },
    badThisWeek: 120,
  });
  it.each([
    ['sli', '1 − 412 ÷ 1,200,000 = 99.9657%'],
    ['remaining', '1 − 412 ÷ 1,200,000 ÷ 0.001 = 65.67%'],
    ['eventsLeft', '1,200,000 × 0.001 − 412 = 788'],
    ['budgetMinutes', '0.001 × 40,320 = 40.32 minutes, for 99.9%'],
    ['coverage', '98.7%'],
    ['burn.1h', '4 ÷ 2,000 ÷ 0.001 = 2'],
    ['burn.6h', '0.5% ÷ 0.001 = 5'],
    ['usedThisWeek', '120 ÷ (1,200,000 × 0.001) = 10%'],
    [
      'exhaustedAt',
      '65.67% × 28 days ÷ 5 ≈ 3.7 days, worked out hour by hour: 2026-12-01T00:00:00.000Z',
    ],
    ['thawsAt', '2026-12-02T00:00:00.000Z'],
  ])('%s: %s', (name, figures) => {
    expect(found[name].figures).toBe(figures);
    expect(found[name].formula).not.toBe('');
  });

  it('are left out where there is no number', () => {
    const empty: SloNumbers = {
      state: 'no-data',
      budgetMinutes: 40.32,
      coverage: 0,
      burn: {},
      budget: 'unknown',
      frozen: false,
      forecast: {},
    };
    expect(Object.keys(workedOut(empty, basis))).toEqual([
      'budgetMinutes',
      'coverage',
    ]);
  });

  it('speak of slices where those are counted', () => {
    const { sli } = workedOut(numbers, { ...basis, slices: true });
    expect(sli.formula).toBe(
      'SLI = 1 − bad slices ÷ all slices of the window (28 days, rolling)',
    );
  });
});

describe('lengths of time in words', () => {
  it.each([
    [0.432, '26 seconds'],
    [1, '1 minute'],
    [5.5, '5.5 minutes'],
    [40.32, '40 minutes'],
    [180, '3 hours'],
    [8064, '5.6 days'],
    [40_320, '28 days'],
  ])('%d minutes are %s', (minutes, words) => {
    expect(minutesInWords(minutes)).toBe(words);
  });

  it('and moments, in their zone', () => {
    const at = new Date('2026-12-01T14:00:00Z');
    expect(zonedMoment(at)).toBe('Tue 1 Dec, 14:00 UTC');
    expect(zonedMoment(at, 'Asia/Tokyo')).toBe('Tue 1 Dec, 23:00 Asia/Tokyo');
  });
});
