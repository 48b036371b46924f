import { dayInWords } from '../facts/valueWords';
import type { AcceptedRisk, RuleOutcome } from './decideCheck';
import {
  compareInWords,
  Expectation,
  isMet,
  isTellable,
  listInWords,
  Reading,
} from './expectation';
import type { CheckState } from './state';

/** What a sentence about a check can be made of. */
export interface CheckAccount extends Reading {
  state: CheckState;
  applies: RuleOutcome;
  outcome: RuleOutcome;
  /** Milliseconds; absent when the check is not to count for this tier at all. */
  enforcedFrom: number | undefined;
  /** Given when the rule can be put in words; all of them have to hold. */
  expectations?: readonly Expectation[];
  /** Given when a risk is accepted on it. */
  waiver?: AcceptedRisk;
}

/** Why a check is in its state, in one sentence that names the values it rests on. */
export function explainCheck(account: CheckAccount): string {
  const { state, applies, outcome } = account;
  switch (state) {
    case 'not-applicable':
      return 'Does not apply to this service.';
    case 'upcoming':
      return account.enforcedFrom
        ? `Counts from ${dayInWords(account.enforcedFrom)}; today it ${wouldBe(account)}.`
        : `Does not count for this tier yet; it ${wouldBe(account)}.`;
    case 'unknown':
      return explainUnknown(applies, outcome);
    case 'waived':
      return `${waivedUntil(account.waiver)}: ${
        outcome === false
          ? explainValues(account)
          : explainUnknown(applies, outcome)
      }`;
    default:
      return explainValues(account);
  }
}

/** The last day on which it holds, and who accepted the risk. */
function waivedUntil(waiver: AcceptedRisk | undefined): string {
  if (!waiver) return 'Waived';
  const by = waiver.by ? ` by ${waiver.by}` : '';
  return `Waived until ${dayInWords(waiver.until)}${by}`;
}

function wouldBe({ applies, outcome }: CheckAccount): string {
  if (applies !== true || typeof outcome !== 'boolean') {
    return 'could not be told';
  }
  return outcome ? 'would pass' : 'would fail';
}

function explainUnknown(applies: RuleOutcome, outcome: RuleOutcome): string {
  if (typeof applies === 'object') {
    return `Whether it applies cannot be told: ${applies.unknown}`;
  }
  return typeof outcome === 'object' ? outcome.unknown : 'Cannot be told.';
}

/** What speaks for the outcome: everything if it holds, otherwise what is missing. */
function explainValues(account: CheckAccount): string {
  const holds = account.outcome === true;
  const parts = (account.expectations ?? [])
    .filter(
      expectation =>
        isMet(expectation, account) === holds &&
        isTellable(expectation, account),
    )
    .map(expectation => compareInWords(expectation, account));
  const sentence = [...new Set(parts)].join('; ') || listInWords(account);
  if (sentence) return `${sentence}.`;
  return holds ? 'The rule holds.' : 'The rule does not hold.';
}
