import type { BudgetState } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { chunked, toNumber } from '../../../database/rows';

/** A step of one budget, as far as counting needs it. */
export interface BudgetStepTaken {
  at: number;
  from: BudgetState;
  to: BudgetState;
}

/**
 * How often a budget ran out since a moment. Steps come oldest first, some
 * from before that moment. A budget that was used up, then unknown for a
 * while, then used up again, has run out once.
 */
export function countExhaustions(
  steps: readonly BudgetStepTaken[],
  since: number,
): number {
  let before: BudgetState | undefined;
  let count = 0;
  for (const { at, from, to } of steps) {
    if (from !== 'unknown') before = from;
    if (to === 'exhausted' && before !== 'exhausted' && at >= since) count += 1;
    if (to !== 'unknown') before = to;
  }
  return count;
}

/** Exhaustions of budgets in the quarter of a moment, by number of the SLO; those without are left out. */
export async function exhaustionsThisQuarter(
  database: Knex,
  nums: number[],
  now: Date,
): Promise<Map<number, number>> {
  const quarter = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('quarter');
  const since = quarter.toMillis();
  const steps = new Map<number, BudgetStepTaken[]>();
  for (const chunk of chunked(nums)) {
    const rows: (BudgetStepTaken & { num: number })[] = await database(
      'slo_budget_changes',
    )
      .whereIn('num', chunk)
      // What came before tells whether the first step is one.
      .where('at', '>=', quarter.minus({ quarters: 1 }).toMillis())
      .orderBy(['at', 'id'])
      .select('num', 'at', 'from', 'to');
    for (const { num, at, from, to } of rows) {
      const mine = steps.get(num) ?? [];
      mine.push({ at: toNumber(at), from, to });
      steps.set(num, mine);
    }
  }
  return new Map(
    [...steps].map(([num, mine]) => [num, countExhaustions(mine, since)]),
  );
}
