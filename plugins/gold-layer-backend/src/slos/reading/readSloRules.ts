import {
  compareRules,
  generateRuleGroups,
  generateRules,
  rulesNotNeeded,
  RuleOptions,
  RuleState,
  sloRulesSchema,
  SloSpec,
  whyNoRules,
} from '@gold-layer/backstage-plugin-common';
import type { z } from 'zod';
import type { KnownSlo } from './sloRows';
import { unifiedDiff } from './unifiedDiff';

/** How the rules of an SLO stand. */
export type SloRules = z.infer<typeof sloRulesSchema>;

const sentences: Record<Exclude<RuleState, 'not-needed'>, string> = {
  loaded: 'Prometheus has loaded these rules',
  missing:
    'Prometheus has not loaded these rules. Put the file below where its rule_files look, and reload it',
  older:
    'Prometheus has loaded rules of an earlier version of the document. Replace them with the file below, and reload it',
  different:
    'Prometheus has loaded other rules than those that follow from the document. Replace them with the file below, and reload it',
  unknown:
    'Nobody could be asked yet which rules are loaded. It is looked into with the next evaluation',
};

/** The rules that follow from an SLO, beside those that its source had loaded when it was last asked. */
export function readSloRules(
  { record, status }: KnownSlo,
  options: RuleOptions,
): SloRules {
  const { spec } = record;
  const failure = status?.failure?.unreadable
    ? status.failure.error
    : undefined;
  const refused =
    failure === undefined ? undefined : new Map([[spec.id, failure]]);
  const text = generateRules([spec], { ...options, refused });
  const notNeeded = rulesNotNeeded(spec);
  if (notNeeded !== undefined) {
    return { text, state: 'not-needed', sentence: notNeeded };
  }
  const reason = whyNoRules(spec, { refused });
  if (reason !== undefined) {
    const sentence = `No rules can be generated: ${reason}`;
    return { text, state: 'unknown', sentence };
  }
  const { rules = 'unknown', rulesLoaded, rulesAt } = status ?? {};
  const state = rules === 'not-needed' ? 'unknown' : rules;
  return {
    text,
    state,
    sentence: sentences[state],
    diff:
      rulesLoaded === undefined || state === 'loaded'
        ? undefined
        : unifiedDiff(
            { name: 'loaded', text: rulesLoaded },
            { name: 'generated', text: generatedAsLoaded(spec, options) },
          ),
    checkedAt:
      rulesAt === undefined ? undefined : new Date(rulesAt).toISOString(),
  };
}

/** The generated rules in the form in which loaded ones are kept, so that a difference shows what really differs. */
function generatedAsLoaded(spec: SloSpec, options: RuleOptions): string {
  return compareRules(generateRuleGroups(spec, options), []).texts.generated;
}
