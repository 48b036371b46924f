import type { BudgetPolicy } from './policy';
import type { BudgetState } from './state';
import { isAbove, isAtLeast } from './tolerance';

/** Where a budget stands by its policy. */
export interface BudgetStep {
  /** By what is left alone. */
  budget: BudgetState;
  /** It was exhausted, and not enough is left again since. */
  frozen: boolean;
}

/** The state that a share of the budget means by a policy: healthy above its first threshold, warning from its second on, exhausted with nothing left. */
export function budgetStateOf(
  policy: Pick<BudgetPolicy, 'thresholds'>,
  remaining: number,
): Exclude<BudgetState, 'unknown'> {
  const { healthy, warning } = policy.thresholds;
  if (!isAbove(remaining, 0)) return 'exhausted';
  if (isAbove(remaining, healthy)) return 'healthy';
  return isAtLeast(remaining, warning) ? 'warning' : 'critical';
}

/**
 * The next step of a budget. It freezes when it is exhausted and thaws once
 * more is left than the policy asks for; in between, the state says what is
 * left and `frozen` that it is still held. What cannot be trusted moves
 * nothing: the state is unknown, and what was frozen stays so.
 */
export function stepBudget(
  policy: Pick<BudgetPolicy, 'thresholds' | 'thawAbove'>,
  before: BudgetStep | undefined,
  measured: { remaining?: number; trustworthy: boolean },
): BudgetStep {
  const { remaining, trustworthy } = measured;
  const wasFrozen = before?.frozen ?? false;
  if (!trustworthy || remaining === undefined) {
    return { budget: 'unknown', frozen: wasFrozen };
  }
  const budget = budgetStateOf(policy, remaining);
  return {
    budget,
    frozen:
      budget === 'exhausted' ||
      (wasFrozen && !isAbove(remaining, policy.thawAbove)),
  };
}
