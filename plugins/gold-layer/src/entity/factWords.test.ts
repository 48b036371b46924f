import { factValueInWords } from './factWords';

it.each([
  [true, undefined, 'Yes'],
  [false, undefined, 'No'],
  [0, '1', '0'],
  [12500, undefined, '12,500'],
  [82.5, '%', '82.5%'],
  [3, 'd', '3 days'],
  [34.6, '1/wk', '34.6 per week'],
  [120, 'ms', '120 ms'],
  ['java', undefined, 'java'],
  ['', undefined, 'Empty'],
  [[], undefined, 'None'],
  [['a', 'b'], undefined, 'a, b'],
  ['2026-13-40T99:00:00Z', undefined, '2026-13-40T99:00:00Z'],
])('says the fact %j in %s as "%s"', (value, unit, words) => {
  expect(factValueInWords(value, unit)).toBe(words);
});
