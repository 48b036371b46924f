import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricLookup } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import { askInTurn } from './askInTurn';
import { SharedAnswers } from './SharedAnswers';
import type { SourceTurns } from './SourceTurns';

/** What {@link MetricLookups} works with. */
export interface MetricLookupsOptions {
  logger: LoggerService;
  sources: readonly SliSource[];
  turns: SourceTurns;
  now: () => Date;
}

const timeoutMs = 10_000;

/** Looks up metrics at sources for people who write an SLO; the same words are looked up once a minute. */
export class MetricLookups {
  readonly #options: MetricLookupsOptions;
  readonly #answers: SharedAnswers<MetricLookup>;

  private constructor(options: MetricLookupsOptions) {
    this.#options = options;
    this.#answers = SharedAnswers.create({
      validMs: 60_000,
      capacity: 200,
      now: options.now,
    });
  }

  static create(options: MetricLookupsOptions): MetricLookups {
    return new MetricLookups(options);
  }

  /** `source` names a data source, or a type of data sources. */
  async lookUp(asked: { q?: string; source?: string }): Promise<MetricLookup> {
    const { q, source: wanted } = asked;
    const able = this.#options.sources.filter(({ lookUp }) => lookUp);
    const source =
      able.find(
        ({ name, types, dataSources = [] }) =>
          wanted !== undefined &&
          [name, ...types, ...dataSources.map(each => each.name)].includes(
            wanted,
          ),
      ) ?? able.at(0);
    const none = (problem: string): MetricLookup => ({
      source: wanted ?? source?.name ?? '',
      items: [],
      problem,
    });
    if (!source) {
      return none(
        'No source that metrics could be looked up at is set up in this portal; add the module that reads it',
      );
    }
    const isType = wanted !== undefined && source.types.includes(wanted);
    const named = isType || wanted === source.name ? undefined : wanted;
    return this.#answers.get(JSON.stringify([q, source.name, named]), () =>
      askInTurn(
        { ...this.#options, timeoutMs },
        async options =>
          (await source.lookUp?.({ q, source: named }, options)) ??
          none(`${source.title} cannot look up metrics`),
        none,
      ),
    );
  }
}
