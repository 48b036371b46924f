import { canonicalJson } from './canonicalJson';

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    [{ a: undefined, b: { d: 'x', c: 0 } }, '{"b":{"c":0,"d":"x"}}'],
    ['"', '"\\""'],
    [[undefined], '[null]'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
