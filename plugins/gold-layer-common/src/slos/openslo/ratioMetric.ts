import { Duration } from 'luxon';
import { durationSchema } from '../../facts/fact';
import { longestEveryDays, type Sli } from '../spec';
import {
  pushedType,
  readQuery,
  typeOf,
  type MetricSource,
  type SliContext,
} from './metricQuery';
import { below, type Spot } from './references';
import type { SliSpec } from './schema';

type RatioMetric = NonNullable<SliSpec['ratioMetric']>;

/** A ratio that the source has worked out already. */
export function readRaw(
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

/** Good or bad events, and all of them. */
export function readRatio(
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
  if (Duration.fromISO(parsed.data).as('days') > longestEveryDays) {
    at.findings.warning(
      [...at.path, 'spec', 'every'],
      `at most P${longestEveryDays}D: of what is longer, only the first ${longestEveryDays} days count as measured`,
    );
  }
  return { kind: 'pushed', every: parsed.data };
}
