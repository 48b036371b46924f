import { refuseUnstorable } from './refuseUnstorable';

describe('refuseUnstorable', () => {
  it('names the field that no database can hold', () => {
    const body = { risk: { causes: ['fine 😀', 'half \ud83d'] } };
    expect(() => refuseUnstorable(body)).toThrow(
      'body.risk.causes.1: may not hold the character U+0000 or half of a character, found "half \\ud83d"',
    );
    expect(() => refuseUnstorable({ note: 'a\0b' })).toThrow('body.note');
    expect(() =>
      refuseUnstorable({ note: 'fine', more: [1, null] }),
    ).not.toThrow();
  });

  it('does not follow what is nested without end', () => {
    const depth = 50_000;
    const body: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(() => refuseUnstorable(body)).toThrow(/nested more than 20 deep/);
  });
});
