import { fillWindow, hasWindow, promDuration } from './promql';
import { PromPart, promParts } from './words';

const textOf = (parts: PromPart[]) =>
  parts
    .map(part => part.text)
    .join('')
    .trim();

/** The query on one line, without comments. */
export function plainQuery(query: string): string {
  return textOf(promParts(query));
}

/** The query as written, with the window put in. */
export function overWindow(query: string, minutes: number): string {
  return fillWindow(plainQuery(query), promDuration(minutes));
}

/** The place of the next piece that is no space. */
function solidFrom(parts: PromPart[], from: number): number {
  return parts[from]?.kind === 'space' ? from + 1 : from;
}

/** How many pieces a selector takes from its first one on, with its offset. */
function selectorLength(parts: PromPart[], from: number): number {
  const behind = solidFrom(parts, from + 1);
  return parts[behind]?.kind === 'braces' ? behind + 1 - from : 1;
}

/** The offset behind a selector, which has to follow the range that is put between them. */
function offsetAfter(parts: PromPart[], from: number): number {
  const word = solidFrom(parts, from);
  if (parts[word]?.text.toLowerCase() !== 'offset') {
    return from;
  }
  const first = solidFrom(parts, word + 1);
  const last = parts[first]?.text === '-' ? solidFrom(parts, first + 1) : first;
  return last < parts.length ? last + 1 : from;
}

/** Wraps every bare selector into its increase over the window. */
function increaseEach(parts: PromPart[], duration: string): string {
  let text = '';
  for (let index = 0; index < parts.length;) {
    if (parts[index].role !== 'metric') {
      text += parts[index].text;
      index += 1;
      continue;
    }
    const end = index + selectorLength(parts, index);
    const after = offsetAfter(parts, end);
    const selector = textOf(parts.slice(index, end));
    const offset = textOf(parts.slice(end, after));
    text += `increase(${selector}[${duration}]${offset && ` ${offset}`})`;
    index = after;
  }
  return text.trim();
}

/** Turns a rate over the placeholder into the increase over it: the same but for a division by seconds, and only an increase counts events. */
function ratesCounted(parts: PromPart[]): PromPart[] {
  // From the end on, so that the next range is known at every place.
  let counts = false;
  const counted = [...parts].reverse().map(part => {
    if (part.kind === 'range') {
      counts = !part.text.includes(':') && hasWindow(part.text);
    }
    const isRate = part.role === 'function' && part.text === 'rate';
    return isRate && counts ? { ...part, text: 'increase' } : part;
  });
  return counted.reverse();
}

/** Whether the whole expression is one sum without labels left. */
function isSum(expression: string): boolean {
  const parts = promParts(expression).filter(it => it.kind !== 'space');
  if (parts[0]?.text !== 'sum' || parts[1]?.text !== '(') {
    return false;
  }
  let depth = 0;
  return parts.slice(1).every((part, index, { length }) => {
    depth += Number(part.text === '(') - Number(part.text === ')');
    return (depth === 0) === (index === length - 1);
  });
}

/** One series without labels, whatever the expression has. */
function summed(expression: string): string {
  return isSum(expression) ? expression : `sum(${expression})`;
}

/** Events that a query of counters counts within the window, as one series without labels. */
export function eventsOver(query: string, minutes: number): string {
  const parts = promParts(query);
  const duration = promDuration(minutes);
  return summed(
    hasWindow(query)
      ? fillWindow(textOf(ratesCounted(parts)), duration)
      : increaseEach(parts, duration),
  );
}

/** What a query of gauges says now, or over the window where it names one, as one series without labels. */
export function gaugeNow(query: string, minutes: number): string {
  const text = textOf(ratesCounted(promParts(query)));
  return summed(fillWindow(text, promDuration(minutes)));
}

/**
 * Sums an expression over the steps that end within the last minutes. A
 * subquery is evaluated at whole multiples of its step, so steps neither
 * overlap nor move with the moment of asking. A range of just under the whole
 * holds the same number of steps in versions of Prometheus that count a step
 * on its far edge and in those that do not.
 */
export function overSteps(
  expression: string,
  minutes: number,
  stepMinutes: number,
): string {
  const whole = minutes % 60 === 0 ? `${minutes / 60 - 1}h59m` : '';
  const range = whole.replace(/^0h/, '') || `${minutes - 1}m`;
  return `sum_over_time((${expression})[${range}59s999ms:${promDuration(
    stepMinutes,
  )}])`;
}
