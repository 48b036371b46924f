import { exclusionProblems } from '@gold-layer/backstage-plugin-common';
import {
  exclusionFormSchema,
  newExclusion,
  ruleOf,
  toRequest,
  type ExclusionForm,
} from './exclusionForm';
import { ruleWords, whenExcluded } from './words';

const form: ExclusionForm = {
  ...newExclusion({
    service: 'component:default/checkout',
    slo: '',
    timeZone: 'Europe/Berlin',
    // A Sunday, the first of the month.
    now: new Date('2026-11-01T10:20:00Z'),
  }),
  reason: 'Database',
};

describe('newExclusion', () => {
  it('begins with two hours from the next whole hour on, in the zone', () => {
    expect(form).toMatchObject({
      from: '2026-11-01T12:00',
      to: '2026-11-01T14:00',
      days: ['SU'],
    });
    expect(exclusionFormSchema.safeParse(form).success).toBe(true);
  });
});

describe('toRequest', () => {
  it('turns local times into moments of the zone', () => {
    expect(toRequest(form)).toEqual({
      service: 'component:default/checkout',
      timeZone: 'Europe/Berlin',
      meaning: 'dropped',
      reason: 'Database',
      from: '2026-11-01T12:00:00+01:00',
      to: '2026-11-01T14:00:00+01:00',
    });
    expect(
      toRequest({ ...form, how: 'recurring', slo: 'a.b.c' }),
    ).toMatchObject({
      slo: 'a.b.c',
      rule: 'FREQ=WEEKLY;BYDAY=SU',
      minutes: 120,
    });
  });
});

describe('a friendly choice', () => {
  it.each<[Partial<ExclusionForm>, string, string]>([
    [{ repeat: 'daily' }, 'FREQ=DAILY', 'every day'],
    [
      { repeat: 'daily', every: '2', last: '2026-12-24' },
      'FREQ=DAILY;INTERVAL=2;UNTIL=20261224',
      'every 2 days, until 24 Dec 2026',
    ],
    [
      { repeat: 'weekly', days: ['SU', 'WE'] },
      'FREQ=WEEKLY;BYDAY=WE,SU',
      'every week on Wednesday and Sunday',
    ],
    [
      { repeat: 'monthly-day' },
      'FREQ=MONTHLY;BYMONTHDAY=1',
      'every month on day 1',
    ],
    [
      { repeat: 'monthly-weekday' },
      'FREQ=MONTHLY;BYDAY=1SU',
      'every month on the first Sunday',
    ],
    [
      { repeat: 'monthly-weekday', from: '2026-11-30T02:00' },
      'FREQ=MONTHLY;BYDAY=-1MO',
      'every month on the last Monday',
    ],
    [
      { repeat: 'rule', rule: ' FREQ=YEARLY;BYMONTH=5 ' },
      'FREQ=YEARLY;BYMONTH=5',
      'FREQ=YEARLY;BYMONTH=5',
    ],
  ])('%j becomes %s', (choice, rule, words) => {
    const chosen = { ...form, ...choice, how: 'recurring' as const };
    expect(ruleOf(chosen)).toBe(rule);
    expect(ruleWords(rule)).toBe(words);
    const request = toRequest(chosen);
    expect(exclusionProblems({ ...request, timeZone: form.timeZone })).toEqual(
      [],
    );
  });
});

describe('what is missing', () => {
  it.each<[Partial<ExclusionForm>, string]>([
    [{ from: '' }, 'from'],
    [{ to: '' }, 'to'],
    [{ to: '2026-11-01T12:00' }, 'to'],
    [{ timeZone: 'Mars' }, 'timeZone'],
    [{ reason: ' ' }, 'reason'],
    [{ how: 'recurring', minutes: '4' }, 'minutes'],
    [{ how: 'recurring', minutes: '10081' }, 'minutes'],
    [{ how: 'recurring', every: '0' }, 'every'],
    [{ how: 'recurring', days: [] }, 'days'],
    [{ how: 'recurring', repeat: 'rule' }, 'rule'],
  ])('%j is said beside its field', (change, field) => {
    const { error } = exclusionFormSchema.safeParse({ ...form, ...change });
    expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});

describe('whenExcluded', () => {
  it('speaks in the zone of the exclusion', () => {
    expect(
      whenExcluded({
        from: '2026-03-10T20:00:00Z',
        to: '2026-03-11T02:00:00Z',
        timeZone: 'UTC',
      }),
    ).toBe('Once, Tue 10 Mar, 20:00 – Wed 11 Mar, 02:00 (UTC)');
    expect(
      whenExcluded({
        from: '2026-01-04T01:00:00Z',
        rule: 'FREQ=WEEKLY;BYDAY=SU',
        minutes: 120,
        timeZone: 'Europe/Berlin',
      }),
    ).toBe(
      'Every week on Sunday, 02:00 (Europe/Berlin), for 2 h; since 4 Jan 2026',
    );
  });
});
