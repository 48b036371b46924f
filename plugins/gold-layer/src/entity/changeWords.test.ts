import { byDay, changeValue } from './changeWords';
import { history, scorecards } from './fixtures';

const [level, check] = history.items;
const [scorecard] = scorecards.items;

it.each([
  ['a level by its title', level, 'silver', 'Silver'],
  ['the ground floor', level, 'none', 'No level yet'],
  ['a level that is no more, by its name', level, 'diamond', 'Diamond'],
  ['the first scoring', level, undefined, 'Not scored before'],
  ['a state of a check', check, 'unknown', 'Unknown'],
  ['the first state of a check', check, undefined, 'Not scored before'],
])('names %s', (_, change, value, words) => {
  expect(changeValue(change, { value, scorecard })).toBe(words);
});

it('gathers changes under their day without changing their order', () => {
  const days = byDay([
    { ...level, at: '2026-11-18T12:00:00Z' },
    { ...check, at: '2026-11-18T12:00:00Z' },
    { ...check, at: '2026-11-16T12:00:00Z' },
  ]);
  expect(days.map(({ changes }) => changes.length)).toEqual([2, 1]);
  expect(days[0].changes[0].check).toBeUndefined();
});
