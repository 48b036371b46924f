import { compareInWords, Expectation, isMet } from './expectation';

const now = Date.parse('2026-06-15T12:00:00Z');
const day = 24 * 3_600_000;
const within: Expectation = {
  input: 'ranAt',
  operator: 'within',
  value: 31 * day,
};

it.each([
  ['2026-06-01T00:00:00Z', true, 'which counts for 31 days, until 2 Jul 2026'],
  // A clock that runs a little ahead.
  ['2026-06-15T12:04:00Z', true, 'which counts for 31 days, until 16 Jul 2026'],
  ['2026-06-15T12:06:00Z', false, 'which is yet to come'],
  ['2126-06-15T12:00:00Z', false, 'which is yet to come'],
  [
    '2026-01-01T00:00:00Z',
    false,
    'too long ago since 1 Feb 2026: allowed are 31 days',
  ],
])('a moment of %s within 31 days: %s, %s', (value, met, words) => {
  const reading = { inputs: [{ name: 'ranAt', value }], now };
  expect(isMet(within, reading)).toBe(met);
  expect(compareInWords(within, reading)).toMatch(words);
});
