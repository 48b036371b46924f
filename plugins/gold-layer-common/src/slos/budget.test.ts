import {
  budgetMinutes,
  burnRate,
  errorRatio,
  eventsLeft,
  remainingBudget,
  timeToExhaustion,
} from './budget';
import {
  budgetOf,
  compareObjectives,
  objectiveInWords,
  objectiveOfFraction,
  objectiveOfPercent,
  ceilingInWords,
  productOfObjectives,
} from './objective';
import { isAbove, isAtLeast, withoutNoise } from './tolerance';

describe('an objective', () => {
  it.each([
    ['0.9', 0.1, '90%'],
    ['0.99', 0.01, '99%'],
    ['0.999', 0.001, '99.9%'],
    ['0.9995', 0.0005, '99.95%'],
    ['0.9999', 0.0001, '99.99%'],
    ['0.99999', 0.00001, '99.999%'],
    ['0.9990', 0.001, '99.9%'],
    ['0.9999999999', 0.0000000001, '99.99999999%'],
    ['0.1234567891', 0.8765432109, '12.34567891%'],
    ['0', 1, '0%'],
  ])('%s leaves a budget of exactly %d and reads %s', (text, budget, words) => {
    expect(budgetOf(text)).toBe(budget);
    expect(objectiveInWords(text)).toBe(words);
  });

  it.each([
    ['99.9', '0.999'],
    [99.9, '0.999'],
    ['99.90', '0.999'],
    ['99.9 %', '0.999'],
    ['99.9%', '0.999'],
    [99.95, '0.9995'],
    // In binary, 99.95 ÷ 100 and 1 − 0.9995 are both off.
    [99.999, '0.99999'],
    [0, '0'],
    ['1e1', '0.1'],
    [100, undefined],
    ['100', undefined],
    [-1, undefined],
    ['99,9', undefined],
    ['', undefined],
    ['high', undefined],
    [NaN, undefined],
    ['99.9999999999', undefined],
  ])('of %p percent is %p', (percent, fraction) => {
    expect(objectiveOfPercent(percent)).toBe(fraction);
  });

  it.each([
    [0.999, '0.999'],
    ['0.9990', '0.999'],
    ['.5', '0.5'],
    [1e-7, '0.0000001'],
    [1, undefined],
    [99.9, undefined],
    ['0.99999999999', undefined],
  ])('of the fraction %p is %p', (fraction, objective) => {
    expect(objectiveOfFraction(fraction)).toBe(objective);
  });

  it.each([
    ['0.999', '0.9990', 0],
    ['0.999', '0.9991', -1],
    ['0.9995', '0.999', 1],
  ])('%s beside %s compares to %i', (a, b, sign) => {
    expect(Math.sign(compareObjectives(a, b))).toBe(sign);
  });

  it.each([
    [[], undefined],
    [['0.999'], '0.999'],
    [['0.999', '0.999'], '0.998001'],
    [['0.9999', '0.999', '0.995'], '0.9939055995'],
    // More than ten digits are cut, not rounded up: a ceiling promises nothing it does not hold.
    [['0.99999', '0.99999', '0.99999'], '0.9999700002'],
  ])('the product of %j is %s', (objectives, product) => {
    expect(productOfObjectives(objectives)).toBe(product);
  });

  it.each([
    ['0.9996000599', '99.96%'],
    ['0.994005', '99.4%'],
    ['0.99999999', '99.999%'],
    ['0.5', '50%'],
  ])('allow %s as %s, never more', (ceiling, words) => {
    expect(ceilingInWords(ceiling)).toBe(words);
  });
});

describe('decisions', () => {
  it.each([
    [14.4, 14.4, false],
    [0.1 + 0.2, 0.3, false],
    [14.4 + 1e-10, 14.4, false],
    [14.4001, 14.4, true],
    [-1e-12, 0, false],
    [1e-8, 0, true],
  ])('%d is above %d: %p', (value, limit, above) => {
    expect(isAbove(value, limit)).toBe(above);
  });

  it.each([
    [0.25, 0.25, true],
    [0.25 - 1e-12, 0.25, true],
    [0.2499, 0.25, false],
  ])('%d is at least %d: %p', (value, limit, atLeast) => {
    expect(isAtLeast(value, limit)).toBe(atLeast);
  });

  it('lose the noise of binary arithmetic', () => {
    expect(withoutNoise(0.1 + 0.2)).toBe(0.3);
    expect(Object.is(withoutNoise(-0), 0)).toBe(true);
  });
});

describe('a budget', () => {
  it.each([
    // bad, total, objective, remaining, burn
    [0, 1000, '0.999', 1, 0],
    [1, 1000, '0.999', 0, 1],
    [0.5, 1000, '0.999', 0.5, 0.5],
    [2, 1000, '0.999', -1, 2],
    [1000, 1000, '0.999', -999, 1000],
    [3, 100_000, '0.9999', 0.7, 0.3],
    [412, 1_200_000, '0.999', 0.656666666667, 0.343333333333],
    [7, 7000, '0.999', 0, 1],
    [33, 33_000_000, '0.999999', 0, 1],
  ])('with %d bad of %d at %s has %d left and burns %d', (...row) => {
    const [bad, total, objective, remaining, burn] = row;
    expect(remainingBudget({ bad, total, objective })).toBe(remaining);
    expect(burnRate({ bad, total, objective })).toBe(burn);
  });

  it.each([
    [{ bad: 0, total: 0 }],
    [{ total: 100 }],
    [{ bad: 1 }],
    [{}],
    [{ bad: 0, total: NaN }],
  ])('of %j is not known: neither full nor empty', counted => {
    expect(errorRatio(counted)).toBeUndefined();
    expect(remainingBudget({ ...counted, objective: '0.9' })).toBeUndefined();
    expect(burnRate({ ...counted, objective: '0.9' })).toBeUndefined();
  });

  it.each([
    ['0.999', 28, 40.32],
    ['0.999', 30, 43.2],
    ['0.99', 30, 432],
    ['0.9995', 30, 21.6],
    ['0.9999', 30, 4.32],
    ['0.99999', 30, 0.432],
  ])('of %s over %i days is worth %d minutes', (objective, days, minutes) => {
    expect(budgetMinutes({ objective, minutes: days * 1440 })).toBe(minutes);
  });

  it.each([
    [412, 1_200_000, '0.999', 788],
    [1, 1000, '0.999', 0],
    [0, 1500, '0.999', 1],
    [2, 1500, '0.999', -1],
    [0, 0, '0.999', 0],
    [0, 7000, '0.999', 7],
    [undefined, 7000, '0.999', undefined],
  ])('with %p bad of %d at %s lets %p more fail', (...row) => {
    const [bad, total, objective, left] = row;
    expect(eventsLeft({ bad, total, objective })).toBe(left);
  });

  const days = (count: number) => count * 1440;
  it.each([
    ['28 d at 5×', 1, 5, days(28), 8064],
    ['30 d at 14.4×', 1, 14.4, days(30), 50 * 60],
    ['half of it at 1×', 0.5, 1, days(28), days(14)],
    ['nothing left', 0, 1, days(28), 0],
    ['overspent', -3, 1, days(28), 0],
    ['no burn', 0.5, 0, days(28), undefined],
    ['unknown burn', 0.5, undefined, days(28), undefined],
    ['unknown remaining', undefined, 5, days(28), undefined],
  ])('lasts, with %s', (_, remaining, burn, windowMinutes, minutes) => {
    expect(timeToExhaustion({ remaining, burn, windowMinutes })).toBe(minutes);
  });
});
