import { knowsAll } from './knowsAll';

const source = { source: 'ci', title: 'CI', stale: 0, failures: 0 };

describe('a source of facts knows all', () => {
  it.each([
    ['it reaches every service', { services: 3 }, true],
    ['it misses one', { services: 2 }, false],
    ['some of its facts are stale', { services: 3, stale: 1 }, false],
    ['it failed when last asked', { services: 3, failures: 1 }, false],
  ])('when %s: %j is %s', (_, found, expected) => {
    expect(knowsAll({ ...source, ...found }, 3)).toBe(expected);
  });
});
