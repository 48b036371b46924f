import {
  durationInWords,
  momentInWords,
  numberInWords,
  valueInWords,
} from './valueWords';

it.each([
  [0, '1', '0'],
  [12500, undefined, '12,500'],
  [82.5, '%', '82.5%'],
  [1, 'd', '1 day'],
  [34.6, '1/wk', '34.6 per week'],
  [120, 'ms', '120 ms'],
  [90, 'min', '90 min'],
  [240, 'min', '4 hours'],
  [4320, 'min', '3 days'],
  [168, 'h', '7 days'],
  [730, 'h', '730 hours'],
  [0.5, 'h', '0.5 hours'],
  [3, 'USD', '3 USD'],
])('says %s in %s as "%s"', (value, unit, words) => {
  expect(numberInWords(value, unit)).toBe(words);
});

it.each([
  [true, 'yes'],
  [false, 'no'],
  ['', 'empty'],
  [[], 'none'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
  ['2026-10-20T23:59:00.000Z', '20 Oct 2026'],
  ['2026-13-40T99:00:00Z', '2026-13-40T99:00:00Z'],
  ['x'.repeat(81), `${'x'.repeat(77)}…`],
  [`${'x'.repeat(76)}🎉🎉🎉`, `${'x'.repeat(76)}…`],
  [`${'x'.repeat(75)}🎉🎉🎉`, `${'x'.repeat(75)}🎉…`],
])('says %j within a sentence as "%s"', (value, words) => {
  expect(valueInWords(value)).toBe(words);
});

it('says times and lengths of time', () => {
  expect(momentInWords('2026-09-01T09:05:59Z')).toBe('1 Sep 2026, 09:05 UTC');
  expect(durationInWords(744 * 3_600_000)).toBe('31 days');
  expect(durationInWords(12 * 3_600_000)).toBe('12 hours');
});
