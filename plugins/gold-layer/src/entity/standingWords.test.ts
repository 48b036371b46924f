import { scorecards } from './fixtures';
import { distanceInWords } from './standingWords';

const [card] = scorecards.items;
const rung = (rank: number, missing: number, applicable: number) => ({
  name: ['bronze', 'silver', 'gold'][rank - 1],
  title: ['Bronze', 'Silver', 'Gold'][rank - 1],
  rank,
  held: rank === 1,
  missing,
  applicable,
});
const levels = [rung(1, 0, 2), rung(2, 0, 0), rung(3, 2, 2)];
const empty = [rung(1, 0, 2), rung(2, 0, 0)];

describe('how far the next level is', () => {
  it.each([
    ['of the level after', card.levels, {}, '2 checks to Silver'],
    ['past a level without questions', levels, {}, '2 checks to Gold'],
    [
      'at the top',
      card.levels,
      { rank: 2, toNext: undefined },
      'Highest level reached',
    ],
    [
      'below levels without questions',
      empty,
      { toNext: undefined },
      'No check of a higher level applies',
    ],
    ['where levels were defined anew', empty, {}, '2 checks to the next level'],
    ['of nothing', card.levels, { applicable: 0 }, 'No check applies yet'],
  ])('%s', (_, some, change, words) => {
    const standing = { ...card.standing, ...change };
    expect(distanceInWords({ ...card, standing, levels: some })).toBe(words);
  });
});
