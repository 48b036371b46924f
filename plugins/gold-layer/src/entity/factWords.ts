import { FactValue } from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';

/** Units written after a number; `1` is the unit of a plain count. */
const unitWords: Record<string, string> = {
  '1': '',
  min: ' min',
  d: ' days',
  '1/s': ' per second',
  '1/d': ' per day',
  '1/wk': ' per week',
};

function isTimestamp(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(value);
}

/** A fact's value in words: `Yes`, `82.5 %`, `3 days`, `a, b`. An empty list and an empty text say so. */
export function factValueInWords(value: FactValue, unit?: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') {
    const number = value.toLocaleString('en-US', { maximumFractionDigits: 4 });
    return unit ? `${number}${unitWords[unit] ?? ` ${unit}`}` : number;
  }
  if (Array.isArray(value)) return value.length ? value.join(', ') : 'None';
  if (value === '') return 'Empty';
  if (!isTimestamp(value)) return value;
  const time = DateTime.fromISO(value, { locale: 'en-US' });
  return time.isValid ? time.toLocaleString(DateTime.DATETIME_MED) : value;
}
