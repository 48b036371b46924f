import {
  CheckState,
  explainCheck,
  JudgedGrade,
  ReadInput,
  RuleOutcome,
  suggestGrade,
  Suggestion,
} from '@gold-layer/backstage-plugin-common';
import type { StoredFact } from '../../facts';
import { isFresh, KnownFact } from '../../rules/createContext';
import type { RuleContext } from '../../rules/RuleLanguage';
import { RuleService, serviceFields } from '../../rules/serviceFields';
import type { CompiledGrade, CompiledRubric } from './compileRubric';

/** What grades are suggested from. */
export interface SuggestionInput {
  service: RuleService;
  facts: readonly StoredFact[];
  now: Date;
}

interface Surroundings extends SuggestionInput {
  rubric: CompiledRubric;
  context: RuleContext;
  /** Fresh values by fact. */
  fresh: ReadonlyMap<string, StoredFact>;
}

/** Suggested grades by dimension; those of which no fact speaks are absent. */
export function suggestGrades(
  rubric: CompiledRubric,
  input: SuggestionInput,
): Map<string, Suggestion> {
  const { service, facts, now } = input;
  const read = facts.filter(({ fact }) => rubric.facts.has(fact));
  const context = rubric.createContext(service, read.map(toKnown), now);
  const fresh = new Map(
    read
      .filter(fact => isFresh(toKnown(fact), now.getTime()))
      .map(fact => [fact.fact, fact]),
  );
  const surroundings = { ...input, rubric, context, fresh };
  const suggested = new Map<string, Suggestion>();
  for (const [dimension, grades] of rubric.dimensions) {
    const suggestion = suggestGrade(
      grades.map(grade => judge(grade, surroundings)),
    );
    if (suggestion) suggested.set(dimension, suggestion);
  }
  return suggested;
}

function judge(
  { document, rule, ruleProblem }: CompiledGrade,
  { rubric, context, fresh, service, now }: Surroundings,
): JudgedGrade {
  const { grade, title } = document;
  if (ruleProblem) {
    const unknown = `Its rule cannot be read any more: ${ruleProblem}.`;
    return { grade, title, outcome: { unknown }, because: unknown };
  }
  if (!rule) return { grade, title };
  const outcome = rule.evaluate(context);
  const told = typeof outcome === 'boolean';
  const inputs: ReadInput[] = [
    ...rule.facts.map(name => ({
      name,
      value: fresh.get(name)?.value,
      ...rubric.words.get(name),
    })),
    ...rule.fields.map(name => {
      const field = serviceFields.get(name);
      const value = field?.read(service);
      return { name, title: field?.title, unit: field?.unit, value };
    }),
  ];
  const because = explainCheck({
    state: stateOf(outcome),
    applies: true,
    outcome,
    enforcedFrom: 0,
    inputs: told ? inputs : [],
    expectations: told ? rule.expectations(context) : undefined,
    now: now.getTime(),
  });
  return { grade, title, outcome, because };
}

function stateOf(outcome: RuleOutcome): CheckState {
  if (typeof outcome !== 'boolean') return 'unknown';
  return outcome ? 'pass' : 'fail';
}

function toKnown({ fact, value, validUntil }: StoredFact): KnownFact {
  return { fact, value, validUntil: validUntil?.getTime() };
}
