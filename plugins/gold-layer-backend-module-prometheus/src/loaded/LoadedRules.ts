import {
  rulesInfoSeries,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import type { Series } from '../client/result';
import type { RuleVersions } from './RuleVersions';
import { mostNamed, selector, sloMatchers } from './selectors';

/** Which rules a data source evaluates, by the series they leave. */
export class LoadedRules {
  readonly #loaded: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #versions: RuleVersions;

  private constructor(
    loaded: ReadonlyMap<string, ReadonlySet<string>>,
    versions: RuleVersions,
  ) {
    this.#loaded = loaded;
    this.#versions = versions;
  }

  /** Asks the data source with one query. */
  static async ask(
    client: PrometheusClient,
    slos: SloSpec[],
    options: { signal: AbortSignal; versions: RuleVersions },
  ): Promise<LoadedRules> {
    const ids = slos.map(it => it.id);
    const matchers = sloMatchers(ids.length > mostNamed ? 'all' : ids);
    const { series } = await client.query(
      selector(rulesInfoSeries, matchers),
      options,
    );
    const rules = LoadedRules.of(series, options.versions);
    await options.versions.prepare(slos.filter(it => rules.has(it)));
    return rules;
  }

  /** Reads them from series of an answer; others are left alone. */
  static of(series: Series[], versions: RuleVersions): LoadedRules {
    const loaded = new Map<string, Set<string>>();
    for (const { labels } of series) {
      if (labels.__name__ !== rulesInfoSeries || !labels.slo) continue;
      const known = loaded.get(labels.slo) ?? new Set();
      loaded.set(labels.slo, known.add(labels.version ?? ''));
    }
    return new LoadedRules(loaded, versions);
  }

  /** How many SLOs have rules, whatever their version. */
  get size(): number {
    return this.#loaded.size;
  }

  /** Whether there are rules of whatever version. */
  has(slo: SloSpec): boolean {
    return this.#loaded.has(slo.id);
  }

  stateOf(slo: SloSpec): 'loaded' | 'older' | 'missing' {
    const loaded = this.#loaded.get(slo.id);
    if (!loaded) return 'missing';
    return loaded.size === 1 && loaded.has(this.#versions.of(slo))
      ? 'loaded'
      : 'older';
  }
}
