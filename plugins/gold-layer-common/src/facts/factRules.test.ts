import type { FactType, FactValue } from './fact';
import { factNamesClash } from './factNameClash';
import { factValueProblem, isYetToCome, normalizeFactValue } from './factValue';

describe('a fact value', () => {
  it.each<[FactType, FactValue]>([
    ['boolean', false],
    ['number', 0],
    ['number', -1.5],
    ['string', ''],
    ['timestamp', '2026-02-28T23:00:00+02:00'],
    ['list', []],
    ['list', ['a']],
  ])('of type %s may be %j', (type, value) => {
    expect(factValueProblem({ type }, value)).toBeUndefined();
  });

  it.each<[FactType, FactValue, string]>([
    ['boolean', 'true', 'true or false, without quotes'],
    ['number', '81', 'a number, without quotes'],
    ['string', 1, 'a text'],
    ['timestamp', '2026-02-28', 'a time with zone'],
    ['timestamp', '2026-02-30T00:00:00Z', 'a time with zone'],
    ['list', 'a', 'a list of texts'],
  ])('of type %s cannot be %j', (type, value, allowed) => {
    expect(factValueProblem({ type }, value)).toContain(allowed);
  });

  it('of a closed set must be one of it', () => {
    const definition = {
      type: 'string',
      values: ['rolling', 'canary'],
    } as const;
    const closed = { ...definition, values: [...definition.values] };
    expect(factValueProblem(closed, 'canary')).toBeUndefined();
    expect(factValueProblem(closed, 'Canary')).toBe('one of rolling, canary');
  });

  it('that is a time is kept in UTC', () => {
    expect(
      normalizeFactValue({ type: 'timestamp' }, '2026-02-28T23:00:00+02:00'),
    ).toBe('2026-02-28T21:00:00.000Z');
    expect(normalizeFactValue({ type: 'string' }, 'as is')).toBe('as is');
  });
});

describe('a time', () => {
  const now = Date.parse('2026-06-15T12:00:00Z');
  it.each([
    ['2026-06-15T11:00:00Z', {}, false],
    ['2026-06-15T12:05:00Z', {}, false],
    ['2026-06-15T12:05:01Z', {}, true],
    ['2026-06-15T14:06:00+02:00', {}, true],
    ['2027-06-15T12:00:00Z', { ahead: true }, false],
    ['2027-06-15T12:00:00Z', { ahead: false }, true],
  ])('of %s where the fact says %j is yet to come: %s', (value, more, yet) => {
    const definition = { type: 'timestamp', ...more } as const;
    expect(isYetToCome(definition, value, now)).toBe(yet);
  });

  it('is only what is defined as one', () => {
    const value = '2027-06-15T12:00:00Z';
    expect(isYetToCome({ type: 'string' }, value, now)).toBe(false);
  });
});

describe('fact names', () => {
  it.each([
    ['build.coverage', 'build.coverage', true],
    ['build.coverage', 'build.coverage.unit', true],
    ['build.coverage.unit', 'build.coverage', true],
    ['build.cover', 'build.coverage', false],
    ['build.coverage.unit', 'build.coverage.integration', false],
  ])('%s and %s clash: %s', (a, b, clash) => {
    expect(factNamesClash(a, b)).toBe(clash);
  });
});
