import { mockServices } from '@backstage/backend-test-utils';
import {
  badSeries,
  ruleGroupsHash,
  rulesInfoSeries,
  sliHash,
  totalSeries,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type {
  SliMeasurement,
  SliRequest,
} from '@gold-layer/backstage-plugin-node';
import { PrometheusClient } from '../client/PrometheusClient';
import { PrometheusSliSource } from '../PrometheusSliSource';
import { fakePrometheus, type Asked, type Told } from './fakePrometheus';
import { sloOf } from './slos';
import { dataSource } from './sources';

/** When everything is asked. */
export const to = new Date('2026-03-20T10:00:00Z');
/** So many minutes before that. */
export const minutesBefore = (minutes: number) =>
  new Date(to.getTime() - minutes * 60_000);
/** Of every call. */
export const options = {
  signal: new AbortController().signal,
  logger: mockServices.logger.mock(),
};

/**
 * A Prometheus for whom the rules of these SLOs are loaded: 100 events in every
 * bucket, one of them bad. With a version, they are those of an early version
 * of Gold Layer, which did not say what they count.
 */
export function withRules(slos: SloSpec[], version?: string) {
  return ({ path, form }: Asked): Told => {
    const { query } = form;
    const end = Number(form.time ?? form.end);
    const values: [number, string][] = [];
    for (
      let at = Number(form.start ?? end);
      at <= end;
      at += Number(form.step ?? 1)
    ) {
      values.push([at, '100']);
    }
    const told = (metric: string, value: string, extra = {}) =>
      slos.map(slo => ({
        metric: { __name__: metric, slo: slo.id, ...extra },
        values: values.map(([at]): [number, string] => [at, value]),
      }));
    const info = (slo: SloSpec) => ({
      slo: slo.id,
      version: version ?? ruleGroupsHash(slo),
      ...(version === undefined && { sli: sliHash(slo) }),
    });
    if (query.startsWith(rulesInfoSeries)) {
      return {
        series: slos.map(slo => ({
          metric: { __name__: rulesInfoSeries, ...info(slo) },
          values: [[0, '1']],
        })),
      };
    }
    if (query.startsWith(`count_over_time(${rulesInfoSeries}`)) {
      return {
        series: slos.map(slo => ({
          metric: info(slo),
          values: values.map(([at]): [number, string] => [at, '2']),
        })),
      };
    }
    if (query.includes('_over_time(')) {
      const isTotal = query.startsWith('sum_over_time((');
      return { series: told('', isTotal ? '1200' : '12') };
    }
    if (query.startsWith('{__name__=~')) {
      return { series: [...told(totalSeries, '100'), ...told(badSeries, '1')] };
    }
    return { status: 500, body: `unexpected: ${path} ${query}` };
  };
}

/** A source with one data source that answers from memory. */
export function sourceOf(
  tell: (asked: Asked) => Told,
  config: Parameters<typeof dataSource>[0] = {},
) {
  const { http, asked } = fakePrometheus(tell);
  const client = PrometheusClient.create(dataSource(config), { http });
  return { source: PrometheusSliSource.create([client]), client, asked };
}

/** What was measured, by SLO; each once. */
export async function measure(
  source: PrometheusSliSource,
  requests: SliRequest[],
) {
  const found = new Map<string, SliMeasurement>();
  for await (const it of source.measure(requests, options)) {
    if (found.has(it.slo)) throw new Error(`${it.slo} was measured twice`);
    found.set(it.slo, it);
  }
  return found;
}

/** SLOs of one service. */
export const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    sloOf(`default.shop.slo-${index}`, 'x_total'),
  );
/** Asks for the last five minutes. */
export const lastBucket = (slo: SloSpec) => ({
  slo,
  from: minutesBefore(5),
  to,
});
