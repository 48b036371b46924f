import { sloOf } from '../__testUtils__/slos';
import { batchesOf } from './batches';

const five = 300_000;
const wanted = (count: number, points: number) =>
  Array.from({ length: count }, (_, index) => ({
    slo: sloOf(`a.b.${index}`, 'x'),
    steps: [{ first: five, last: points * five, minutes: 5 as const }],
  }));

describe('batchesOf', () => {
  it.each([
    ['all SLOs that want the last bucket', wanted(10_000, 1), [10_000]],
    ['all SLOs that want the last hour', wanted(10_000, 12), [10_000]],
    [
      'five hundred at most where it is a day',
      wanted(1000, 288),
      [434, 434, 132],
    ],
    [
      'those that were away apart from the others',
      [...wanted(20, 1), ...wanted(1, 800)],
      [20, 1],
    ],
  ])('takes together %s', (_, all, sizes) => {
    expect(batchesOf(all).map(it => it.length)).toEqual(sizes);
  });
});
