import { defaultBurnAlerts, unreachableReason } from '../alerts';
import { serviceRef, sloIdOf, writeOpenSlo } from '../openslo';
import type { MetricQuery, Sli, SloSpec, SloWindow } from '../spec';
import { selectorOf, type LabelMatcher } from './labelMatcher';
import type { SliMenuItem } from './items';
import { histogramBase } from './suggestMetrics';

/** What somebody chose for an item of the menu. */
export interface SliChoices {
  item: SliMenuItem;
  /** Entity ref of the service. */
  service: string;
  /** Name of the SLO; the item's if absent. */
  name?: string;
  title?: string;
  /** The counter of all events, any series of the histogram, or the gauge. Not for `pushed`. */
  metric?: string;
  /** What narrows it down to the service. */
  matchers?: readonly LabelMatcher[];
  /** What a bad event has besides; `events` only. */
  bad?: readonly LabelMatcher[];
  /** Another metric that counts bad events; `events` only. */
  badMetric?: string;
  /** Bucket of a histogram as its label says (`0.3`), or threshold of a gauge; the item's if absent. */
  bound?: string | number;
  /** How often numbers are pushed; `pushed` only. */
  every?: string;
  /** A share below 1; the item's if absent. */
  objective?: string;
  /** 28 days if absent. */
  window?: SloWindow;
  /** Name of the data source. */
  source?: string;
}

/** Minutes of a slice of a gauge. */
const sliceMinutes = 5;

/**
 * The SLO that follows from what was chosen.
 *
 * @throws Error if the service is no entity ref, or the item needs a metric and none was chosen
 */
export function composeSlo(choices: SliChoices): SloSpec {
  const { item } = choices;
  const service = serviceRef(choices.service);
  if (!service) {
    throw new Error(
      `Found service '${choices.service}', expected an entity ref`,
    );
  }
  const name = choices.name ?? item.id;
  const window = choices.window ?? { kind: 'rolling', days: 28 };
  const objective = choices.objective ?? item.objective;
  return {
    id: sloIdOf(service, name),
    name,
    title: choices.title ?? item.title,
    description: item.why,
    service,
    indicator: item.title,
    sli: sliOf(choices),
    ...(item.kind === 'gauge'
      ? { method: 'Timeslices', timeSliceMinutes: sliceMinutes }
      : { method: 'Occurrences' }),
    objective,
    window,
    // Under a loose objective not even an outage burns fast enough for some.
    alerts: defaultBurnAlerts(window).filter(
      alert => !unreachableReason(alert, objective),
    ),
  };
}

/** The same as an OpenSLO document. */
export function composeSli(choices: SliChoices): string {
  return writeOpenSlo(composeSlo(choices));
}

function sliOf(choices: SliChoices): Sli {
  const { item, matchers = [] } = choices;
  if (item.kind === 'pushed') {
    return { kind: 'pushed', ...(choices.every && { every: choices.every }) };
  }
  const { metric } = choices;
  if (!metric) throw new Error(`${item.title} needs a metric to be chosen`);
  const query = (text: string): MetricQuery => ({
    ...(choices.source && { source: choices.source }),
    type: 'prometheus',
    query: text,
  });
  if (item.kind === 'events') {
    const { bad = [], badMetric = metric } = choices;
    return {
      kind: 'ratio',
      counter: true,
      bad: query(selectorOf(badMetric, [...matchers, ...bad])),
      total: query(selectorOf(metric, matchers)),
    };
  }
  const bound = String(choices.bound ?? item.bound);
  if (item.kind === 'histogram') {
    const base = histogramBase(metric);
    const bucket: LabelMatcher = { label: 'le', op: '=', value: bound };
    return {
      kind: 'ratio',
      counter: true,
      good: query(selectorOf(`${base}_bucket`, [...matchers, bucket])),
      total: query(selectorOf(`${base}_count`, matchers)),
    };
  }
  const selector = selectorOf(metric, matchers);
  const readings = {
    value: `max(${selector})`,
    age: `time() - max(${selector})`,
    rate: `sum(rate(${selector}[5m]))`,
  };
  return {
    kind: 'threshold',
    metric: query(readings[item.reads]),
    op: item.op,
    value: Number(bound),
  };
}
