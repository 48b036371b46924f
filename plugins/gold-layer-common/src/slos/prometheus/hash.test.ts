import { fnv1a64 } from './hash';

describe('fnv1a64', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('gives the published value of %j', (text, expected) => {
    expect(fnv1a64(text)).toBe(expected);
  });

  it('reads text as UTF-8', () => {
    expect(fnv1a64('é')).not.toBe(fnv1a64('e'));
  });
});
