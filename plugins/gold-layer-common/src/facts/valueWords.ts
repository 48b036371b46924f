import type { FactValue } from './fact';

const hour = 3_600_000;

/** Words after a number: of one, of any other. `1` is the unit of a plain count. */
const unitWords: Record<string, readonly [string, string]> = {
  '1': ['', ''],
  '%': ['%', '%'],
  d: [' day', ' days'],
  h: [' hour', ' hours'],
  min: [' min', ' min'],
  '1/s': [' per second', ' per second'],
  '1/min': [' per minute', ' per minute'],
  '1/h': [' per hour', ' per hour'],
  '1/d': [' per day', ' per day'],
  '1/wk': [' per week', ' per week'],
  '1/mo': [' per month', ' per month'],
};

/** Longer units that read better from some number on. */
const longer: Record<string, { from: number; per: number; unit: string }> = {
  ms: { from: 10_000, per: 1000, unit: 's' },
  s: { from: 600, per: 60, unit: 'min' },
  min: { from: 180, per: 60, unit: 'h' },
  h: { from: 48, per: 24, unit: 'd' },
};

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Made once: a full evaluation writes a million numbers, and making a format costs more than all else about them. */
const digitsOf = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** `82.5%`, `34.6 per week`, `7 days` of 168 h. A unit is changed only where the number stays exact. */
export function numberInWords(value: number, unit?: string): string {
  const next = unit === undefined ? undefined : longer[unit];
  if (next && Math.abs(value) >= next.from) {
    const shorter = value / next.per;
    if (Number.isInteger(shorter * 10))
      return numberInWords(shorter, next.unit);
  }
  const digits = digitsOf.format(value);
  if (!unit) return digits;
  const [one, many] = unitWords[unit] ?? [` ${unit}`, ` ${unit}`];
  return `${digits}${value === 1 ? one : many}`;
}

/** The day of a moment, in UTC: `20 Oct 2026`. */
export function dayInWords(time: number | string): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A moment in UTC, to the minute: `20 Oct 2026, 09:00 UTC`. */
export function momentInWords(time: number | string): string {
  return `${dayInWords(time)}, ${new Date(time).toISOString().slice(11, 16)} UTC`;
}

/** A length of time in its longest fitting unit: `31 days`, `12 hours`. */
export function durationInWords(milliseconds: number): string {
  return numberInWords(milliseconds / hour, 'h');
}

/** Whether a text is a moment, as facts of type `timestamp` are. */
export function isMoment(value: FactValue): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** A text, or its beginning and `…` where it is longer: never half of a character. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const beginning = text.slice(0, longest - 3);
  return `${beginning.replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A value within a sentence: `yes`, `82.5%`, `20 Oct 2026`, `a, b and 3 more`. */
export function valueInWords(value: FactValue, unit?: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberInWords(value, unit);
  if (Array.isArray(value)) {
    const more = value.length > 5 ? ` and ${value.length - 5} more` : '';
    return value.length > 0 ? `${value.slice(0, 5).join(', ')}${more}` : 'none';
  }
  if (value === '') return 'empty';
  if (isMoment(value)) return dayInWords(value);
  return shortened(value, 80);
}
