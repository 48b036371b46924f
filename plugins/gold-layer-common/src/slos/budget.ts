import Big from 'big.js';
import { budgetOf } from './objective';
import { isAbove, isAtLeast, withoutNoise } from './tolerance';

/** Bad and total of some stretch of time, and the objective they are held against. */
export interface Counted {
  /** Absent: not measured. */
  bad?: number;
  /** Absent: not measured; 0: nobody asked for anything. */
  total?: number;
  objective: string;
}

/** Bad share of all events; absent where nothing was measured or nobody asked for anything. */
export function errorRatio(
  counted: Pick<Counted, 'bad' | 'total'>,
): number | undefined {
  const { bad, total } = counted;
  if (bad === undefined || total === undefined || !(total > 0)) {
    return undefined;
  }
  return bad / total;
}

/**
 * What is left of the budget: 1 − e/b, from 1 (untouched) over 0 (used up) down
 * without end (overspent). Absent where there is no error ratio: exactly 0 left
 * is something else than not knowing.
 */
export function remainingBudget(counted: Counted): number | undefined {
  const burn = burnRate(counted);
  return burn === undefined ? undefined : withoutNoise(1 - burn);
}

/** How many times faster than the budget allows: e/b. */
export function burnRate(counted: Counted): number | undefined {
  const ratio = errorRatio(counted);
  if (ratio === undefined) return undefined;
  return withoutNoise(ratio / budgetOf(counted.objective));
}

/** Minutes of full outage that a budget is worth over so many minutes; 40.32 for 99.9% over 28 days. */
export function budgetMinutes(options: {
  objective: string;
  minutes: number;
}): number {
  return new Big(1).minus(options.objective).times(options.minutes).toNumber();
}

/** Events that may still fail in the window as it is, in whole events; below 0 where too many have. */
export function eventsLeft(counted: Counted): number | undefined {
  const { bad, total } = counted;
  if (bad === undefined || total === undefined) return undefined;
  const left = total * budgetOf(counted.objective) - bad;
  const nearest = Math.round(left);
  return isAtLeast(left, nearest) ? nearest : Math.floor(left);
}

/**
 * Minutes until the budget is used up if things go on burning as they do: 0
 * where it is used up already, absent where it never will be or nothing is known.
 */
export function timeToExhaustion(options: {
  remaining?: number;
  burn?: number;
  windowMinutes: number;
}): number | undefined {
  const { remaining, burn } = options;
  if (remaining === undefined) return undefined;
  if (!isAbove(remaining, 0)) return 0;
  if (burn === undefined || !isAbove(burn, 0)) return undefined;
  return withoutNoise((remaining * options.windowMinutes) / burn);
}
