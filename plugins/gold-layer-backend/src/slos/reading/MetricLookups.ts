import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  LabelValues,
  MetricLookup,
} from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import { askInTurn } from './askInTurn';
import { SharedAnswers } from '../../http/SharedAnswers';
import type { SourceTurns } from './SourceTurns';

/** What {@link MetricLookups} works with. */
export interface MetricLookupsOptions {
  logger: LoggerService;
  sources: readonly SliSource[];
  turns: SourceTurns;
  now: () => Date;
}

const timeoutMs = 10_000;
const nobody =
  'No source that metrics could be looked up at is set up in this portal; add the module that reads it';

/** Looks up metrics and values of labels at sources for people who write an SLO; the same is looked up once a minute. */
export class MetricLookups {
  readonly #options: MetricLookupsOptions;
  readonly #metrics: SharedAnswers<MetricLookup>;
  readonly #values: SharedAnswers<LabelValues>;

  private constructor(options: MetricLookupsOptions) {
    this.#options = options;
    const kept = { validMs: 60_000, capacity: 200, now: options.now };
    this.#metrics = SharedAnswers.create(kept);
    this.#values = SharedAnswers.create(kept);
  }

  static create(options: MetricLookupsOptions): MetricLookups {
    return new MetricLookups(options);
  }

  /** `source` names a data source, or a type of data sources. */
  async lookUp(asked: {
    service: string;
    q?: string;
    source?: string;
  }): Promise<MetricLookup> {
    const { q, service } = asked;
    const { named, source } = this.#sourceFor(asked.source, 'lookUp');
    const none = (problem: string): MetricLookup => ({
      source: asked.source ?? source?.name ?? '',
      items: [],
      problem,
    });
    if (!source) return none(nobody);
    const key = JSON.stringify([service, q, source.name, named]);
    return this.#metrics.get(key, () =>
      askInTurn(
        { ...this.#options, timeoutMs },
        async options =>
          (await source.lookUp?.({ service, q, source: named }, options)) ??
          none(`${source.title} cannot look up metrics`),
        none,
      ),
    );
  }

  /** The values that a label of a metric has; `source` as for {@link lookUp}. */
  async values(asked: {
    service: string;
    metric: string;
    label: string;
    source?: string;
  }): Promise<LabelValues> {
    const { service, metric, label } = asked;
    const { named, source } = this.#sourceFor(asked.source, 'lookUpValues');
    const none = (problem: string): LabelValues => ({
      source: asked.source ?? source?.name ?? '',
      items: [],
      problem,
    });
    if (!source) return none(nobody);
    const key = JSON.stringify([service, metric, label, source.name, named]);
    return this.#values.get(key, () =>
      askInTurn(
        { ...this.#options, timeoutMs },
        async options =>
          (await source.lookUpValues?.(
            { service, metric, label, source: named },
            options,
          )) ?? none(`${source.title} cannot look up values`),
        none,
      ),
    );
  }

  /** The source that is meant, and the name of the data source where one is named. */
  #sourceFor(
    wanted: string | undefined,
    ability: 'lookUp' | 'lookUpValues',
  ): { source?: SliSource; named?: string } {
    const able = this.#options.sources.filter(each => each[ability]);
    const source =
      able.find(
        ({ name, types, dataSources = [] }) =>
          wanted !== undefined &&
          [name, ...types, ...dataSources.map(each => each.name)].includes(
            wanted,
          ),
      ) ?? able.at(0);
    const isType = wanted !== undefined && source?.types.includes(wanted);
    return {
      source,
      named: isType || wanted === source?.name ? undefined : wanted,
    };
  }
}
