import { compositeOf, CompositePart } from './composite';
import {
  ceilingOf,
  dependenciesStrictEnough,
  dependencyWarnings,
} from './dependencies';

const part = (
  title: string,
  state: CompositePart['state'],
  remaining?: number,
  weight?: number,
): CompositePart => ({ title, state, remaining, weight });

describe('several SLOs as one', () => {
  const fine = part('A', 'ok', 0.9);
  it.each([
    ['all fine', [fine, part('B', 'ok', 0.8)], 'ok', 0.8, 0.85],
    ['one at risk', [fine, part('B', 'at-risk', 0.3)], 'at-risk', 0.3, 0.6],
    ['one is left out', [fine, part('B', 'stale', 0.1)], 'partial', 0.9, 0.9],
    ['one is idle', [fine, part('B', 'idle')], 'partial', 0.9, 0.9],
    [
      'at risk and one left out',
      [part('B', 'at-risk', 0.4), part('C', 'error')],
      'at-risk',
      0.4,
      0.4,
    ],
    [
      'weights',
      [part('A', 'ok', 1, 3), part('B', 'ok', 0.6, 1)],
      'ok',
      0.6,
      0.9,
    ],
  ] as const)('%s', (_, parts, state, worst, weighted) => {
    expect(compositeOf([...parts], 'worst')).toMatchObject({
      state,
      remaining: worst,
    });
    expect(compositeOf([...parts], 'weighted')).toMatchObject({
      state,
      remaining: weighted,
    });
  });

  it('are exhausted as the worst is, while on average something may be left', () => {
    const parts = [part('A', 'ok', 0.9), part('B', 'exhausted', -0.1)];
    expect(compositeOf(parts, 'worst')?.state).toBe('exhausted');
    expect(compositeOf(parts, 'weighted')).toMatchObject({
      state: 'at-risk',
      remaining: 0.4,
    });
  });

  it('name themselves and what is left out', () => {
    const parts = [fine, part('B', 'ok', 0.5), part('C', 'error')];
    expect(compositeOf(parts, 'worst')).toEqual({
      method: 'worst',
      title: 'The worst of 2: B, without C',
      state: 'partial',
      remaining: 0.5,
      left: ['C'],
    });
    expect(compositeOf(parts, 'weighted')?.title).toBe(
      'Weighted mean of 2, without C',
    );
  });

  it('say nothing where none is measured', () => {
    expect(
      compositeOf([part('A', 'idle'), part('B', 'error')], 'worst'),
    ).toEqual({
      method: 'worst',
      title: 'Nothing can be said: 2 SLOs are not measured',
      state: 'error',
      left: ['A', 'B'],
    });
    expect(compositeOf([], 'worst')).toBeUndefined();
  });
});

describe('dependencies', () => {
  const on = (...objectives: (string | undefined)[]) =>
    objectives.map((objective, index) => ({ title: `D${index}`, objective }));

  it.each([
    [on(), undefined],
    [on(undefined), undefined],
    [on('0.999', undefined), '0.999'],
    [on('0.999', '0.9995'), '0.9985005'],
  ])('%j allow %s', (dependencies, ceiling) => {
    expect(ceilingOf(dependencies)).toBe(ceiling);
  });

  it.each([
    ['0.999', on(), []],
    ['0.999', on(undefined), []],
    ['0.999', on('0.999'), []],
    [
      '0.9995',
      on('0.999', '0.9999'),
      [
        'Latency promises 99.95%, but D0 promises 99.9%. Loosen it, or make the service stand without them.',
      ],
    ],
    // None is looser, and together they are.
    [
      '0.999',
      on('0.999', '0.9995'),
      [
        'Latency promises 99.9%, but together its dependencies allow 99.85%. Loosen it, or make the service stand without them.',
      ],
    ],
  ])('%s beside %j', (objective, dependencies, warnings) => {
    expect(
      dependencyWarnings([{ title: 'Latency', objective }], dependencies),
    ).toEqual(warnings);
  });

  it.each([
    [on(), true],
    [on('0.999', '0.9990'), true],
    [on('0.999', '0.99'), false],
    [on('0.999', undefined), undefined],
    [on('0.99', undefined), false],
  ])('%j are strict enough for 99.9%%: %p', (dependencies, enough) => {
    expect(dependenciesStrictEnough('0.999', dependencies)).toBe(enough);
  });
});
