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

/** Who hears of a burn alert that fires, by how the generated rules stand. */
export const whoIsTold: Record<RuleState, string> = {
  loaded:
    'The source has the rules, and its Alertmanager calls those that its routes name.',
  missing:
    'The source does not have the rules. Until it does, Gold Layer notifies the owners of the service when an alert begins to fire.',
  older:
    'The source has older rules. Until it has the present ones, Gold Layer notifies the owners of the service when an alert begins to fire.',
  different:
    'The source has other rules than it should. Until it has the right ones, Gold Layer notifies the owners of the service when an alert begins to fire.',
  unknown:
    'Nobody knows whether the source has the rules, so Gold Layer notifies the owners of the service when an alert begins to fire.',
  'not-needed':
    'The numbers are pushed, so Gold Layer watches the alerts itself and notifies the owners of the service when one begins to fire.',
};

/** An alert at a source that has said nothing of it, by how the generated rules stand. */
export const notAtSource: Record<RuleState, string> = {
  loaded: 'Unknown',
  missing: 'Not loaded',
  older: 'Not loaded',
  different: 'Not loaded',
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
