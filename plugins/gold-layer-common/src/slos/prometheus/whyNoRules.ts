import type { SloSpec } from '../spec';
import type { RuleOptions } from './alerts';
import { ruleProblems, rulesNotNeeded } from './problems';
import { unreadableQuery } from './readable';

/**
 * Why an SLO has no rules for Prometheus, in a sentence: it needs none, none
 * can be generated, or with them the whole file would be refused. Nothing where it has some.
 */
export function whyNoRules(
  slo: SloSpec,
  { refused }: Pick<RuleOptions, 'refused'> = {},
): string | undefined {
  const problem = ruleProblems(slo).find(it => it.severity === 'error');
  return (
    rulesNotNeeded(slo) ??
    (problem &&
      `${problem.path} is ${problem.found}, expected ${problem.allowed}`) ??
    unreadableQuery(slo) ??
    refused?.get(slo.id)
  );
}
