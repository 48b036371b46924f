import type { RouteInput } from '@gold-layer/backstage-plugin-common';
import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

/** How planned time comes back, as people choose it. */
export const repeats = [
  'daily',
  'weekly',
  'monthly-day',
  'monthly-weekday',
  'rule',
] as const;
/** Days of the week as RFC 5545 names them, beginning with Monday. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const local = z.iso.datetime({ local: true, error: 'Choose a day and a time' });

/** The form of planned time. Times are local ones of its zone. */
export const exclusionFormSchema = z
  .object({
    service: z.string().min(1, 'Choose a service'),
    /** Empty for all of the service. */
    slo: z.string(),
    how: z.enum(['once', 'recurring']),
    from: local,
    to: z.string(),
    repeat: z.enum(repeats),
    every: z.string(),
    days: z.array(z.enum(weekdays)),
    /** The last day on which it comes, or nothing. */
    last: z.string(),
    rule: z.string(),
    minutes: z.string(),
    timeZone: z
      .string()
      .refine(
        zone => IANAZone.isValidZone(zone),
        'A time zone such as Europe/Berlin',
      ),
    meaning: z.enum(
      ['dropped', 'counted-good'],
      'Say what becomes of the time',
    ),
    reason: z
      .string()
      .trim()
      .min(1, 'Say why; it stands in the ledger of the budget')
      .max(1000, 'At most 1,000 characters'),
  })
  .superRefine((form, context) => {
    const add = (field: keyof typeof form, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (form.how === 'once') {
      if (!local.safeParse(form.to).success)
        add('to', 'Choose a day and a time');
      else if (form.to <= form.from) add('to', 'A time after its beginning');
      return;
    }
    const minutes = Number(form.minutes);
    if (!/^\d+$/.test(form.minutes) || minutes < 5 || minutes > 7 * 1440) {
      add('minutes', 'A number of minutes from 5 to 10,080 (7 days)');
    }
    if (form.repeat === 'rule') {
      if (!form.rule.trim())
        add('rule', 'Write a rule, such as FREQ=WEEKLY;BYDAY=SU');
    } else if (!/^[1-9]\d?$/.test(form.every)) {
      add('every', 'A number from 1 to 99');
    }
    if (form.repeat === 'weekly' && form.days.length === 0) {
      add('days', 'Choose one day or more');
    }
  });
/** The form of planned time, filled in. */
export type ExclusionForm = z.infer<typeof exclusionFormSchema>;

/** A form to begin with: two hours, from the next whole hour on. */
export function newExclusion(options: {
  service: string;
  slo: string;
  timeZone: string;
  now: Date;
}): ExclusionForm {
  const { service, slo, timeZone, now } = options;
  const from = DateTime.fromJSDate(now, { zone: timeZone })
    .startOf('hour')
    .plus({ hours: 1 });
  const written = (at: DateTime) => at.toFormat("yyyy-MM-dd'T'HH:mm");
  return {
    service,
    slo,
    how: 'once',
    from: written(from),
    to: written(from.plus({ hours: 2 })),
    repeat: 'weekly',
    every: '1',
    days: [weekdays[from.weekday - 1]],
    last: '',
    rule: '',
    minutes: '120',
    timeZone,
    meaning: 'dropped',
    reason: '',
  };
}

/** The form as the backend wants it. */
export function toRequest(
  form: ExclusionForm,
): RouteInput<'addSloExclusion'>['body'] {
  const { service, slo, timeZone, meaning } = form;
  const moment = (at: string) =>
    DateTime.fromISO(at, { zone: timeZone }).toISO({
      suppressMilliseconds: true,
    }) ?? at;
  return {
    service,
    slo: slo || undefined,
    timeZone,
    meaning,
    reason: form.reason.trim(),
    from: moment(form.from),
    ...(form.how === 'once'
      ? { to: moment(form.to) }
      : { rule: ruleOf(form), minutes: Number(form.minutes) }),
  };
}

/** The recurrence that a friendly choice stands for. */
export function ruleOf(form: ExclusionForm): string {
  if (form.repeat === 'rule') return form.rule.trim();
  const start = DateTime.fromISO(form.from);
  const weekday = weekdays[start.weekday - 1];
  // There is not always a fifth one: the last is meant.
  const nth = Math.ceil(start.day / 7);
  const parts: Record<typeof form.repeat, string> = {
    daily: 'FREQ=DAILY',
    weekly: `FREQ=WEEKLY;BYDAY=${weekdays.filter(day => form.days.includes(day)).join(',')}`,
    'monthly-day': `FREQ=MONTHLY;BYMONTHDAY=${start.day}`,
    'monthly-weekday': `FREQ=MONTHLY;BYDAY=${nth > 4 ? -1 : nth}${weekday}`,
  };
  return [
    parts[form.repeat],
    ...(form.every === '1' ? [] : [`INTERVAL=${form.every}`]),
    ...(form.last ? [`UNTIL=${form.last.replaceAll('-', '')}`] : []),
  ].join(';');
}
