import { doubtLoss } from './suddenLoss';

const now = new Date('2026-06-15T12:00:00Z');
const minutesAgo = (minutes: number) =>
  new Date(now.getTime() - minutes * 60_000);

describe('doubtLoss', () => {
  it.each([
    [{ gone: 1, known: 1 }, false],
    [{ gone: 20, known: 20 }, false],
    [{ gone: 21, known: 42 }, false],
    [{ gone: 22, known: 42 }, true],
    [{ gone: 9000, known: 10000, since: minutesAgo(4) }, true],
    [{ gone: 9000, known: 10000, since: minutesAgo(5) }, false],
  ])('of %j answers %s', (loss, doubted) => {
    expect(doubtLoss({ ...loss, now })).toBe(doubted);
  });
});
