import { parseEntityRef } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import { defaultBurnAlerts } from '../alerts';
import type { BurnAlert, MetricQuery, Sli, SloSpec, SloWindow } from '../spec';
import { writeAnnotations } from './annotations';
import { writeShorthand } from './duration';
import { pushedType } from './metricQuery';
import { openSloVersion } from './schema';

/**
 * An SLO as an OpenSLO document, in YAML. Reading it gives the same SLO, with
 * one exception: an AlertCondition has one window, so the short window of an
 * alert comes back as a twelfth of its long one.
 */
export function writeOpenSlo(slo: SloSpec): string {
  return stringify(openSloOf(slo), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}

/** Several SLOs as one file with a document each. */
export function writeOpenSlos(slos: readonly SloSpec[]): string {
  return slos.map(writeOpenSlo).join('---\n');
}

function openSloOf(slo: SloSpec): object {
  const { name, namespace } = parseEntityRef(slo.service, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  const annotations = writeAnnotations({
    ...slo,
    entityRef: namespace === 'default' ? undefined : slo.service,
  });
  const usual = sameAlerts(slo.alerts, defaultBurnAlerts(slo.window));
  return {
    apiVersion: openSloVersion,
    kind: 'SLO',
    metadata: {
      name: slo.name,
      ...(slo.title !== slo.name && { displayName: slo.title }),
      ...(slo.labels && { labels: slo.labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ...(slo.description && { description: slo.description }),
      service: name,
      indicator: {
        metadata: { name: slo.name, displayName: slo.indicator },
        spec: indicatorSpec(slo.sli),
      },
      timeWindow: [timeWindowOf(slo.window)],
      budgetingMethod: slo.method,
      objectives: [objectiveOf(slo)],
      ...(!usual && { alertPolicies: policiesOf(slo.alerts) }),
    },
  };
}

function objectiveOf(slo: SloSpec): object {
  const { sli, timeSliceTarget, timeSliceMinutes } = slo;
  return {
    ...(sli.kind === 'threshold' && { op: sli.op, value: sli.value }),
    // Ten decimals survive a binary number unharmed.
    target: Number(slo.objective),
    ...(timeSliceTarget !== undefined && { timeSliceTarget }),
    ...(timeSliceMinutes !== undefined && {
      timeSliceWindow: writeShorthand(timeSliceMinutes),
    }),
  };
}

function metric({ source, type, query }: MetricQuery): object {
  return {
    metricSource: {
      ...(source && { metricSourceRef: source }),
      type: type === 'prometheus' ? 'Prometheus' : type,
      spec: { query },
    },
  };
}

function indicatorSpec(sli: Sli): object {
  switch (sli.kind) {
    case 'threshold':
      return { thresholdMetric: metric(sli.metric) };
    case 'raw':
      return { ratioMetric: { raw: metric(sli.raw), rawType: sli.rawType } };
    case 'ratio':
      return {
        ratioMetric: {
          counter: sli.counter,
          ...(sli.good && { good: metric(sli.good) }),
          ...(sli.bad && { bad: metric(sli.bad) }),
          total: metric(sli.total),
        },
      };
    default: {
      const pushed = {
        metricSource: {
          type: pushedType,
          ...(sli.every && { spec: { every: sli.every } }),
        },
      };
      return { ratioMetric: { counter: false, good: pushed, total: pushed } };
    }
  }
}

const calendarDurations = {
  week: '1w',
  month: '1M',
  quarter: '1Q',
  year: '1Y',
} as const;

function timeWindowOf(window: SloWindow): object {
  if (window.kind === 'rolling') {
    return { duration: `${window.days}d`, isRolling: true };
  }
  return {
    duration: calendarDurations[window.unit],
    isRolling: false,
    calendar: {
      startTime: window.startTime.replace('T', ' '),
      timeZone: window.timeZone,
    },
  };
}

function sameAlerts(a: readonly BurnAlert[], b: readonly BurnAlert[]): boolean {
  return JSON.stringify(a.map(alertKey)) === JSON.stringify(b.map(alertKey));
}

function alertKey({ severity, longMinutes, factor }: BurnAlert): unknown[] {
  return [severity, longMinutes, factor];
}

/** A policy for each alert; one that never alerts where there is none, as no policy at all means the usual ones. */
function policiesOf(alerts: readonly BurnAlert[]): object[] {
  if (alerts.length > 0) {
    return alerts.map(alert => policyOf(alert, { breaching: true }));
  }
  const never: BurnAlert = {
    severity: 'ticket',
    longMinutes: 60,
    shortMinutes: 5,
    factor: 1,
  };
  return [policyOf(never, { breaching: false })];
}

function policyOf(
  { severity, longMinutes, factor }: BurnAlert,
  { breaching }: { breaching: boolean },
): object {
  const window = writeShorthand(longMinutes);
  const name = breaching ? `${severity}-${window}` : 'no-alerts';
  return {
    kind: 'AlertPolicy',
    metadata: { name },
    spec: {
      alertWhenBreaching: breaching,
      conditions: [
        {
          kind: 'AlertCondition',
          metadata: { name },
          spec: {
            severity,
            condition: {
              kind: 'burnrate',
              op: 'gt',
              threshold: factor,
              lookbackWindow: window,
              alertAfter: '0m',
            },
          },
        },
      ],
      notificationTargets: [],
    },
  };
}
