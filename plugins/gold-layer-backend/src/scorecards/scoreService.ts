import {
  CheckState,
  decideCheck,
  DecidedStanding,
  decideStanding,
  enforcedFrom,
  explainCheck,
  FactValue,
  ReadInput,
  RuleOutcome,
} from '@gold-layer/backstage-plugin-common';
import type { CompiledCheck, CompiledScorecard } from './compileScorecard';
import type { RuleContext } from '../rules/RuleLanguage';
import { RuleService, serviceFields } from '../rules/serviceFields';

/** What is known when a service is scored. */
export interface ScoringInput {
  service: RuleService;
  context: RuleContext;
  /** Values of fresh facts by name, as people write them. */
  values: ReadonlyMap<string, FactValue>;
  units: ReadonlyMap<string, string>;
  /** Milliseconds. */
  now: number;
}

/** One check as scored. */
export interface ScoredCheck {
  check: string;
  state: CheckState;
  reason: string;
}

/** One scorecard of one service as scored. */
export interface ScoredCard {
  scorecard: CompiledScorecard;
  standing: DecidedStanding;
  checks: ScoredCheck[];
}

/** States whose reason names the values that the rule has read. */
const withValues: ReadonlySet<CheckState> = new Set(['pass', 'fail', 'waived']);

/** Scores a service on every scorecard that applies to it. */
export function scoreService(
  scorecards: readonly CompiledScorecard[],
  input: ScoringInput,
): ScoredCard[] {
  return scorecards.flatMap(scorecard => {
    const applies = scorecard.appliesTo?.evaluate(input.context) ?? true;
    if (applies === false) return [];
    const levels = scorecard.levels.map(({ name, checks }) => ({
      name,
      checks: checks.map(check => scoreCheck(check, applies, input)),
    }));
    const standing = decideStanding({
      levels: levels.map(({ name, checks }) => ({
        name,
        states: checks.map(({ state }) => state),
      })),
      waivedCounts: scorecard.waivedCounts,
    });
    return [
      { scorecard, standing, checks: levels.flatMap(({ checks }) => checks) },
    ];
  });
}

function scoreCheck(
  check: CompiledCheck,
  scorecardApplies: RuleOutcome,
  input: ScoringInput,
): ScoredCheck {
  const own = check.appliesTo?.evaluate(input.context) ?? true;
  const applies = own === true ? scorecardApplies : own;
  const outcome =
    applies === true ? check.rule.evaluate(input.context) : applies;
  const from = enforcedFrom(check.document, input.service.tier);
  const state = decideCheck({
    applies,
    outcome,
    enforcedFrom: from,
    now: input.now,
  });
  const reason = explainCheck({
    state,
    applies,
    outcome,
    enforcedFrom: from,
    inputs: withValues.has(state) ? inputsOf(check, input) : [],
    expectations: check.rule.expectations,
  });
  return { check: check.id, state, reason };
}

function inputsOf({ rule }: CompiledCheck, input: ScoringInput): ReadInput[] {
  const facts = rule.facts.map(name => ({
    name,
    value: input.values.get(name),
    unit: input.units.get(name),
  }));
  const fields = rule.fields.map(name => ({
    name,
    value: serviceFields.get(name)?.read(input.service),
  }));
  return [...facts, ...fields];
}
