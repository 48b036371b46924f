import type { MetricLookup } from '../documents';
import type { MetricConvention } from './conventions';
import type { SliMenuItem } from './items';

type Metric = MetricLookup['items'][number];

/** A metric that exists and may serve for an item of the menu. */
export interface SuggestedMetric {
  metric: Metric;
  /** The well-known software that it is from. */
  convention?: MetricConvention;
}

/** The metric of a histogram without its ending, whichever of its series was named. */
export function histogramBase(name: string): string {
  return name.replace(/_(bucket|count|sum)$/, '');
}

/** Those of the metrics that fit an item: well-known ones first, then those with most of its words. */
export function suggestMetrics(
  item: SliMenuItem,
  metrics: readonly Metric[],
): SuggestedMetric[] {
  return metrics
    .filter(metric => fits(item, metric))
    .map(metric => {
      const place = item.conventions.findIndex(known =>
        item.kind === 'histogram'
          ? histogramBase(known.metric) === histogramBase(metric.name)
          : known.metric === metric.name,
      );
      const words = item.words.filter(word => metric.name.includes(word));
      return { metric, place, words: words.length };
    })
    .filter(({ place, words }) => place >= 0 || words > 0)
    .sort(
      (a, b) =>
        Number(b.place >= 0) - Number(a.place >= 0) ||
        a.place - b.place ||
        b.words - a.words ||
        a.metric.name.localeCompare(b.metric.name, 'en'),
    )
    .map(({ metric, place }) => ({
      metric,
      ...(place >= 0 && { convention: item.conventions[place] }),
    }));
}

/** Whether a metric is of the kind that an item needs; where its type is not known, its name tells. */
function fits(item: SliMenuItem, { name, type, buckets }: Metric): boolean {
  const histogram = Boolean(buckets?.length) || name.endsWith('_bucket');
  const counts =
    /_(total|count)$/.test(name) || type === 'counter' || isKnown(item, name);
  switch (item.kind) {
    case 'histogram':
      return histogram || type === 'histogram';
    case 'events':
      return counts && !name.endsWith('_bucket');
    case 'gauge':
      return item.reads === 'rate'
        ? counts && !name.endsWith('_bucket')
        : !histogram && !counts && !name.endsWith('_sum');
    default:
      return false;
  }
}

function isKnown(item: SliMenuItem, name: string): boolean {
  return (
    item.kind !== 'gauge' &&
    item.conventions.some(({ metric }) => metric === name)
  );
}
