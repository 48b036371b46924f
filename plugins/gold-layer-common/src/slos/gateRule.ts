import {
  BudgetPolicy,
  BudgetPolicyDocument,
  BudgetStateRule,
  gateVerdicts,
} from './policy';
import type { BudgetStep } from './budgetState';
import type { SloProblem } from './spec';

/** What a policy that says nothing useful about the unknown falls back to. */
const careful: BudgetStateRule = {
  actions: [],
  gate: 'conditions',
  conditions: ['Somebody has looked at the service and found it healthy.'],
};

/**
 * The rule that holds for a budget now: of its state, or of an exhausted one
 * while it is frozen. What is unknown never allows by itself, whatever the
 * policy says, and does not thaw what was frozen.
 */
export function gateRuleOf(
  policy: Pick<BudgetPolicy, 'states'>,
  { budget, frozen }: BudgetStep,
): BudgetStateRule {
  const { states } = policy;
  if (budget !== 'unknown') return frozen ? states.exhausted : states[budget];
  const unknown = states.unknown.gate === 'allow' ? careful : states.unknown;
  return frozen ? stricter(states.exhausted, unknown) : unknown;
}

/** What the schema cannot say about a policy: thresholds in order, and an unknown that does not allow. */
export function budgetPolicyProblems({
  spec,
}: Pick<BudgetPolicyDocument, 'spec'>): Omit<SloProblem, 'severity'>[] {
  const { thresholds, thawAbove, states, exceptions } = spec;
  const problems: Omit<SloProblem, 'severity'>[] = [];
  if (thresholds.warning > thresholds.healthy) {
    problems.push({
      path: 'spec.thresholds.warning',
      found: String(thresholds.warning),
      allowed: `at most spec.thresholds.healthy, which is ${thresholds.healthy}`,
    });
  }
  if (thawAbove >= 1) {
    problems.push({
      path: 'spec.thawAbove',
      found: String(thawAbove),
      allowed: 'less than 1: no budget has more than all of it left',
    });
  }
  if (states.unknown.gate === 'allow') {
    problems.push({
      path: 'spec.states.unknown.gate',
      found: 'allow',
      allowed:
        'conditions or deny: what nobody knows is never allowed silently',
    });
  }
  for (const [state, rule] of Object.entries(states)) {
    if (rule.gate === 'conditions' && rule.conditions.length === 0) {
      problems.push({
        path: `spec.states.${state}.conditions`,
        found: '[]',
        allowed: 'at least one condition where the gate says conditions',
      });
    }
  }
  exceptions.forEach((exception, index) => {
    if (exceptions.indexOf(exception) === index) return;
    problems.push({
      path: `spec.exceptions.${index}`,
      found: exception,
      allowed: 'each kind of change once',
    });
  });
  return problems;
}

function stricter(a: BudgetStateRule, b: BudgetStateRule): BudgetStateRule {
  return gateVerdicts.indexOf(a.gate) <= gateVerdicts.indexOf(b.gate) ? a : b;
}
