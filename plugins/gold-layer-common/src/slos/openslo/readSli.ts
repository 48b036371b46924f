import { durationSchema } from '../../facts/fact';
import type { MetricQuery, Sli } from '../spec';
import { findQueryTraps, type BucketLookup } from './queryTraps';
import { below, type Entry, type References, type Spot } from './references';
import type { ObjectiveSpec, SliSpec } from './schema';

/** Type of data source whose numbers come over the API. */
export const pushedType = 'gold-layer-push';

/** What is known around an indicator. */
export interface SliContext {
  references: References;
  /** Notes a document that the SLO rests on. */
  uses(entry: Entry): void;
  bucketsOf?: BucketLookup;
  /** Type of a data source that is set up elsewhere. */
  sourceType?: (name: string) => string | undefined;
}

type MetricSource = NonNullable<SliSpec['thresholdMetric']>['metricSource'];

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

type RatioMetric = NonNullable<SliSpec['ratioMetric']>;

function readRaw(
  ratio: RatioMetric,
  at: Spot,
  context: SliContext,
): Sli | undefined {
  const { raw, rawType } = ratio;
  for (const field of ['good', 'bad', 'total'] as const) {
    if (ratio[field]) {
      at.findings.error(
        [...at.path, field],
        'nothing beside raw: raw is the ratio already',
      );
    }
  }
  if (!rawType) {
    at.findings.error(
      [...at.path, 'rawType'],
      'success if raw is good ÷ total, failure if it is bad ÷ total',
    );
  }
  const query =
    raw &&
    readQuery(raw.metricSource, below(at, 'raw', 'metricSource'), context);
  return query && rawType ? { kind: 'raw', raw: query, rawType } : undefined;
}

function readRatio(
  ratio: RatioMetric,
  at: Spot,
  context: SliContext,
): Sli | undefined {
  const { good, bad, total } = ratio;
  if (ratio.rawType) {
    at.findings.error([...at.path, 'rawType'], 'nothing without raw');
  }
  if (good && bad) {
    at.findings.error(
      [...at.path, 'bad'],
      'either good or bad, not both: the other follows from total',
    );
  } else if (!good && !bad) {
    at.findings.error([...at.path, 'good'], 'good or bad beside total');
  }
  if (!total) {
    at.findings.error(
      [...at.path, 'total'],
      'all events: without them there is no share of good ones',
    );
  }
  const metrics = { good, bad, total };
  const types = Object.entries(metrics).flatMap(([name, metric]) =>
    metric
      ? [typeOf(metric.metricSource, below(at, name, 'metricSource'), context)]
      : [],
  );
  if (types.includes(pushedType)) {
    if (types.some(type => type !== pushedType)) {
      at.findings.error(
        at.path,
        `${pushedType} for all of good, bad and total, or for none`,
        'pushed and queried numbers together',
      );
      return undefined;
    }
    return total && (good || bad)
      ? readPushed(total.metricSource, below(at, 'total', 'metricSource'))
      : undefined;
  }
  const { counter } = ratio;
  if (counter === undefined) {
    at.findings.error(
      [...at.path, 'counter'],
      'true where the numbers only ever grow (such as …_total), false where they go up and down',
    );
  }
  const queryOf = (name: keyof typeof metrics) => {
    const source = metrics[name]?.metricSource;
    return (
      source &&
      readQuery(source, below(at, name, 'metricSource'), context, { counter })
    );
  };
  const queries = { good: queryOf('good'), bad: queryOf('bad') };
  const all = queryOf('total');
  const part = queries.good ?? queries.bad;
  if (!all || !part || counter === undefined || (good && bad)) return undefined;
  if (part.query === all.query) {
    at.findings.warning(
      [...at.path, 'total'],
      `another query than ${good ? 'good' : 'bad'} has: they are the same`,
      all.query.slice(0, 80),
    );
  }
  return {
    kind: 'ratio',
    counter,
    ...(queries.good && { good: queries.good }),
    ...(queries.bad && { bad: queries.bad }),
    total: all,
  };
}

function readPushed(source: MetricSource, at: Spot): Sli | undefined {
  const every = source.spec?.every;
  if (every === undefined) return { kind: 'pushed' };
  const parsed = durationSchema.safeParse(every);
  if (!parsed.success) {
    at.findings.error(
      [...at.path, 'spec', 'every'],
      'an ISO 8601 duration such as PT5M, PT1H or P1D',
    );
    return undefined;
  }
  return { kind: 'pushed', every: parsed.data };
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

/** The type of a metric source, in lower case; undefined where nothing says it. */
function typeOf(
  { type, metricSourceRef }: MetricSource,
  at: Spot,
  { references, uses, sourceType }: SliContext,
): string | undefined {
  if (type) return type.toLowerCase();
  if (!metricSourceRef) {
    at.findings.error(
      [...at.path, 'type'],
      'a type such as Prometheus, or metricSourceRef with the name of a DataSource',
    );
    return undefined;
  }
  const found = references.dataSource(metricSourceRef);
  if (found) uses(found.entry);
  const known = found?.data.spec.type ?? sourceType?.(metricSourceRef);
  if (!known) {
    at.findings.error(
      [...at.path, 'metricSourceRef'],
      'the name of a DataSource of this file, or a type such as Prometheus beside it',
    );
  }
  return known?.toLowerCase();
}

function readQuery(
  source: MetricSource,
  at: Spot,
  context: SliContext,
  { counter }: { counter?: boolean } = {},
): MetricQuery | undefined {
  const type = typeOf(source, at, context);
  const query = source.spec?.query;
  const path = [...at.path, 'spec', 'query'];
  if (typeof query !== 'string' || query.trim() === '') {
    at.findings.error(path, 'a query, as a text');
    return undefined;
  }
  if (query.length > 10_000) {
    at.findings.error(
      path,
      'at most 10000 characters',
      `${query.length} characters`,
    );
    return undefined;
  }
  if (!type) return undefined;
  if (type === 'prometheus') {
    const use = { counter, bucketsOf: context.bucketsOf };
    findQueryTraps(query, use, { path, findings: at.findings });
  }
  return {
    ...(source.metricSourceRef && { source: source.metricSourceRef }),
    type,
    query: query.trim(),
  };
}
