import {
  CheckState,
  decideCheck,
  DecidedStanding,
  decideStanding,
  enforcedFrom,
  explainCheck,
  FactValue,
  isOpen,
  ReadInput,
  RuleOutcome,
} from '@gold-layer/backstage-plugin-common';
import type { WaivedCheck } from './AcceptedRisks';
import type { CompiledCheck, CompiledScorecard } from './compileScorecard';
import type { RuleContext } from '../rules/RuleLanguage';
import { RuleService, serviceFields } from '../rules/serviceFields';

/** What is known when a service is scored. */
export interface ScoringInput {
  service: RuleService;
  context: RuleContext;
  /** Values of fresh facts by name, as people write them. */
  values: ReadonlyMap<string, FactValue>;
  /** Title and unit of facts by name. */
  words: ReadonlyMap<string, { title: string; unit?: string }>;
  /** Milliseconds. */
  now: number;
  /** What is waived for the service, if anything is. */
  waived?: readonly WaivedCheck[];
}

/** One check as scored. */
export interface ScoredCheck {
  check: string;
  state: CheckState;
  /** Of a waived check: what it would be without its waiver. */
  trueState?: CheckState;
  reason: string;
  /** Whether it stands between the service and its next level. */
  blocks: boolean;
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
    const waived = input.waived?.filter(it => it.scorecard === scorecard.name);
    const levels = scorecard.levels.map(({ name, checks }) => ({
      name,
      checks: checks.map(check =>
        scoreCheck(check, applies, { ...input, waived }),
      ),
    }));
    const standing = decideStanding({
      levels: levels.map(({ name, checks }) => ({
        name,
        states: checks.map(({ state }) => state),
      })),
      waivedCounts: scorecard.waivedCounts,
    });
    const checks = levels.flatMap(level =>
      level.checks.map(check => ({
        ...check,
        blocks:
          level.name === standing.next?.name &&
          isOpen(check.state, scorecard.waivedCounts),
      })),
    );
    return [{ scorecard, standing, checks }];
  });
}

function scoreCheck(
  check: CompiledCheck,
  scorecardApplies: RuleOutcome,
  input: ScoringInput,
): Omit<ScoredCheck, 'blocks'> {
  const own = check.appliesTo?.evaluate(input.context) ?? true;
  const applies = own === true ? scorecardApplies : own;
  const outcome =
    applies === true ? check.rule.evaluate(input.context) : applies;
  const from = enforcedFrom(check.document, input.service.tier);
  const waiver = input.waived?.find(it => it.check === check.id);
  const situation = { applies, outcome, enforcedFrom: from, now: input.now };
  const state = decideCheck({ ...situation, waiver });
  const trueState = state === 'waived' ? decideCheck(situation) : undefined;
  const told = withValues.has(state) && typeof outcome === 'boolean';
  const reason = explainCheck({
    state,
    applies,
    outcome,
    enforcedFrom: from,
    inputs: told ? inputsOf(check, input) : [],
    expectations: told ? check.rule.expectations(input.context) : undefined,
    now: input.now,
    waiver,
  });
  return { check: check.id, state, trueState, reason };
}

function inputsOf({ rule }: CompiledCheck, input: ScoringInput): ReadInput[] {
  const facts = rule.facts.map(name => ({
    name,
    value: input.values.get(name),
    ...input.words.get(name),
  }));
  const fields = rule.fields.map(name => {
    const field = serviceFields.get(name);
    const value = field?.read(input.service);
    return { name, title: field?.title, unit: field?.unit, value };
  });
  return [...facts, ...fields];
}
