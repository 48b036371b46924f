import type { Composite } from './slo';
import type { SloState } from './state';
import { sloStates } from './state';
import { isAbove, withoutNoise } from './tolerance';
import { isMeasuredState } from './decideSloState';

/** One SLO's part in a composite. */
export interface CompositePart {
  title: string;
  state: SloState;
  remaining?: number;
  /** 1 if absent. */
  weight?: number;
}

type Measured = CompositePart & { remaining: number };

/**
 * Several SLOs as one number: the least that is left, or what is left on
 * average by weight. Those of which nothing trustworthy is known are left out
 * and named, and then the whole is never `ok`. Absent for no SLOs.
 */
export function compositeOf(
  parts: CompositePart[],
  method: Composite['method'],
): Composite | undefined {
  if (parts.length === 0) return undefined;
  const measured = parts.filter(isMeasured);
  const left = parts.filter(part => !isMeasured(part));
  const names = left.map(({ title }) => title);
  if (measured.length === 0) {
    return {
      method,
      title: `Nothing can be said: ${counted(parts.length)} not measured`,
      state: worstState(left),
      left: names,
    };
  }
  const without = left.length > 0 ? `, without ${names.join(', ')}` : '';
  const worst = measured.reduce((least, part) =>
    part.remaining < least.remaining ? part : least,
  );
  const remaining =
    method === 'worst' ? worst.remaining : weightedMean(measured);
  const title =
    method === 'worst'
      ? `The worst of ${measured.length}: ${worst.title}`
      : `Weighted mean of ${measured.length}`;
  return {
    method,
    title: `${title}${without}`,
    state: stateOf(measured, { remaining, leftOut: left.length > 0 }),
    remaining,
    left: names,
  };
}

function isMeasured(part: CompositePart): part is Measured {
  return part.remaining !== undefined && isMeasuredState(part.state);
}

function stateOf(
  measured: Measured[],
  { remaining, leftOut }: { remaining: number; leftOut: boolean },
): SloState {
  if (!isAbove(remaining, 0)) return 'exhausted';
  if (measured.some(({ state }) => state !== 'ok')) return 'at-risk';
  return leftOut ? 'partial' : 'ok';
}

function worstState(parts: CompositePart[]): SloState {
  const ranks = parts.map(({ state }) => sloStates.indexOf(state));
  return sloStates[Math.min(...ranks)];
}

function weightedMean(parts: Measured[]): number {
  const weights = parts.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const sum = parts.reduce(
    (all, { remaining, weight = 1 }) => all + remaining * weight,
    0,
  );
  return withoutNoise(sum / weights);
}

function counted(count: number): string {
  return count === 1 ? '1 SLO is' : `${count} SLOs are`;
}
