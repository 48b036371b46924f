import type { FactDefinitionInput } from '../facts/fact';
import { budgetStates } from './state';

/** What is said of SLOs is looked at again long before. */
const validFor = 'P2D';

function define(
  name: string,
  type: FactDefinitionInput['type'],
  rest: Omit<FactDefinitionInput, 'name' | 'type' | 'validFor'>,
): FactDefinitionInput {
  return { name: `slo.${name}`, type, validFor, ...rest };
}

/** What the SLOs of a service say about it. Numbers through time are kept with the SLOs, not as facts. */
export const sloFactDefinitions: FactDefinitionInput[] = [
  define('count', 'number', {
    title: 'SLOs',
    description:
      'Service level objectives that are in force; those with errors do not count.',
    unit: '1',
  }),
  define('objective.highest', 'number', {
    title: 'Highest objective',
    description: 'The strictest objective of the service.',
    unit: '%',
  }),
  define('objective.lowest', 'number', {
    title: 'Lowest objective',
    description: 'The loosest objective of the service.',
    unit: '%',
  }),
  define('window.days', 'number', {
    title: 'Shortest SLO window',
    description:
      'Days of the shortest window of an SLO of the service; a calendar month counts 30.',
    unit: 'd',
  }),
  define('target.fitsTier', 'boolean', {
    title: 'Target fits the tier',
    description:
      'Whether the strictest availability objective is what the tier asks for, and stricter than the contract where there is one.',
  }),
  define('policy.declared', 'boolean', {
    title: 'Budget policy declared',
    description:
      'Whether every SLO names a budget policy that exists, so that everybody knows what happens when the budget is gone.',
  }),
  define('alerts.loaded', 'boolean', {
    title: 'Burn-rate alerts reach somebody',
    description:
      'Whether burn-rate alerts of every SLO reach somebody as its document says: the generated rules are loaded, or the numbers are pushed and Gold Layer notifies the owners of the service, of which there has to be one.',
  }),
  define('review.ageDays', 'number', {
    title: 'Age of the last SLO review',
    description:
      'Days since people last looked at the SLO that was not looked at for longest; absent while one was never reviewed.',
    unit: 'd',
  }),
  define('review.overdue', 'boolean', {
    title: 'SLO review overdue',
    description:
      'Whether an SLO was not reviewed as often as its document says, or every 180 days where it says nothing.',
  }),
  define('measured', 'boolean', {
    title: 'SLOs are measured',
    description:
      'Whether every SLO has a number that can be trusted; SLOs that nobody asked anything of are left out.',
  }),
  define('coverage', 'number', {
    title: 'SLO coverage',
    description:
      'Measured share of the window of the SLO with the least, as far as it has passed.',
    unit: '%',
  }),
  define('budget.state', 'string', {
    title: 'Error budget state',
    description:
      'State of the worst error budget of the service by its policy; absent while that is not known.',
    values: budgetStates.filter(state => state !== 'unknown'),
    history: true,
  }),
  define('budget.remaining', 'number', {
    title: 'Error budget remaining',
    description:
      'What is left of the worst error budget; below 0 when overspent.',
    unit: '%',
  }),
  define('budget.frozen', 'boolean', {
    title: 'Error budget frozen',
    description:
      'Whether an error budget ran out and is not yet back above what its policy asks for.',
    history: true,
  }),
  define('budget.exhaustionsThisQuarter', 'number', {
    title: 'Budget exhaustions this quarter',
    description:
      'How often an error budget of the service ran out in the current quarter.',
    unit: '1',
  }),
  define('burn.rate', 'number', {
    title: 'Burn rate',
    description:
      'How fast the error budget of the worst SLO was spent over the last day; 1 spends it exactly within its window.',
    unit: '1',
  }),
  define('dependencies.strictEnough', 'boolean', {
    title: 'Dependencies promise enough',
    description:
      'Whether every service it depends on at run time has an availability objective at least as strict as its own; absent while one that is not looser promises nothing.',
  }),
];
