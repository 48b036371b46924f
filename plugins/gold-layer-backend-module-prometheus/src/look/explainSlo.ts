import {
  badSeries,
  bucketQueries,
  burnAlertName,
  promQuote,
  rulesInfoSeries,
  totalSeries,
  type SloQueries,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { PrometheusFailure } from '../client/failure';
import type { PrometheusClient } from '../client/PrometheusClient';
import { nameMatcher, selector } from '../loaded/selectors';

/** Characters of an answer that are shown. */
const mostShown = 2000;

/** The queries behind an SLO, each with what Prometheus answers now: its own, what our rules recorded, and its alerts. */
export async function explainSlo(
  client: PrometheusClient,
  slo: SloSpec,
  options: { signal: AbortSignal },
): Promise<SloQueries> {
  const items = await Promise.all(
    queriesBehind(slo).map(it => askNow(client, it, options)),
  );
  return { items };
}

function queriesBehind(slo: SloSpec): { name: string; query: string }[] {
  const own = bucketQueries(slo);
  const matchers = [`slo=${promQuote(slo.id)}`];
  const recorded = nameMatcher([totalSeries, badSeries, rulesInfoSeries]);
  const alert = `alertname=${promQuote(burnAlertName)}`;
  return [
    ...(own
      ? [
          { name: 'Total of the last five minutes', query: own.total },
          { name: 'Bad of the last five minutes', query: own.bad },
        ]
      : []),
    {
      name: 'Recorded by the rules',
      query: selector('', [recorded, ...matchers]),
    },
    {
      name: 'Burn alerts, pending or firing',
      query: selector('ALERTS', [alert, ...matchers]),
    },
  ];
}

async function askNow(
  client: PrometheusClient,
  { name, query }: { name: string; query: string },
  options: { signal: AbortSignal },
): Promise<SloQueries['items'][number]> {
  const before = Date.now();
  const asked = {
    name,
    query,
    source: client.source.name,
    askedAt: new Date(before).toISOString(),
  };
  const took = () => ({ milliseconds: Date.now() - before });
  try {
    const { text, warnings } = await client.query(query, options);
    return { ...asked, answer: shorten(text), warnings, ...took() };
  } catch (error) {
    if (!(error instanceof PrometheusFailure)) throw error;
    return { ...asked, error: error.message, warnings: [], ...took() };
  }
}

function shorten(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text;
}
