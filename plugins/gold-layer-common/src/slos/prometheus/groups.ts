import { InputError } from '@backstage/errors';
import type { SloSpec } from '../spec';
import { burnWindowNames, burnWindows } from '../state';
import { burnAlertRule, RuleOptions } from './alerts';
import { sliCounts } from './counts';
import { fnv1a64 } from './hash';
import { sliHash } from './measured';
import {
  badSeries,
  errorRatioSeries,
  objectiveSeries,
  ruleGroupName,
  rulesInfoSeries,
  seriesOf,
  sloLabels,
  totalSeries,
} from './names';
import { ruleProblems, rulesNotNeeded } from './problems';
import { promDuration } from './promql';

/** A rule that records a series. */
export interface RecordingRule {
  record: string;
  expr: string;
  labels: Record<string, string>;
}

/** A rule that alerts. */
export interface AlertingRule {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** A group of rules, as a file for Prometheus holds it. */
export interface RuleGroup {
  name: string;
  /** Such as `1m`. */
  interval: string;
  rules: (RecordingRule | AlertingRule)[];
}

/** Windows from here on change slowly and are recorded less often. */
const longFromMinutes = 1440;

/**
 * Every two minutes. Five would save more, but Prometheus forgets a sample
 * after five minutes, and an alert on a series that is recorded every five
 * would flicker whenever an evaluation is late.
 */
const longInterval = '2m';

function countRules(slo: SloSpec): RecordingRule[] {
  const counts = sliCounts(slo, 5, seriesOf(slo, totalSeries));
  if (!counts) {
    return [];
  }
  const labels = sloLabels(slo);
  return [
    { record: totalSeries, expr: counts.total, labels },
    { record: badSeries, expr: counts.bad, labels },
  ];
}

/**
 * The share of bad events within a window, from the recorded five-minute
 * counts and not from the raw counters. Each count is recorded every minute,
 * so sums of them count events five times over, bad ones and all alike: their
 * ratio is the ratio of events, weighted by how many there were. Three days
 * cost 4320 samples of two series whatever the number of raw series is, where
 * `increase(…[3d])` would read every sample of every pod. Events of the last
 * four minutes weigh less until their counts are complete; the window of five
 * minutes itself does not have that delay.
 */
function ratioRule(slo: SloSpec, minutes: number): RecordingRule {
  const over = (name: string) =>
    minutes === 5
      ? seriesOf(slo, name)
      : `sum_over_time(${seriesOf(slo, name)}[${promDuration(minutes)}])`;
  return {
    record: errorRatioSeries(minutes),
    // Idle: 0/0 would record a number that is none. Nothing is recorded instead, and the total says 0.
    expr: `${over(badSeries)}\n/ (${over(totalSeries)} > 0)`,
    labels: sloLabels(slo),
  };
}

function windowsOf(slo: SloSpec): number[] {
  const shown = burnWindowNames.map(name => burnWindows[name]);
  const alerted = slo.alerts.flatMap(it => [it.longMinutes, it.shortMinutes]);
  return [...new Set<number>([...shown, ...alerted])].sort((a, b) => a - b);
}

function constantRules(slo: SloSpec, version: string): RecordingRule[] {
  const labels = sloLabels(slo);
  return [
    {
      record: objectiveSeries,
      expr: `vector(${slo.objective})`,
      labels,
    },
    {
      record: rulesInfoSeries,
      expr: 'vector(1)',
      labels: { ...labels, sli: sliHash(slo), version },
    },
  ];
}

function buildGroups(
  slo: SloSpec,
  version: string,
  options: RuleOptions,
): RuleGroup[] {
  const windows = windowsOf(slo);
  const short = windows.filter(it => it < longFromMinutes);
  const long = windows.filter(it => it >= longFromMinutes);
  return [
    {
      name: ruleGroupName(slo.id),
      interval: '1m',
      rules: [
        ...countRules(slo),
        ...short.map(minutes => ratioRule(slo, minutes)),
        ...slo.alerts.map(alert => burnAlertRule(slo, alert, options)),
      ],
    },
    {
      name: ruleGroupName(slo.id, true),
      interval: longInterval,
      rules: [
        ...long.map(minutes => ratioRule(slo, minutes)),
        ...constantRules(slo, version),
      ],
    },
  ];
}

/**
 * Tells one state of an SLO's rules from another: the same for the same
 * document whichever portal generates them, as links to the portal do not count.
 */
export function ruleGroupsHash(slo: SloSpec): string {
  return fnv1a64(JSON.stringify(buildGroups(slo, '', {})));
}

/**
 * The rules of one SLO, in two groups; none where {@link rulesNotNeeded} says
 * why. Throws an InputError where a query cannot be made into rules: ask
 * {@link ruleProblems} first.
 */
export function generateRuleGroups(
  slo: SloSpec,
  options: RuleOptions = {},
): RuleGroup[] {
  if (rulesNotNeeded(slo)) {
    return [];
  }
  const problem = ruleProblems(slo).find(it => it.severity === 'error');
  if (problem) {
    throw new InputError(
      `No rules for '${slo.id}': ${problem.path} is ${problem.found}, expected ${problem.allowed}`,
    );
  }
  return buildGroups(slo, ruleGroupsHash(slo), options);
}
