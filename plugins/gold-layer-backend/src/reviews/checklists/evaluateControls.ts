import {
  AutomaticAnswer,
  explainCheck,
  ReadInput,
  RuleOutcome,
} from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import { isFresh } from '../../rules/createContext';
import type { RuleContext } from '../../rules/RuleLanguage';
import { RuleService, serviceFields } from '../../rules/serviceFields';
import type { CompiledChecklist, CompiledControl } from './compileChecklist';

/** What the portal knows about a control. */
export interface EvaluatedControl {
  applies: boolean;
  /** Absent where the control has no rule. */
  automatic?: AutomaticAnswer;
}

/** What controls are evaluated against. */
export interface EvaluationInput {
  service: RuleService;
  facts: readonly StoredFact[];
  now: Date;
}

/** Answers every control of a checklist from what is stored about a service. */
export function evaluateControls(
  checklist: CompiledChecklist,
  { service, facts, now }: EvaluationInput,
): Map<string, EvaluatedControl> {
  const read = facts.filter(({ fact }) => checklist.facts.has(fact));
  const context = checklist.createContext(service, read.map(toKnown), now);
  const known = new Map(read.map(fact => [fact.fact, fact]));
  const evaluated = new Map<string, EvaluatedControl>();
  for (const control of checklist.controls.values()) {
    // Whether it applies may be unknown: then people decide.
    const applies = control.appliesTo?.evaluate(context) !== false;
    const outcome = control.rule?.evaluate(context);
    evaluated.set(control.id, {
      applies,
      automatic: toAutomatic(control, outcome, {
        checklist,
        context,
        known,
        service,
        now,
      }),
    });
  }
  return evaluated;
}

/** Whether a checklist speaks of a service at all; when that cannot be told, it does. */
export function checklistApplies(
  checklist: CompiledChecklist,
  service: RuleService,
  now: Date,
): boolean {
  const context = checklist.createContext(service, [], now);
  return checklist.appliesTo?.evaluate(context) !== false;
}

const outcomeOf = { pass: 'met', fail: 'not-met' } as const;

interface Surroundings {
  checklist: CompiledChecklist;
  context: RuleContext;
  known: ReadonlyMap<string, StoredFact>;
  service: RuleService;
  now: Date;
}

function toAutomatic(
  control: CompiledControl,
  outcome: RuleOutcome | undefined,
  { checklist, context, known, service, now }: Surroundings,
): AutomaticAnswer | undefined {
  const { rule, ruleProblem } = control;
  if (ruleProblem) {
    return {
      outcome: 'unknown',
      reason: `Its rule cannot be read any more: ${ruleProblem}.`,
      inputs: [],
      asOf: now.toISOString(),
    };
  }
  if (!rule || outcome === undefined) return undefined;
  const fresh = (fact: StoredFact | undefined) =>
    fact && isFresh(toKnown(fact), now.getTime()) ? fact : undefined;
  const inputs: ReadInput[] = [
    ...rule.facts.map(name => ({
      name,
      value: fresh(known.get(name))?.value,
      ...checklist.words.get(name),
    })),
    ...rule.fields.map(name => {
      const field = serviceFields.get(name);
      const value = field?.read(service);
      return { name, title: field?.title, unit: field?.unit, value };
    }),
  ];
  const told = typeof outcome === 'boolean';
  const state = outcome === true ? 'pass' : 'fail';
  const collected = rule.facts.flatMap(
    name => known.get(name)?.collectedAt.getTime() ?? [],
  );
  return {
    outcome: told ? outcomeOf[state] : 'unknown',
    reason: explainCheck({
      state: told ? state : 'unknown',
      applies: true,
      outcome,
      enforcedFrom: 0,
      inputs: told ? inputs : [],
      expectations: told ? rule.expectations(context) : undefined,
      now: now.getTime(),
    }),
    inputs: rule.facts.map(name => {
      const fact = known.get(name);
      return {
        fact: name,
        title: checklist.words.get(name)?.title ?? name,
        status: statusOf(fact, now),
        value: fact?.value,
        unit: checklist.words.get(name)?.unit,
        source: fact?.source,
        collectedAt: fact?.collectedAt.toISOString(),
      };
    }),
    asOf: new Date(
      collected.length > 0 ? Math.min(...collected) : now.getTime(),
    ).toISOString(),
  };
}

function statusOf(fact: StoredFact | undefined, now: Date) {
  if (!fact) return 'missing';
  return isFresh(toKnown(fact), now.getTime()) ? 'fresh' : 'stale';
}

function toKnown({ fact, value, validUntil }: StoredFact) {
  return { fact, value, validUntil: validUntil?.getTime() };
}
