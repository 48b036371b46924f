import {
  allContributors,
  contributorsQuery,
  type Contributors,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import type { Series } from '../client/result';

const mostItems = 20;

/** Less than this share of all is the noise of adding, and no events. */
const noise = 1e-9;

/** Bad events of the last minutes by one label, most first, and all others together; shares are of all bad events. */
export async function askContributors(
  client: PrometheusClient,
  slo: SloSpec,
  options: { signal: AbortSignal; label: string; minutes: number },
): Promise<Contributors> {
  const { label, minutes, signal } = options;
  const nobody: Contributors = {
    label,
    labels: slo.contributors ?? [],
    windowMinutes: minutes,
    items: [],
  };
  const asked = contributorsQuery(slo, label, minutes);
  if ('problem' in asked) return { ...nobody, problem: asked.problem };
  const { series } = await client.query(asked.query, { signal });
  const told = sharesOf(series, label);
  return told.items.length > 0
    ? { ...nobody, ...told }
    : { ...nobody, problem: 'Nothing bad was counted in this time.' };
}

function sharesOf(
  series: Series[],
  label: string,
): Pick<Contributors, 'items' | 'others'> {
  const counted = series
    .map(({ labels, samples }) => ({ labels, bad: samples[0]?.[1] ?? NaN }))
    .filter(({ bad }) => Number.isFinite(bad) && bad > 0);
  const told = counted
    .filter(({ labels }) => !(allContributors in labels))
    .sort((a, b) => b.bad - a.bad)
    .slice(0, mostItems);
  const sum = told.reduce((all, { bad }) => all + bad, 0);
  // Some other API may answer without the sum over all: then nothing is known of others.
  const whole = counted.find(({ labels }) => allContributors in labels);
  const all = Math.max(sum, whole?.bad ?? 0);
  const rest = all - sum;
  return {
    items: told.map(({ labels, bad }) => ({
      value: labels[label] ?? '',
      bad,
      share: bad / all,
    })),
    ...(rest > noise * all && { others: { bad: rest, share: rest / all } }),
  };
}
