import {
  FactValue,
  isMoment,
  numberInWords,
} from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';

/** A fact's value in words: `Yes`, `82.5%`, `3 days`, `a, b`. An empty list and an empty text say so. */
export function factValueInWords(value: FactValue, unit?: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return numberInWords(value, unit);
  if (Array.isArray(value)) return value.length ? value.join(', ') : 'None';
  if (value === '') return 'Empty';
  if (!isMoment(value)) return value;
  const time = DateTime.fromISO(value, { locale: 'en-US' });
  return time.toLocaleString(DateTime.DATETIME_MED);
}
