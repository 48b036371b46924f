import {
  promDuration,
  rulesInfoSeries,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import { selector } from '../loaded/selectors';
import { askInParts, matchersOf, type Portion } from './askInParts';
import { askSteps } from './askSteps';
import { rowsOf, type Wanted } from './batches';

/** Ends of the first bucket in which rules counted one thing, and of the last in which they counted another; milliseconds since 1970. */
interface Edges {
  first: number;
  lastOther: number;
}

const never: Edges = { first: Infinity, lastOther: -Infinity };

/**
 * Since when rules have counted what their SLOs count now, in milliseconds since
 * 1970. Series of counts do not say what is counted, as they have to go on
 * through every change of an objective; the info series beside them does. Asked
 * with a query for each length of buckets: where nothing but the right rules
 * were loaded, that is before all that is wanted.
 *
 * @param slis by SLO: what has to stand on its info series
 */
export async function askCountedSince(
  client: PrometheusClient,
  batch: Wanted[],
  options: {
    isMost: boolean;
    signal: AbortSignal;
    slis: ReadonlyMap<string, string>;
  },
): Promise<Map<string, number>> {
  const since = new Map<string, Edges>();
  for (const row of rowsOf(batch)) {
    const found = await askInParts(
      { ...row, isMost: options.isMost },
      portion => askEdges(client, portion, options),
    );
    for (const [slo, edges] of found) {
      since.set(slo, join(since.get(slo) ?? never, edges));
    }
  }
  return new Map(
    batch.map(({ slo }) => {
      const { first, lastOther } = since.get(slo.id) ?? never;
      return [slo.id, Math.max(first, lastOther)];
    }),
  );
}

function join(one: Edges, other: Edges): Edges {
  return {
    first: Math.min(one.first, other.first),
    lastOther: Math.max(one.lastOther, other.lastOther),
  };
}

async function askEdges(
  client: PrometheusClient,
  portion: Portion,
  options: {
    signal: AbortSignal;
    slis: ReadonlyMap<string, string>;
  },
): Promise<Map<string, Edges>> {
  const { minutes, first, last } = portion.steps;
  const info = selector(rulesInfoSeries, matchersOf(portion));
  const query = `count_over_time(${info}[${promDuration(minutes)}])`;
  // The bucket in which rules were loaded is half theirs: without the one before, the first would always look like that.
  const steps = { minutes, first: first - minutes * 60_000, last };
  const answers = await askSteps(client, { query, steps }, options);
  const found = new Map<string, Edges>();
  for (const { labels, samples } of answers.flatMap(it => it.series)) {
    if (!portion.wanted.has(labels.slo)) continue;
    const isOther = labels.sli !== options.slis.get(labels.slo);
    const ends = samples.map(([at]) => Math.round(at * 1000));
    if (ends.length === 0) continue;
    const edges = isOther
      ? { ...never, lastOther: Math.max(...ends) }
      : { ...never, first: Math.min(...ends) };
    found.set(labels.slo, join(found.get(labels.slo) ?? never, edges));
  }
  return found;
}
