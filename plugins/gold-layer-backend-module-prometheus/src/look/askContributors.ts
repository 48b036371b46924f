import {
  contributorsQuery,
  type Contributors,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';

const mostItems = 20;

/** Bad events of the last minutes by one label, most first; shares are of those that are told. */
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
  const items = series
    .map(({ labels, samples }) => ({
      value: labels[label] ?? '',
      bad: samples[0]?.[1] ?? NaN,
    }))
    .filter(it => Number.isFinite(it.bad) && it.bad > 0)
    .sort((a, b) => b.bad - a.bad)
    .slice(0, mostItems);
  const sum = items.reduce((all, it) => all + it.bad, 0);
  if (sum === 0) {
    return { ...nobody, problem: 'Nothing bad was counted in this time.' };
  }
  return {
    ...nobody,
    items: items.map(it => ({ ...it, share: it.bad / sum })),
  };
}
