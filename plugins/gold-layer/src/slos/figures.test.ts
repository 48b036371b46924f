import { healthySlo } from './fixtures';
import {
  burnWords,
  forecastWords,
  minutesWords,
  objectiveWords,
  sliWords,
  sparklineWords,
  wholePercents,
  windowName,
  windowWords,
} from './figures';
import { budgetWords, shareWords } from '../ui';

describe('figures in words', () => {
  it.each([
    ['0.999', '99.9%'],
    ['0.9995', '99.95%'],
    ['0.99', '99%'],
    ['0.990', '99%'],
    ['0.9', '90%'],
    ['0.5', '50%'],
    ['0.05', '5%'],
    ['0.99999', '99.999%'],
    ['0', '0%'],
  ])('an objective of %s is %s', (objective, words) => {
    expect(objectiveWords(objective)).toBe(words);
  });

  it.each([
    [0.9989999, '0.999', '99.89%'],
    [0.999, '0.999', '99.90%'],
    [1, '0.999', '100%'],
    [0.99999999999, '0.999', '99.99%'],
    [0.99949, '0.9995', '99.949%'],
    [0.98765, '0.99', '98.76%'],
    [0, '0.99', '0.00%'],
    [undefined, '0.99', 'Not measured'],
  ])('an SLI of %s under %s is %s', (sli, objective, words) => {
    expect(sliWords(sli, objective)).toBe(words);
  });

  it.each([
    [1, '100% left'],
    [0.999, '99% left'],
    [0.0999, '9.9% left'],
    [0.0004, '<0.1% left'],
    [0, 'Used up'],
    [-0.31, '31% overspent'],
    [-0.0919, '9.2% overspent'],
    [0.0919, '9.1% left'],
    [-0.425, '43% overspent'],
    [-12.4, '1,240% overspent'],
    [undefined, 'Unknown'],
  ])('a budget of %s is %s', (remaining, words) => {
    expect(budgetWords(remaining)).toBe(words);
  });

  it.each([
    [13.44, '13.4×'],
    [1, '1×'],
    [0.933, '0.93×'],
    [0.004, '<0.01×'],
    [0, '0×'],
    [1000, '1,000×'],
    [undefined, 'Not measured'],
  ])('a burn of %s is %s', (burn, words) => {
    expect(burnWords(burn)).toBe(words);
  });

  it.each([
    [0.432, '25.9 s'],
    [40.32, '40.3 min'],
    [432, '7.2 h'],
    [4464, '3.1 days'],
    [-40.32, '−40.3 min'],
  ])('%s minutes are %s', (minutes, words) => {
    expect(minutesWords(minutes)).toBe(words);
  });

  it.each([
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.0434, '4.3%'],
    [0.0994, '9.9%'],
    [0.0997, '10%'],
    [0.7098, '71%'],
    [0.02 + 1e-17, '2%'],
    [0.28 * 3, '84%'],
    [0.31, '31%'],
    [0.986, '99%'],
    [0.996, '99%'],
    [0.99999, '99%'],
    [1.426, '143%'],
    [1, '100%'],
    [1.2, '120%'],
    [undefined, 'Not measured'],
  ])('a share of %s is %s', (share, words) => {
    expect(shareWords(share)).toBe(words);
  });

  it('windows are named by their length', () => {
    expect([5, 60, 360, 1440, 4320].map(windowName)).toEqual([
      '5m',
      '1h',
      '6h',
      '1d',
      '3d',
    ]);
    expect(windowWords({ kind: 'rolling', days: 28 })).toBe('28 days');
    expect(
      windowWords({
        kind: 'calendar',
        unit: 'month',
        startTime: '2026-01-01T00:00:00',
        timeZone: 'Europe/Berlin',
      }),
    ).toBe('calendar month, Europe/Berlin');
  });

  it.each([
    [
      'burns slowly',
      { burn: { '6h': 0.4 }, remaining: 0.55 },
      'Not used up within the window.',
    ],
    ['burns too fast for that', { burn: { '6h': 0.8 }, remaining: 0.55 }, null],
    ['burns nobody knows how', { burn: {}, remaining: 0.55 }, null],
    ['is not measured', { remaining: undefined }, null],
    ['is stale', { state: 'stale' }, null],
    ['is frozen', { frozen: true, remaining: 0.05, burn: { '6h': 0 } }, null],
    [
      'was looked into',
      { burn: { '6h': 0.8 }, forecast: { sentence: 'Used up on Friday.' } },
      'Used up on Friday.',
    ],
  ] as const)('of a budget that %s says %j: %s', (_, numbers, said) => {
    const words = forecastWords({ ...healthySlo.numbers, ...numbers });
    expect(words ?? null).toBe(said);
  });

  it('whole per cents of a ledger sum to 100', () => {
    expect(wholePercents([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(wholePercents([0.614, 0.221, 0.165])).toEqual([61, 22, 17]);
    expect(wholePercents([])).toEqual([]);
  });

  it('a line with gaps says how many days are not known', () => {
    expect(sparklineWords([null, 1, 0.5, null, -0.25])).toBe(
      'Budget over 28 days: from 100% left to 25% overspent, at least 25% overspent, 2 days not measured',
    );
    expect(sparklineWords([null])).toBe('Budget not measured in 28 days');
  });
});
