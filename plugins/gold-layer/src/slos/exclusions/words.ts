import type { Exclusion } from '@gold-layer/backstage-plugin-common';
import { DateTime, Info } from 'luxon';
import { minutesWords } from '../figures';
import { weekdays } from './exclusionForm';

/** What becomes of excluded time, short and explained. */
export const meaningWords: Record<
  Exclusion['meaning'],
  { title: string; about: string }
> = {
  dropped: {
    title: 'Dropped',
    about:
      'As if the time had not been: its events count neither as good nor as bad, and coverage does not miss them.',
  },
  'counted-good': {
    title: 'Counted good',
    about:
      'Every event of the time counts as good, whatever happened: the promise was kept by agreement.',
  },
};

/** A day of the week by its two letters: `Sunday`. */
export function weekdayWords(day: string): string {
  const index = weekdays.findIndex(each => each === day);
  return Info.weekdays('long', { locale: 'en-US' })[index] ?? day;
}

const nthWords: Record<string, string> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '-1': 'last',
};

/** A rule of RFC 5545 in words where they are short, or the rule itself. */
export function ruleWords(rule: string): string {
  const fields = new Map(
    rule
      .replace(/^RRULE:/i, '')
      .split(';')
      .map(part => part.split('=', 2) as [string, string]),
  );
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL'];
  const base = [...fields.keys()].every(key => known.includes(key))
    ? whenWords(fields)
    : undefined;
  if (!base) return rule;
  const until = fields.get('UNTIL');
  return until
    ? `${base}, until ${DateTime.fromISO(until.slice(0, 8), { locale: 'en-US' }).toFormat('d LLL yyyy')}`
    : base;
}

function whenWords(fields: Map<string, string>): string | undefined {
  const every = fields.get('INTERVAL') ?? '1';
  const days = fields.get('BYDAY')?.split(',') ?? [];
  const unit = (one: string) =>
    every === '1' ? `every ${one}` : `every ${every} ${one}s`;
  switch (fields.get('FREQ')) {
    case 'DAILY':
      return days.length === 0 ? unit('day') : undefined;
    case 'WEEKLY':
      return days.length === 0
        ? unit('week')
        : `${unit('week')} on ${days.map(weekdayWords).join(' and ')}`;
    case 'MONTHLY': {
      const monthDay = fields.get('BYMONTHDAY');
      if (monthDay) return `${unit('month')} on day ${monthDay}`;
      const [, nth, day] = /^(-?\d)([A-Z]{2})$/.exec(days[0] ?? '') ?? [];
      return nthWords[nth] && days.length === 1
        ? `${unit('month')} on the ${nthWords[nth]} ${weekdayWords(day)}`
        : undefined;
    }
    default:
      return undefined;
  }
}

/** When planned time is, in its own zone. */
export function whenExcluded(
  exclusion: Pick<Exclusion, 'from' | 'to' | 'rule' | 'minutes' | 'timeZone'>,
): string {
  const { from, to, rule, minutes, timeZone } = exclusion;
  if (rule && minutes) {
    const start = DateTime.fromISO(from, { zone: timeZone, locale: 'en-US' });
    const words = ruleWords(rule);
    return `${words.charAt(0).toLocaleUpperCase('en-US')}${words.slice(1)}, ${start.toFormat('HH:mm')} (${timeZone}), for ${minutesWords(minutes)}; since ${start.toFormat('d LLL yyyy')}`;
  }
  return `Once, ${spanWords({ from, to: to ?? from }, timeZone)}`;
}

/** A stretch of time in a zone: `Sun 6 Dec, 02:00 – 04:00 (Europe/Berlin)`. */
export function spanWords(
  span: { from: string; to: string },
  timeZone: string,
): string {
  const [from, to] = [span.from, span.to].map(at =>
    DateTime.fromISO(at, { zone: timeZone, locale: 'en-US' }),
  );
  const end = to.toFormat(
    to.hasSame(from, 'day') ? 'HH:mm' : 'ccc d LLL, HH:mm',
  );
  return `${from.toFormat('ccc d LLL, HH:mm')} – ${end} (${timeZone})`;
}
