import {
  rulesInfoSeries,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { PrometheusClient } from '../client/PrometheusClient';
import type { Series } from '../client/result';
import type { RuleVersions } from './RuleVersions';
import { mostNamed, selector, sloMatchers } from './selectors';

/** Longer than the time of which an evaluation asks for samples once more. */
const lately = '70m';

/** What the info series of one SLO say. */
interface Loaded {
  versions: Set<string>;
  slis: Set<string>;
  /** What was counted within the last hour, and is not any more. */
  former: Set<string>;
}

/**
 * What the rules of an SLO count that are loaded: what it counts itself,
 * whatever else of its document is older; something else; or nobody knows, as
 * they do not say it. Rules from early versions of Gold Layer do not.
 */
export type RulesCount = 'the same' | 'other' | 'unknown' | 'nothing';

/** Which rules a data source evaluates, by the series they leave. */
export class LoadedRules {
  readonly #loaded: ReadonlyMap<string, Loaded>;
  readonly #versions: RuleVersions;

  private constructor(
    loaded: ReadonlyMap<string, Loaded>,
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
    const info = selector(rulesInfoSeries, matchers);
    // Those that are gone come without the name of the series.
    const query = `${info} or 0 * last_over_time(${info}[${lately}])`;
    const { series } = await client.query(query, options);
    const rules = LoadedRules.of(series, options.versions);
    await options.versions.prepare(slos.filter(it => rules.has(it)));
    return rules;
  }

  /** Reads them from series of an answer; others are left alone. */
  static of(series: Series[], versions: RuleVersions): LoadedRules {
    const loaded = new Map<string, Loaded>();
    const present = series.filter(it => it.labels.__name__ === rulesInfoSeries);
    for (const { labels } of present) {
      if (!labels.slo) continue;
      const known = loaded.get(labels.slo) ?? {
        versions: new Set(),
        slis: new Set(),
        former: new Set(),
      };
      known.versions.add(labels.version ?? '');
      known.slis.add(labels.sli ?? '');
      loaded.set(labels.slo, known);
    }
    for (const { labels } of series) {
      if (labels.__name__ !== undefined || !labels.sli) continue;
      loaded.get(labels.slo)?.former.add(labels.sli);
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
    const { version } = this.#versions.of(slo);
    return isOnly(loaded.versions, version) ? 'loaded' : 'older';
  }

  countsOf(slo: SloSpec): RulesCount {
    const loaded = this.#loaded.get(slo.id);
    if (!loaded) return 'nothing';
    const sli = this.sliOf(slo);
    if (isOnly(loaded.slis, sli)) return 'the same';
    const others = [...loaded.slis].filter(it => it !== sli);
    return others.every(it => it === '') ? 'unknown' : 'other';
  }

  /** Whether they counted something else within the last hour. */
  countedOther(slo: SloSpec): boolean {
    const former = [...(this.#loaded.get(slo.id)?.former ?? [])];
    return former.length > 0 && former.some(it => it !== this.sliOf(slo));
  }

  /** What the info series says where the rules count what the SLO counts. */
  sliOf(slo: SloSpec): string {
    return this.#versions.of(slo).sli;
  }
}

function isOnly(found: ReadonlySet<string>, wanted: string): boolean {
  return found.size === 1 && found.has(wanted);
}
