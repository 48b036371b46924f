import type { Sli, SloSpec } from '@gold-layer/backstage-plugin-common';
import { newDraft, type SloDraft } from './draft';
import { draftOf } from './draftOf';
import { draftOfItem, itemOf } from './itemOf';
import { draftProblems } from './problems';
import { specOf } from './specOf';

const service = 'component:default/checkout';
const promql = (query: string) => ({ type: 'prometheus', query });

const spec: SloSpec = {
  id: 'default.checkout.availability',
  name: 'availability',
  title: 'Orders go through',
  service,
  indicator: 'Availability',
  sli: {
    kind: 'ratio',
    counter: true,
    bad: promql('bad_total'),
    total: promql('all_total'),
  },
  method: 'Occurrences',
  objective: '0.9995',
  window: { kind: 'rolling', days: 30 },
  alerts: [{ severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 10 }],
  weight: 2,
  labels: { area: 'shop' },
};

function of(item: string, changes: Partial<SloDraft> = {}): SloDraft {
  const draft = { ...newDraft(service, 'UTC'), serviceType: 'api', item };
  return { ...draft, ...draftOfItem(itemOf(draft)), ...changes };
}

describe('an SLO that is changed', () => {
  const slis: [string, Sli, Partial<SloSpec>][] = [
    ['bad of all', spec.sli, {}],
    [
      'good of all, from a source of its own',
      {
        kind: 'ratio',
        counter: false,
        good: { ...promql('good'), source: 'eu' },
        total: { ...promql('all'), source: 'eu' },
      },
      {
        method: 'Timeslices',
        timeSliceMinutes: 1,
        timeSliceTarget: 0.95,
      },
    ],
    ['a ratio', { kind: 'raw', raw: promql('ratio'), rawType: 'success' }, {}],
    [
      'a threshold',
      { kind: 'threshold', metric: promql('lag'), op: 'lte', value: 60 },
      { method: 'Timeslices', timeSliceMinutes: 5 },
    ],
    ['numbers that are pushed', { kind: 'pushed', every: 'PT60M' }, {}],
    ['pushed numbers of no rhythm', { kind: 'pushed' }, {}],
  ];
  it.each(slis)('is the same where nothing changes: %s', (_, sli, more) => {
    const before = { ...spec, sli, ...more };
    expect(specOf(draftOf(before, 'UTC'), before)).toEqual(before);
  });

  it('keeps what the wizard does not ask for, and calendar periods where they begin', () => {
    const before: SloSpec = {
      ...spec,
      window: {
        kind: 'calendar',
        unit: 'quarter',
        startTime: '2026-02-01T06:00:00',
        timeZone: 'Europe/Berlin',
      },
      policy: 'strict',
      reviewEvery: 'P90D',
      minimumEvents: 50,
      runbook: 'docs/run.md',
      contributors: ['route', 'region'],
      stakeholders: ['group:default/payments'],
    };
    const draft = { ...draftOf(before, 'UTC'), target: '99.9' };
    expect(specOf(draft, before)).toEqual({ ...before, objective: '0.999' });
  });

  it('takes the usual alerts where its own are not wanted any more', () => {
    const draft = { ...draftOf(spec, 'UTC'), ownAlerts: false };
    expect(specOf(draft, spec)?.alerts.map(({ factor }) => factor)).toEqual([
      14.4, 6, 1, 3,
    ]);
    const silent = { ...draft, silenced: ['page-360', 'ticket-4320'] };
    expect(specOf(silent, spec)?.alerts).toHaveLength(2);
  });
});

describe('an SLO that is made', () => {
  it.each([
    ['availability', 'metric', 'Choose a metric, or write its name'],
    ['availability', 'bad', 'Say which labels a bad event has'],
    ['own', 'query', 'Write a query'],
    ['own', 'title', 'Say what is promised, in a few words'],
    ['own', 'target', 'A percentage below 100'],
  ] as const)('of %s lacks %s', (item, field, message) => {
    expect(draftProblems(of(item))).toContainEqual(
      expect.objectContaining({
        field,
        message: expect.stringContaining(message),
      }),
    );
    expect(specOf(of(item))).toBeUndefined();
  });

  it.each([
    ['target', '100'],
    ['target', '0'],
    ['target', '99,9'],
    ['name', 'Not a name'],
    ['windowDays', '0'],
    ['windowDays', '401'],
    ['reviewEvery', 'soon'],
    ['minimumEvents', '-1'],
    ['bound', 'fast'],
    ['contributors', 'route, not a label'],
    ['stakeholders', 'group:default/payments, Ada Lindqvist'],
  ] as const)('refuses %s %s beside its field', (field, value) => {
    const draft = of('latency-p95', { metric: 'a_seconds_bucket' });
    expect(draftProblems(draft)).toEqual([]);
    expect(
      draftProblems({ ...draft, [field]: value }).map(it => it.field),
    ).toEqual([field]);
  });

  it('needs a zone for calendar periods, and a name that is free', () => {
    const draft = of('latency-p95', { metric: 'a_seconds_bucket' });
    expect(
      draftProblems({ ...draft, windowKind: 'calendar', windowZone: 'Mars' }),
    ).toEqual([expect.objectContaining({ field: 'windowZone' })]);
    expect(draftProblems(draft, { taken: ['latency-p95'] })).toEqual([
      expect.objectContaining({ step: 'service', field: 'name' }),
    ]);
  });

  it('asks for nothing but the service where a file was brought along', () => {
    expect(
      draftProblems({ ...newDraft('', 'UTC'), imported: 'kind: SLO' }),
    ).toEqual([expect.objectContaining({ field: 'service' })]);
  });

  it('leaves alerts out that could never fire', () => {
    const draft = of('latency-p50', { metric: 'a_seconds_bucket' });
    expect(specOf(draft)).toMatchObject({
      objective: '0.5',
      alerts: [{ severity: 'ticket', longMinutes: 4320 }],
    });
  });
});
