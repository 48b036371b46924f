import { PrometheusFailure } from '../client/failure';
import type { PrometheusClient } from '../client/PrometheusClient';
import { isObject } from '../client/result';

/** What exporters say about their metrics. */
export interface Help {
  of(metric: string): { type?: string; help?: string };
}

/** Reads it at once for all metrics. Where a product does not have it, names are told without. */
export async function readHelp(
  client: PrometheusClient,
  options: { signal: AbortSignal },
): Promise<Help> {
  const known = await client
    .get('metadata', { limit_per_metric: '1' }, options)
    .catch(error => {
      if (error instanceof PrometheusFailure) return {};
      throw error;
    });
  return {
    of(metric) {
      // The series of histograms, summaries and counters carry endings that their descriptions do not.
      const base = metric.replace(/_(bucket|sum|count|total)$/, '');
      return describe(known, metric) ?? describe(known, base) ?? {};
    },
  };
}

function describe(known: unknown, metric: string) {
  const entries = isObject(known) ? known[metric] : undefined;
  const entry: unknown = Array.isArray(entries) ? entries[0] : undefined;
  if (!isObject(entry)) return undefined;
  const { type, help } = entry;
  return {
    ...(typeof type === 'string' && { type }),
    ...(typeof help === 'string' && { help }),
  };
}
