import {
  isMeasuredState,
  objectiveInWords,
  presentBurn,
  wouldRunOut,
  type BudgetingMethod,
  type SloNumbers,
  type SloSpec,
  type SloWindow,
} from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';
import { budgetWords } from '../ui';
import { stateMeaning } from './words';

export { objectiveInWords as objectiveWords };

/**
 * The good share of a window with a digit more than its objective. It is cut, not rounded: what misses the objective never reads as if it kept it.
 */
export function sliWords(sli: number | undefined, objective: string): string {
  if (sli === undefined) return 'Not measured';
  const places = (objective.split('.')[1] ?? '').replace(/0+$/, '').length;
  const digits = Math.min(6, Math.max(2, places - 1));
  const scale = 10 ** digits;
  const cut = Math.floor(sli * 100 * scale + 1e-6) / scale;
  // Whoever failed once in a billion times has not kept everything.
  const shown = sli < 1 ? Math.min(cut, 100 - 1 / scale) : cut;
  return `${shown.toFixed(sli === 1 ? 0 : digits)}%`;
}

/** `13.4×`; a burn that was not measured is no 0. */
export function burnWords(burn: number | undefined): string {
  if (burn === undefined) return 'Not measured';
  if (burn > 0 && burn < 0.01) return '<0.01×';
  const digits = burn < 10 ? 2 : 1;
  return `${Number(burn.toFixed(burn < 100 ? digits : 0)).toLocaleString('en-US')}×`;
}

const units = [
  { below: 1, minutes: 1 / 60, unit: 's' },
  { below: 120, minutes: 1, unit: 'min' },
  { below: 48 * 60, minutes: 60, unit: 'h' },
  { below: Infinity, minutes: 1440, unit: 'days' },
];

/** Minutes as people say them: `25.9 s`, `40.3 min`, `7.2 h`, `3.1 days`. */
export function minutesWords(minutes: number): string {
  const fitting = units.find(({ below }) => Math.abs(minutes) < below);
  const { minutes: per, unit } = fitting ?? units[units.length - 1];
  return `${Number((minutes / per).toFixed(1)).toLocaleString('en-US')} ${unit}`.replace(
    '-',
    '−',
  );
}

/** A length of time that is a whole number of something: `5m`, `6h`, `3d`. */
export function windowName(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** The time an objective speaks of: `28 days`, `calendar month, Europe/Berlin`. */
export function windowWords(window: SloWindow): string {
  return window.kind === 'rolling'
    ? `${window.days} ${window.days === 1 ? 'day' : 'days'}`
    : `calendar ${window.unit}, ${window.timeZone}`;
}

/** The whole objective in a sentence. */
export function objectiveSentence(spec: SloSpec): string {
  const what = {
    Occurrences: 'events are good',
    Timeslices: `slices of ${spec.timeSliceMinutes ?? 5} minutes are good`,
    RatioTimeslices: `events are good, as the mean over slices of ${spec.timeSliceMinutes ?? 5} minutes,`,
  }[spec.method];
  const when =
    spec.window.kind === 'rolling'
      ? `within any ${windowWords(spec.window)}`
      : `within each ${windowWords(spec.window)}`;
  return `At least ${objectiveInWords(spec.objective)} of ${what} ${when}.`;
}

/** What a method counts. */
export function unitOf(method: BudgetingMethod): { one: string; many: string } {
  return method === 'Timeslices'
    ? { one: 'slice', many: 'slices' }
    : { one: 'event', many: 'events' };
}

/** A count of events, which may be a fraction after a source has extrapolated. */
export function eventsWords(events: number): string {
  return Number(events.toFixed(Math.abs(events) < 10 ? 1 : 0)).toLocaleString(
    'en-US',
  );
}

/** What is left, in minutes of full outage. */
export function minutesLeftWords(numbers: SloNumbers): string | undefined {
  const { remaining, budgetMinutes } = numbers;
  if (remaining === undefined) return undefined;
  const whole = minutesWords(budgetMinutes);
  return remaining < 0
    ? `${minutesWords(-remaining * budgetMinutes)} more than the ${whole} there were`
    : `${minutesWords(remaining * budgetMinutes)} of ${whole}`;
}

/** A day and a time of day, in the reader's zone: `Tue 1 Dec, 14:00`. */
export function momentWords(at: string): string {
  const time = DateTime.fromISO(at, { locale: 'en-US' });
  const year = time.hasSame(DateTime.now(), 'year') ? '' : ' yyyy';
  return time.toFormat(`ccc d LLL${year}, HH:mm`);
}

/**
 * What is to come, in a sentence; absent where nothing was worked out. That a
 * budget lasts is only said where the present burn, gone on with for a whole
 * window, would not use up what is left.
 */
export function forecastWords(numbers: SloNumbers): string | undefined {
  const { sentence, exhaustedAt, thawsAt } = numbers.forecast;
  if (sentence) return sentence;
  if (thawsAt) return `If clean, out of the freeze on ${momentWords(thawsAt)}.`;
  if (exhaustedAt) {
    return `At this burn used up on ${momentWords(exhaustedAt)}.`;
  }
  const lasts =
    isMeasuredState(numbers.state) &&
    !numbers.frozen &&
    numbers.remaining !== undefined &&
    presentBurn(numbers.burn) !== undefined &&
    !wouldRunOut(numbers);
  return lasts ? 'Not used up within the window.' : undefined;
}

/** What is to come; where nothing trustworthy is measured, why, and what repairs it. */
export function outlookWords(numbers: SloNumbers): string {
  return isMeasuredState(numbers.state)
    ? (forecastWords(numbers) ?? '')
    : (numbers.diagnosis ?? stateMeaning[numbers.state]);
}

/** What a line of 28 days says. */
export function sparklineWords(days: (number | null)[]): string {
  const known = days.filter(day => day !== null);
  if (known.length === 0) return 'Budget not measured in 28 days';
  const missing = days.length - known.length;
  return `Budget over 28 days: from ${budgetWords(known[0])} to ${budgetWords(known[known.length - 1])}, at least ${budgetWords(Math.min(...known))}${missing > 0 ? `, ${missing} ${missing === 1 ? 'day' : 'days'} not measured` : ''}`;
}

/** Shares of 0–1 as whole per cent that sum to what the shares sum to. */
export function wholePercents(shares: number[]): number[] {
  const exact = shares.map(share => share * 100);
  const cut = exact.map(Math.floor);
  const sum = Math.round(exact.reduce((a, b) => a + b, 0));
  let missing = sum - cut.reduce((a, b) => a + b, 0);
  const byRest = exact
    .map((value, index) => ({ index, rest: value - cut[index] }))
    .sort((a, b) => b.rest - a.rest);
  for (const { index } of byRest) {
    if (missing <= 0) break;
    cut[index] += 1;
    missing -= 1;
  }
  return cut;
}
