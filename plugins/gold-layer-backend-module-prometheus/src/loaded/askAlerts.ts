import {
  burnAlertName,
  promDuration,
  promQuote,
  rulesInfoSeries,
  type AlertState,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { SourceAlert } from '@gold-layer/backstage-plugin-node';
import type { PrometheusClient } from '../client/PrometheusClient';
import { LoadedRules } from './LoadedRules';
import type { RuleVersions } from './RuleVersions';
import { mostNamed, selector, sloMatchers } from './selectors';

/**
 * How the burn alerts of all SLOs stand, with one query: alerts that are
 * pending or firing leave a series, and the info series tells where silence
 * means that all is quiet rather than that nobody watches: where rules of
 * another state of the document are loaded, this alert may not be among them.
 */
export async function askAlerts(
  client: PrometheusClient,
  slos: SloSpec[],
  options: { signal: AbortSignal; versions: RuleVersions },
): Promise<SourceAlert[]> {
  const ids = slos.map(it => it.id);
  const named = sloMatchers(ids.length > mostNamed ? 'all' : ids);
  const ours = `alertname=${promQuote(burnAlertName)}`;
  const alerts = selector('ALERTS', [ours, ...named]);
  const query = `${alerts} or ${selector(rulesInfoSeries, named)}`;
  const { series } = await client.query(query, options);
  const rules = LoadedRules.of(series, options.versions);
  await options.versions.prepare(slos.filter(it => rules.has(it)));
  const states = new Map<string, AlertState>();
  for (const { labels } of series) {
    if (labels.alertname !== burnAlertName) continue;
    const { slo, severity, long_window: long, alertstate } = labels;
    const key = JSON.stringify([slo, severity, long]);
    if (alertstate === 'firing' || !states.has(key)) {
      states.set(key, alertstate === 'firing' ? 'firing' : 'pending');
    }
  }
  return slos.flatMap(slo =>
    slo.alerts.map(({ severity, longMinutes }) => {
      const long = promDuration(longMinutes);
      const loud = states.get(JSON.stringify([slo.id, severity, long]));
      const isWatched = rules.stateOf(slo) === 'loaded';
      const silent = isWatched ? 'quiet' : 'unknown';
      return { slo: slo.id, severity, longMinutes, state: loud ?? silent };
    }),
  );
}
