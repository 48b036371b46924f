import { BudgetStep, stepBudget } from './budgetState';
import { remainingBudget } from './budget';
import { distrustOf, SloMeasured } from './distrust';
import type { BudgetPolicy } from './policy';
import type { SloState } from './state';
import { isAbove } from './tolerance';
import { zonedMoment, percent } from './words';

/** Everything on which the state of an SLO depends. */
export interface SloSituation extends SloMeasured {
  policy: Pick<BudgetPolicy, 'thresholds' | 'thawAbove'>;
  /** The budget's last step. */
  before?: BudgetStep;
  /** A burn alert that pages fires, by our own numbers. */
  paging?: boolean;
  /** The source has the rules that page somebody then. */
  rulesLoaded?: boolean;
}

/** How an SLO stands, with the sentence that says so, and the next step of its budget. */
export interface DecidedSlo extends BudgetStep {
  state: SloState;
  diagnosis: string;
}

/**
 * How an SLO stands. Only numbers that can be trusted may say anything about
 * the service, with one exception: a budget that would be used up even if all
 * that was not measured had been good is exhausted, however little was measured.
 */
export function decideSloState(situation: SloSituation): DecidedSlo {
  const distrust = distrustOf(situation);
  const { policy, before } = situation;
  if (distrust?.state === 'partial' && isCertainlyExhausted(situation)) {
    const step = stepBudget(policy, before, {
      remaining: remainingBudget(situation),
      trustworthy: true,
    });
    return {
      ...step,
      state: 'exhausted',
      diagnosis: `Nothing is left of the budget, even if everything that was not measured had been good. ${distrust.diagnosis}`,
    };
  }
  if (distrust) {
    return {
      ...stepBudget(policy, before, { trustworthy: false }),
      ...distrust,
    };
  }
  const remaining = remainingBudget(situation);
  const step = stepBudget(policy, before, { remaining, trustworthy: true });
  return { ...step, ...measuredState(situation, step, remaining) };
}

/** Whether a state says something about the service, because enough was measured. */
export function isMeasuredState(state: SloState): boolean {
  return state === 'ok' || state === 'at-risk' || state === 'exhausted';
}

/**
 * Whether the budget is used up even when all that was not measured is taken
 * for good, with as many events as the rest: the best that can be believed.
 */
function isCertainlyExhausted(measured: SloMeasured): boolean {
  const { total, coverage } = measured;
  if (total === undefined || !(coverage > 0)) return false;
  const best = remainingBudget({ ...measured, total: total / coverage });
  return best !== undefined && !isAbove(best, 0);
}

const paged = 'it burns so fast that somebody is paged';
const wouldPage = 'it burns fast enough to page';

function measuredState(
  { paging, rulesLoaded, failure }: SloSituation,
  { budget, frozen }: BudgetStep,
  remaining: number | undefined,
): { state: SloState; diagnosis: string } {
  const left = percent(remaining ?? 0);
  if (budget === 'exhausted') {
    return {
      state: 'exhausted',
      diagnosis: `Nothing is left of the budget (${left}). It thaws when enough of what failed has left the window; until then only reliability work helps.`,
    };
  }
  const reasons = [
    ...(budget === 'healthy' ? [] : [`${left} of the budget is left`]),
    ...(frozen ? ['changes stay frozen until more is left'] : []),
    ...(paging ? [rulesLoaded ? paged : wouldPage] : []),
  ];
  const silent = failure
    ? ` The source has not answered since ${zonedMoment(failure.since)}; these are the last numbers it gave.`
    : '';
  return reasons.length > 0
    ? { state: 'at-risk', diagnosis: `${sentence(reasons)}.${silent}` }
    : { state: 'ok', diagnosis: `${left} of the budget is left.${silent}` };
}

function sentence(parts: string[]): string {
  const text = parts.join('; ');
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
