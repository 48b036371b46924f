import type { SourceStatus } from '@gold-layer/backstage-plugin-common';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { RefusedSource } from '../acceptSources';
import { pushSource } from '../DefinedFactRegistry';
import type { FactRegistry } from '../FactRegistry';
import { sourceState } from './sourceState';
import type { SourceReach, SourceRun, SourceStore } from './SourceStore';

/** What {@link SourceHealth} works with. */
export interface SourceHealthOptions {
  database: Knex;
  registry: FactRegistry;
  sources: FactSource[];
  /** Sources switched off by configuration. */
  disabled: FactSource[];
  refused: RefusedSource[];
  sourceStore: SourceStore;
}

const empty = { services: 0, staleFacts: 0, failures: 0 };

/** Tells how each source of facts is doing, in three statements however many there are. */
export class SourceHealth {
  readonly #options: SourceHealthOptions;

  private constructor(options: SourceHealthOptions) {
    this.#options = options;
  }

  static create(options: SourceHealthOptions): SourceHealth {
    return new SourceHealth(options);
  }

  async list(): Promise<SourceStatus[]> {
    const { sources, disabled, refused, sourceStore } = this.#options;
    const [runs, reach, stale] = await Promise.all([
      sourceStore.runs(),
      sourceStore.reach(),
      this.#staleFacts(),
    ]);
    const known = { runs, reach, stale };
    const collecting = [...sources, ...disabled];
    const names = new Set(collecting.map(source => source.name));
    const pushers = [...reach.keys()].filter(name => !names.has(name));
    // Where nobody has pushed yet, people should see that they could.
    if (pushers.length === 0) pushers.push(pushSource);
    return [
      ...collecting.map(source => this.#collecting(source, known)),
      ...pushers.map(name => this.#pushing(name, known)),
      ...refused.map(({ source, reason }) => ({
        ...empty,
        ...wordsOf(source),
        definitions: source.facts.length,
        state: 'error' as const,
        error: `It is not used. ${reason}.`,
      })),
    ];
  }

  /** Found from the index of what goes stale, which begins with what already is. */
  async #staleFacts(): Promise<Map<string, number>> {
    const rows = await this.#options
      .database('facts')
      .select<{ source: string; stale: number | string }[]>(
        'source',
        this.#options.database.raw('count(*) as stale'),
      )
      .where('valid_until', '<=', Date.now())
      .groupBy('source');
    return new Map(rows.map(row => [row.source, toNumber(row.stale)]));
  }

  #collecting(source: FactSource, known: Known): SourceStatus {
    const { name } = source;
    const run = known.runs.get(name) ?? { failures: 0 };
    const reach = known.reach.get(name);
    const common = {
      ...wordsOf(source),
      definitions: source.facts.length,
      services: reach?.services ?? 0,
      staleFacts: known.stale.get(name) ?? 0,
      lastStartedAt: run.startedAt?.toISOString(),
      lastFinishedAt: run.finishedAt?.toISOString(),
      lastSuccessAt: run.successAt?.toISOString(),
      failures: reach?.failures ?? 0,
    };
    if (this.#options.disabled.includes(source)) {
      const error = `Switched off by goldLayer.sources.${name}.enabled in the configuration.`;
      return { ...common, state: 'never-run', error };
    }
    const state = sourceState(run, { reach, source, now: new Date() });
    return { ...common, ...state };
  }

  #pushing(name: string, { reach, stale }: Known): SourceStatus {
    const pushable = this.#options.registry
      .all()
      .filter(fact => fact.source === pushSource);
    const services = reach.get(name)?.services ?? 0;
    return {
      ...empty,
      name,
      title: name === pushSource ? 'Pushed' : `Pushed by ${name}`,
      description: 'Facts that pipelines and tools push.',
      state: services > 0 ? 'ok' : 'never-run',
      definitions: pushable.length,
      services,
      staleFacts: stale.get(name) ?? 0,
    };
  }
}

interface Known {
  runs: Map<string, SourceRun>;
  reach: Map<string, SourceReach>;
  stale: Map<string, number>;
}

function wordsOf({ name, title, description }: FactSource) {
  return { name, title, description };
}
