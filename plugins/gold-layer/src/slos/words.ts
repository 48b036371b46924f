import {
  budgetStates,
  ruleStates,
  sloStates,
  type AlertState,
  type BudgetState,
  type GateVerdict,
  type RuleState,
  type SloOrigin,
  type SloState,
} from '@gold-layer/backstage-plugin-common';
import type { Option } from '../ui';

/** States of an SLO as people say them. */
export const stateWords: Record<SloState, string> = {
  exhausted: 'Exhausted',
  'at-risk': 'At risk',
  error: 'Error',
  stale: 'Stale',
  partial: 'Partial',
  'no-data': 'No data',
  invalid: 'Invalid',
  idle: 'Idle',
  ok: 'OK',
};

/** What a state says, where the backend has no sentence of its own. */
export const stateMeaning: Record<SloState, string> = {
  exhausted: 'Nothing is left of the budget.',
  'at-risk':
    'The budget is below healthy, or burns fast enough to page somebody.',
  error: 'The source refused the query, or did not answer.',
  stale: 'The last measurement is too old to rely on.',
  partial: 'Too little of the window is measured to rely on the number.',
  'no-data': 'Nothing has been measured in the window.',
  invalid: 'The document has errors; nothing can be computed from it.',
  idle: 'It is measured, and nobody asked for anything.',
  ok: 'The objective is kept, and the budget is healthy.',
};

/** States of a budget as people say them. */
export const budgetStateWords: Record<BudgetState, string> = {
  exhausted: 'Exhausted',
  critical: 'Critical',
  warning: 'Warning',
  unknown: 'Unknown',
  healthy: 'Healthy',
};

/** States of generated rules as people say them. */
export const ruleWords: Record<RuleState, string> = {
  loaded: 'Loaded',
  missing: 'Missing',
  older: 'Older',
  different: 'Different',
  unknown: 'Unknown',
  'not-needed': 'Not needed',
};

/** States of an alert as people say them. */
export const alertWords: Record<AlertState, string> = {
  firing: 'Firing',
  pending: 'Pending',
  quiet: 'Quiet',
  unknown: 'Unknown',
};

/** What the deploy gate says to ordinary changes. */
export const verdictWords: Record<GateVerdict, string> = {
  deny: 'The deploy gate denies ordinary changes.',
  conditions: 'The deploy gate lets changes through under conditions.',
  allow: 'The deploy gate lets changes through.',
};

/** Where a document stands. */
export const originWords: Record<SloOrigin, string> = {
  repository: "in the service's repository",
  record: 'inline in the service record',
  definitions: "in the portal's definitions",
  portal: 'kept in the portal',
};

/** Rules that are not what follows from the documents. */
export const adrift = ['missing', 'older', 'different'] as const;

const options = <T extends string>(
  values: readonly T[],
  words: Record<T, string>,
): Option[] => values.map(value => ({ value, title: words[value] }));

/** The choices of the filters, worst first. */
export const stateOptions = options(sloStates, stateWords);
/** The choices of the filters, worst first. */
export const budgetOptions = options(budgetStates, budgetStateWords);
/** The choices of the filters. */
export const ruleOptions = options(ruleStates, ruleWords);
