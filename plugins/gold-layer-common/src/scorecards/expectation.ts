import type { FactValue } from '../facts/fact';
import { clockToleranceMs } from '../facts/factValue';
import { dayInWords, durationInWords, valueInWords } from '../facts/valueWords';

/** How a comparison compares. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * Something that a rule asks of one of its inputs, with the limits that count
 * for the service at hand, such as `facts.repository.readme.length >= 300`.
 */
export type Expectation =
  | {
      /** Name of the fact or field of the service. */
      input: string;
      operator: Comparison;
      value: boolean | number | string;
      /** The input that the value was read from, where it is no plain value. */
      from?: string;
    }
  | { input: string; operator: 'in'; value: readonly (number | string)[] }
  /** A moment no longer ago than so many milliseconds. */
  | { input: string; operator: 'within'; value: number }
  /** A moment yet to come. */
  | { input: string; operator: 'ahead' }
  | { input: string; operator: 'present' }
  /** Alternatives, of each of which everything has to hold. */
  | { anyOf: readonly (readonly Expectation[])[] };

/** A value that a rule read; absent when there was none to read. */
export interface ReadInput {
  name: string;
  /** What people call it; its name if absent. */
  title?: string;
  value?: FactValue;
  unit?: string;
}

/** What sentences about expectations are made of. */
export interface Reading {
  inputs: readonly ReadInput[];
  /** Time in milliseconds. */
  now: number;
}

type Single = Exclude<Expectation, { anyOf: unknown }>;

/** Whether what was read is as expected. */
export function isMet(expectation: Expectation, reading: Reading): boolean {
  if ('anyOf' in expectation) {
    return expectation.anyOf.some(all => all.every(one => isMet(one, reading)));
  }
  const found = valueOf(expectation.input, reading);
  if (found === undefined) return false;
  switch (expectation.operator) {
    case 'present':
      return true;
    case 'ahead':
      return Date.parse(String(found)) > reading.now;
    case 'within':
      return isWithin(Date.parse(String(found)), expectation.value, reading);
    case 'in':
      return expectation.value.some(value => value === found);
    default:
      return holds(found, expectation.operator, expectation.value);
  }
}

/** What is yet to come is no longer ago than anything, and still has not been. */
function isWithin(at: number, allowed: number, { now }: Reading): boolean {
  return at <= now + clockToleranceMs && now - at < allowed;
}

/** Whether there is anything to say: a rule may fail before it comes to what is not known. */
export function isTellable(
  expectation: Expectation,
  reading: Reading,
): boolean {
  return (
    'anyOf' in expectation ||
    expectation.operator === 'present' ||
    valueOf(expectation.input, reading) !== undefined
  );
}

/** What was read beside what is expected, in a part of a sentence. */
export function compareInWords(
  expectation: Expectation,
  reading: Reading,
): string {
  if ('anyOf' in expectation) {
    const met = expectation.anyOf.find(all =>
      all.every(one => isMet(one, reading)),
    );
    const join = (all: readonly Expectation[]) =>
      all.map(one => compareInWords(one, reading)).join(' and ');
    return met
      ? join(met)
      : promising(expectation.anyOf, reading)
          .map(all => join(all.filter(one => !isMet(one, reading))))
          .join('; or ');
  }
  const input = reading.inputs.find(({ name }) => name === expectation.input);
  const title = titleOf(expectation.input, reading);
  if (input?.value === undefined) return `${title}: not set`;
  const found = `${title}: ${valueInWords(input.value, input.unit)}`;
  const rest = verdict(expectation, { input, reading });
  return rest ? `${found}, ${rest}` : found;
}

/** A list of values, for rules that cannot be put in words. */
export function listInWords({ inputs }: Reading): string {
  return inputs
    .flatMap(({ name, title, value, unit }) =>
      value === undefined
        ? []
        : `${title ?? name}: ${valueInWords(value, unit)}`,
    )
    .join('; ');
}

/** Nobody is told to change the tier of a service: such alternatives are named only if there are no others. */
function promising(
  alternatives: readonly (readonly Expectation[])[],
  reading: Reading,
) {
  const open = alternatives.filter(all =>
    all.every(
      one =>
        'anyOf' in one ||
        !one.input.startsWith('service.') ||
        isMet(one, reading),
    ),
  );
  return open.length > 0 ? open : alternatives;
}

function verdict(
  expectation: Single,
  { input, reading }: { input: ReadInput; reading: Reading },
): string {
  switch (expectation.operator) {
    case 'present':
      return '';
    case 'ahead':
      return isMet(expectation, reading) ? '' : 'which has passed';
    case 'within':
      return ageVerdict(expectation.value, { input, reading });
    case 'in':
      return isMet(expectation, reading)
        ? ''
        : `needed ${expectation.value.map(String).join(' or ')}`;
    default:
      return comparisonVerdict(expectation, { input, reading });
  }
}

/** Says until or since when rather than how long ago: it stays true while time passes. */
function ageVerdict(
  allowed: number,
  { input, reading }: { input: ReadInput; reading: Reading },
): string {
  const at = Date.parse(String(input.value));
  const end = at + allowed;
  const length = durationInWords(allowed);
  if (at > reading.now + clockToleranceMs) return 'which is yet to come';
  return end > reading.now
    ? `which counts for ${length}, until ${dayInWords(end)}`
    : `too long ago since ${dayInWords(end)}: allowed are ${length}`;
}

const comparisons: Record<Comparison, string> = {
  '==': '',
  '!=': 'anything but ',
  '<': 'less than ',
  '<=': 'at most ',
  '>': 'more than ',
  '>=': 'at least ',
};

function comparisonVerdict(
  expectation: Extract<Single, { operator: Comparison }>,
  { input, reading }: { input: ReadInput; reading: Reading },
): string {
  const { operator, value, from } = expectation;
  const met = isMet(expectation, reading);
  // "Runbook linked: no" says it all, and so does a value that is the needed one.
  if (typeof value === 'boolean' && (met || value)) return '';
  if (met && (operator === '==' || operator === '!=')) return '';
  if (operator === '!=') return 'needed another';
  const limit = valueInWords(value, input.unit);
  const origin = from ? ` (${titleOf(from, reading)})` : '';
  return `needed ${comparisons[operator]}${limit}${origin}`;
}

function valueOf(name: string, { inputs }: Reading): FactValue | undefined {
  return inputs.find(input => input.name === name)?.value;
}

function titleOf(name: string, { inputs }: Reading): string {
  return inputs.find(input => input.name === name)?.title ?? name;
}

function holds(
  found: FactValue,
  operator: Comparison,
  value: boolean | number | string,
): boolean {
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
