import type { FactValue } from '../facts/fact';
import type { RuleOutcome } from './decideCheck';
import type { CheckState } from './state';

/** A plain comparison that a rule consists of, such as `facts.repository.readme.length >= 300`. */
export interface Expectation {
  /** Name of the fact or field of the service. */
  input: string;
  operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  value: boolean | number | string;
}

/** A value that a rule read; absent when there was none to read. */
export interface ReadInput {
  name: string;
  value?: FactValue;
  unit?: string;
}

/** What a sentence about a check can be made of. */
export interface CheckAccount {
  state: CheckState;
  applies: RuleOutcome;
  outcome: RuleOutcome;
  /** Milliseconds; absent when the check is not to count for this tier at all. */
  enforcedFrom: number | undefined;
  inputs: readonly ReadInput[];
  /** Given when the rule is nothing but plain comparisons that all have to hold. */
  expectations?: readonly Expectation[];
}

/** Why a check is in its state, in one sentence that names the values it rests on. */
export function explainCheck(account: CheckAccount): string {
  const { state, applies, outcome } = account;
  switch (state) {
    case 'not-applicable':
      return 'Does not apply to this service.';
    case 'upcoming':
      return account.enforcedFrom
        ? `Counts from ${new Date(account.enforcedFrom).toISOString().slice(0, 10)}; today it ${wouldBe(account)}.`
        : `Does not count for this tier yet; it ${wouldBe(account)}.`;
    case 'unknown':
      return explainUnknown(applies, outcome);
    case 'waived':
      return outcome === false
        ? `Waived: ${explainFailure(account)}`
        : `Waived: ${explainUnknown(applies, outcome)}`;
    case 'fail':
      return explainFailure(account);
    default:
      return listInputs(account) || 'The rule holds.';
  }
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

function explainFailure(account: CheckAccount): string {
  const { inputs, expectations } = account;
  const missed = (expectations ?? []).flatMap(expectation => {
    const input = inputs.find(({ name }) => name === expectation.input);
    return input?.value === undefined || holds(input.value, expectation)
      ? []
      : [`${shown(input)}, needed ${needed(expectation)}`];
  });
  if (missed.length > 0) return `${missed.join('; ')}.`;
  return listInputs(account) || 'The rule does not hold.';
}

function listInputs({ inputs }: CheckAccount): string {
  const known = inputs.filter(input => input.value !== undefined);
  return known.length > 0 ? `${known.map(shown).join(', ')}.` : '';
}

function shown({ name, value, unit }: ReadInput): string {
  return `${name} is ${inWords(value, unit)}`;
}

function inWords(value: FactValue | undefined, unit?: string): string {
  if (value === undefined) return 'not known';
  if (value === '') return 'empty';
  if (Array.isArray(value)) {
    const more = value.length > 5 ? ` and ${value.length - 5} more` : '';
    return value.length > 0
      ? `${value.slice(0, 5).join(', ')}${more}`
      : 'an empty list';
  }
  const text = String(value);
  const brief = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  return typeof value === 'number' && unit && unit !== '1'
    ? `${brief} ${unit}`
    : brief;
}

const comparisons: Record<Expectation['operator'], string> = {
  '==': '',
  '!=': 'anything but ',
  '<': 'less than ',
  '<=': 'at most ',
  '>': 'more than ',
  '>=': 'at least ',
};

function needed({ operator, value }: Expectation): string {
  return `${comparisons[operator]}${inWords(value)}`;
}

function holds(
  found: FactValue,
  { operator, value }: Expectation,
): boolean | undefined {
  switch (operator) {
    case '==':
      return found === value;
    case '!=':
      return found !== value;
    case '<':
      return found < value;
    case '<=':
      return found <= value;
    case '>':
      return found > value;
    default:
      return found >= value;
  }
}
