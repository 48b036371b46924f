import { Duration } from 'luxon';
import { newDraft, type SloDraft } from './draft';
import type { Sli, SloSpec } from '@gold-layer/backstage-plugin-common';
import { ownItem, percentOf } from './itemOf';
import { alertKey, queriesOf, usualAlerts } from './specOf';

/** An SLO that stands, as a draft of its change: its queries are written out. `zone` is that of whoever changes it. */
export function draftOf(spec: SloSpec, zone: string): SloDraft {
  const { window } = spec;
  return {
    ...newDraft(spec.service, zone),
    item: ownItem,
    title: spec.title,
    name: spec.name,
    description: spec.description ?? '',
    ...measuredBy(spec.sli),
    source: queriesOf(spec.sli)[0]?.query.source ?? '',
    target: percentOf(spec.objective),
    windowKind: window.kind,
    ...(window.kind === 'rolling'
      ? { windowDays: String(window.days) }
      : { windowUnit: window.unit, windowZone: window.timeZone }),
    ownAlerts: !areUsual(spec),
    policy: spec.policy ?? '',
    reviewEvery: daysOf(spec.reviewEvery),
    minimumEvents: spec.minimumEvents?.toString() ?? '',
    runbook: spec.runbook ?? '',
    contributors: spec.contributors?.join(', ') ?? '',
    stakeholders: spec.stakeholders?.join(', ') ?? '',
  };
}

function measuredBy(sli: Sli): Partial<SloDraft> {
  const queries = { how: 'queries', op: 'lt', counter: true } as const;
  switch (sli.kind) {
    case 'ratio':
      return {
        ...queries,
        queryKind: sli.bad ? 'bad' : 'good',
        counter: sli.counter,
        query: (sli.bad ?? sli.good)?.query ?? '',
        totalQuery: sli.total.query,
      };
    case 'raw':
      return { ...queries, queryKind: sli.rawType, query: sli.raw.query };
    case 'threshold':
      return {
        ...queries,
        queryKind: 'threshold',
        query: sli.metric.query,
        op: sli.op,
        value: String(sli.value),
      };
    default:
      return {
        ...queries,
        how: 'pushed',
        queryKind: 'bad',
        pushedEvery: sli.every
          ? String(Duration.fromISO(sli.every).as('minutes'))
          : '',
      };
  }
}

/** Whether an SLO has the alerts that one has with nothing said about them. */
export function areUsual({ alerts, window, objective }: SloSpec): boolean {
  const keys = (some: SloSpec['alerts']) =>
    some.map(alert => `${alertKey(alert)} ${alert.factor}`).join();
  return keys(alerts) === keys(usualAlerts(window, objective));
}

function daysOf(duration: string | undefined): string {
  if (!duration) return '';
  return String(Math.round(Duration.fromISO(duration).as('days')));
}
