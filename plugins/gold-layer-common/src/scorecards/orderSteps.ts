import type { NextStep } from './result';
import { checkStates } from './state';

const efforts: readonly NextStep['effort'][] = [
  'minutes',
  'hours',
  'days',
  'weeks',
];

/** Steps in the order in which to take them: the least work first, and of equal work what helps most services. */
export function orderSteps(steps: readonly NextStep[]): NextStep[] {
  return [...steps].sort(
    (a, b) =>
      efforts.indexOf(a.effort) - efforts.indexOf(b.effort) ||
      b.reach - a.reach ||
      checkStates.indexOf(a.state) - checkStates.indexOf(b.state) ||
      compare(a.check, b.check),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
