import {
  composeSlo,
  defaultBurnAlerts,
  nominalWindowMinutes,
  objectiveOfPercent,
  sloIdOf,
  unreachableReason,
  type BurnAlert,
  type MetricQuery,
  type Sli,
  type SloSpec,
  type SloWindow,
} from '@gold-layer/backstage-plugin-common';
import { itemsOf, type SloDraft } from './draft';
import { itemOf } from './itemOf';
import { draftProblems } from './problems';

/** Minutes of a slice of a value that is compared with a threshold. */
const sliceMinutes = 5;

/**
 * The SLO that a draft describes; absent while the draft lacks something. What
 * the wizard does not ask for is as in `before`, the SLO that is being changed.
 */
export function specOf(draft: SloDraft, before?: SloSpec): SloSpec | undefined {
  if (draft.imported || draftProblems(draft).length > 0) return undefined;
  const objective = objectiveOfPercent(draft.target);
  if (objective === undefined) return undefined;
  const sli = sliOf(draft, before);
  const window = windowOf(draft, before);
  const title = draft.title.trim();
  return {
    ...before,
    id: sloIdOf(draft.service, draft.name),
    name: draft.name,
    title,
    description: draft.description.trim() || undefined,
    service: draft.service,
    indicator: before?.indicator ?? itemOf(draft)?.title ?? title,
    sli,
    ...methodOf(sli, before),
    objective,
    window,
    alerts: alertsOf(draft, { window, objective, before }),
    policy: draft.policy || undefined,
    reviewEvery: draft.reviewEvery ? `P${draft.reviewEvery}D` : undefined,
    minimumEvents: draft.minimumEvents
      ? Number(draft.minimumEvents)
      : undefined,
    runbook: draft.runbook.trim() || undefined,
    contributors: sli.kind === 'pushed' ? undefined : some(draft.contributors),
    stakeholders: some(draft.stakeholders),
  };
}

function some(text: string): string[] | undefined {
  const items = itemsOf(text);
  return items.length > 0 ? items : undefined;
}

/** The window as far as the draft has one. */
export function windowOf(
  draft: Pick<
    SloDraft,
    'windowKind' | 'windowDays' | 'windowUnit' | 'windowZone'
  >,
  before?: Pick<SloSpec, 'window'>,
): SloWindow {
  if (draft.windowKind === 'rolling') {
    return { kind: 'rolling', days: Number(draft.windowDays) };
  }
  const { windowUnit: unit, windowZone: timeZone } = draft;
  const old = before?.window;
  if (old?.kind === 'calendar' && old.unit === unit) {
    return { ...old, timeZone };
  }
  // Any Monday would do for weeks, any first of January for the others.
  const startTime =
    unit === 'week' ? '2026-01-05T00:00:00' : '2026-01-01T00:00:00';
  return { kind: 'calendar', unit, startTime, timeZone };
}

/** A name of an alert that stays the same when the window changes. */
export function alertKey(
  alert: Pick<BurnAlert, 'severity' | 'longMinutes'>,
): string {
  return `${alert.severity}-${alert.longMinutes}`;
}

/** The alerts that an SLO would have with nothing said about them. */
export function usualAlerts(window: SloWindow, objective: string): BurnAlert[] {
  if (!(nominalWindowMinutes(window) > 0)) return [];
  return defaultBurnAlerts(window).filter(
    alert => !unreachableReason(alert, objective),
  );
}

/** The alerts that a draft asks for. */
export function alertsOf(
  draft: Pick<SloDraft, 'ownAlerts' | 'silenced'>,
  on: { window: SloWindow; objective: string; before?: SloSpec },
): BurnAlert[] {
  const all =
    draft.ownAlerts && on.before
      ? on.before.alerts
      : usualAlerts(on.window, on.objective);
  return all.filter(alert => !draft.silenced.includes(alertKey(alert)));
}

function sliOf(draft: SloDraft, before: SloSpec | undefined): Sli {
  const { how, queryKind } = draft;
  if (how === 'pushed') {
    return {
      kind: 'pushed',
      ...(draft.pushedEvery && { every: `PT${draft.pushedEvery}M` }),
    };
  }
  const item = itemOf(draft);
  if (how === 'metrics' && item) {
    return composeSlo({
      item,
      service: draft.service,
      source: draft.source || undefined,
      metric: draft.metric,
      matchers: draft.matchers,
      bad: draft.badBy === 'labels' ? draft.bad : undefined,
      badMetric: draft.badBy === 'metric' ? draft.badMetric : undefined,
      bound: draft.bound,
    }).sli;
  }
  const query = (text: string): MetricQuery => ({
    type: typeOf(before),
    ...(draft.source && { source: draft.source }),
    query: text.trim(),
  });
  switch (queryKind) {
    case 'threshold':
      return {
        kind: 'threshold',
        metric: query(draft.query),
        op: draft.op,
        value: Number(draft.value),
      };
    case 'failure':
    case 'success':
      return { kind: 'raw', raw: query(draft.query), rawType: queryKind };
    default:
      return {
        kind: 'ratio',
        counter: draft.counter,
        [queryKind]: query(draft.query),
        total: query(draft.totalQuery),
      };
  }
}

/** A changed query is asked in the language of the one before. */
function typeOf(before: SloSpec | undefined): string {
  const [first] = before ? queriesOf(before.sli) : [];
  return first?.query.type ?? 'prometheus';
}

/** The queries of an indicator, each with what it answers. */
export function queriesOf(sli: Sli): { words: string; query: MetricQuery }[] {
  switch (sli.kind) {
    case 'ratio':
      return [
        ...(sli.bad ? [{ words: 'Bad events', query: sli.bad }] : []),
        ...(sli.good ? [{ words: 'Good events', query: sli.good }] : []),
        { words: 'All events', query: sli.total },
      ];
    case 'raw':
      return [
        {
          words:
            sli.rawType === 'success' ? 'Share of success' : 'Share of failure',
          query: sli.raw,
        },
      ];
    case 'threshold':
      return [{ words: 'Value', query: sli.metric }];
    default:
      return [];
  }
}

/** How it is counted: as before, unless the indicator became another kind. */
function methodOf(
  sli: Sli,
  before: SloSpec | undefined,
): Pick<SloSpec, 'method' | 'timeSliceMinutes' | 'timeSliceTarget'> {
  const slices = sli.kind === 'threshold';
  if (before && (before.sli.kind === 'threshold') === slices) {
    const { method, timeSliceMinutes, timeSliceTarget } = before;
    return { method, timeSliceMinutes, timeSliceTarget };
  }
  return slices
    ? {
        method: 'Timeslices',
        timeSliceMinutes: sliceMinutes,
        timeSliceTarget: undefined,
      }
    : {
        method: 'Occurrences',
        timeSliceMinutes: undefined,
        timeSliceTarget: undefined,
      };
}
