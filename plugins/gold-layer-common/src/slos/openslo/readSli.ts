import type { Sli } from '../spec';
import { readQuery, type MetricSource, type SliContext } from './metricQuery';
import { readRatio, readRaw } from './ratioMetric';
import { below, type Spot } from './references';
import type { ObjectiveSpec, SliSpec } from './schema';

/** What an indicator measures, under one objective. Undefined, with findings, where it cannot be measured. */
export function readSli(
  spec: SliSpec,
  {
    at,
    objective,
    objectiveAt,
  }: {
    /** Where the indicator's spec stands. */
    at: Spot;
    objective: ObjectiveSpec;
    objectiveAt: Spot;
  },
  context: SliContext,
): Sli | undefined {
  const { ratioMetric, thresholdMetric } = spec;
  if (ratioMetric && thresholdMetric) {
    at.findings.error(
      [...at.path, 'thresholdMetric'],
      'either ratioMetric or thresholdMetric, not both',
    );
    return undefined;
  }
  if (thresholdMetric) {
    const place = below(at, 'thresholdMetric', 'metricSource');
    return readThreshold(thresholdMetric.metricSource, {
      at: place,
      objective,
      objectiveAt,
      context,
    });
  }
  if (!ratioMetric) {
    at.findings.error(at.path, 'an object with ratioMetric or thresholdMetric');
    return undefined;
  }
  for (const field of ['op', 'value'] as const) {
    if (objective[field] !== undefined) {
      objectiveAt.findings.warning(
        [...objectiveAt.path, field],
        `nothing: a ratio is held against its target alone; ${field} belongs to a thresholdMetric`,
      );
    }
  }
  const place = below(at, 'ratioMetric');
  return ratioMetric.raw
    ? readRaw(ratioMetric, place, context)
    : readRatio(ratioMetric, place, context);
}

function readThreshold(
  source: MetricSource,
  {
    at,
    objective,
    objectiveAt,
    context,
  }: {
    at: Spot;
    objective: ObjectiveSpec;
    objectiveAt: Spot;
    context: SliContext;
  },
): Sli | undefined {
  const { op, value } = objective;
  if (op === undefined) {
    objectiveAt.findings.error(
      [...objectiveAt.path, 'op'],
      'lt, lte, gt or gte: which side of value is good',
    );
  }
  if (value === undefined) {
    objectiveAt.findings.error(
      [...objectiveAt.path, 'value'],
      'the number that the metric is compared with',
    );
  }
  const metric = readQuery(source, at, context);
  return metric && op !== undefined && value !== undefined
    ? { kind: 'threshold', metric, op, value }
    : undefined;
}
