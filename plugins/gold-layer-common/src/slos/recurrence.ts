import { RRule } from 'rrule';

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const parts = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYMONTH',
  'BYMONTHDAY',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSETPOS',
  'WKST',
];
const weekday = '(MO|TU|WE|TH|FR|SA|SU)';
const allowed: Record<string, [pattern: RegExp, words: string]> = {
  INTERVAL: [/^[1-9]\d{0,2}$/, 'a number from 1 to 999'],
  COUNT: [/^[1-9]\d{0,3}$/, 'a number from 1 to 9999'],
  UNTIL: [
    /^\d{8}(T\d{6}Z?)?$/,
    'a day such as 20261231, or a time such as 20261231T220000Z',
  ],
  BYMONTH: [list('([1-9]|1[0-2])'), 'months from 1 to 12'],
  BYMONTHDAY: [list('-?([1-9]|[12]\\d|3[01])'), 'days from 1 to 31'],
  BYDAY: [list(`([+-]?[1-5])?${weekday}`), 'weekdays such as SU, or 1SU'],
  BYHOUR: [list('(1?\\d|2[0-3])'), 'hours from 0 to 23'],
  BYMINUTE: [list('[1-5]?\\d'), 'minutes from 0 to 59'],
  BYSETPOS: [
    list('-?([1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
    'positions such as 1 or -1',
  ],
  WKST: [new RegExp(`^${weekday}$`), 'a weekday such as MO'],
};
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** All occurrences within a window are looked at: see `mostOccurrences`. */
const mostTimesADay = 2;

/**
 * Why a recurrence of RFC 5545 cannot be used; absent if it can. Less is allowed
 * than the RFC does: planned work comes twice a day at most, and parts that no
 * maintenance needs could keep the portal counting for seconds.
 */
export function recurrenceProblem(rule: string): string | undefined {
  const fields = fieldsOf(rule);
  if (!fields) {
    return 'expected parts such as FREQ=WEEKLY;BYDAY=SU, each once, with ; between them';
  }
  const unknown = [...fields.keys()].find(name => !parts.includes(name));
  if (unknown) {
    return `${unknown} is not understood; expected parts of ${parts.join(', ')}. The start comes from \`from\``;
  }
  const frequency = fields.get('FREQ') ?? '';
  if (!frequencies.includes(frequency)) {
    return `FREQ has to be one of ${frequencies.join(', ')}`;
  }
  for (const [name, value] of fields) {
    const rules = allowed[name];
    if (rules && !rules[0].test(value)) {
      return `${name}=${value} is not understood; expected ${rules[1]}`;
    }
  }
  if (fields.has('COUNT') && fields.has('UNTIL')) {
    return 'COUNT and UNTIL cannot be together; expected one of them';
  }
  if (
    fields.has('BYSETPOS') &&
    frequency !== 'MONTHLY' &&
    frequency !== 'YEARLY'
  ) {
    return 'BYSETPOS needs FREQ=MONTHLY or FREQ=YEARLY';
  }
  if (
    /\d/.test(fields.get('BYDAY') ?? '') &&
    frequency !== 'MONTHLY' &&
    frequency !== 'YEARLY'
  ) {
    return 'BYDAY with a number needs FREQ=MONTHLY or FREQ=YEARLY';
  }
  return tooOften(fields) ?? noSuchDay(fields);
}

/** The rule as the library wants it, beginning at a local time written as if it were UTC. */
export function recurrenceFrom(
  rule: string,
  dtstart: Date,
  toLocal: (moment: Date) => Date,
): RRule {
  const text = withoutPrefix(rule);
  const { until, ...options } = RRule.parseString(text);
  return new RRule({
    ...options,
    dtstart,
    until: until ? localUntil(text, until, toLocal) : undefined,
  });
}

/** With a Z it is a moment, and becomes local time as all the rest is; a day alone is meant to its end. */
function localUntil(
  rule: string,
  until: Date,
  toLocal: (moment: Date) => Date,
): Date {
  if (/UNTIL=\d{8}T\d{6}Z/.test(rule)) return toLocal(until);
  const dayAlone = /UNTIL=\d{8}(;|$)/.test(rule);
  return dayAlone ? new Date(until.getTime() + 24 * 3_600_000 - 1000) : until;
}

function fieldsOf(rule: string): Map<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const part of withoutPrefix(rule).split(';')) {
    const [name, value, ...rest] = part.split('=');
    if (!name || !value || rest.length > 0 || fields.has(name)) {
      return undefined;
    }
    fields.set(name, value);
  }
  return fields;
}

function withoutPrefix(rule: string): string {
  return rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');
}

function tooOften(fields: Map<string, string>): string | undefined {
  const countOf = (name: string) => fields.get(name)?.split(',').length ?? 1;
  const times = countOf('BYHOUR') * countOf('BYMINUTE');
  return times > mostTimesADay
    ? `BYHOUR and BYMINUTE come to ${times} times a day; expected at most ${mostTimesADay}`
    : undefined;
}

function noSuchDay(fields: Map<string, string>): string | undefined {
  const months = numbers(fields.get('BYMONTH'));
  const days = numbers(fields.get('BYMONTHDAY'));
  const some = months.some(month =>
    days.some(number => Math.abs(number) <= monthDays[month - 1]),
  );
  return months.length > 0 && days.length > 0 && !some
    ? 'no month of BYMONTH has a day of BYMONTHDAY'
    : undefined;
}

function numbers(text: string | undefined): number[] {
  return text ? text.split(',').map(Number) : [];
}

function list(item: string): RegExp {
  return new RegExp(`^${item}(,${item})*$`);
}
