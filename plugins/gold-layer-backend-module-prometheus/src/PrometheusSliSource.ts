import type {
  Contributors,
  LabelValues,
  MetricLookup,
  SloQueries,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type {
  SliCallOptions,
  SliDataSource,
  SliMeasurement,
  SliRequest,
  SliSource,
  SourceAlert,
  SourceRules,
} from '@gold-layer/backstage-plugin-node';
import { PrometheusFailure } from './client/failure';
import type { PrometheusClient } from './client/PrometheusClient';
import { DataSources } from './DataSources';
import { askContributors } from './look/askContributors';
import { explainSlo } from './look/explainSlo';
import { lookUpMetrics } from './look/lookUpMetrics';
import { lookUpValues } from './look/lookUpValues';
import { Outbox } from './measure/Outbox';
import { toFailed } from './measure/OwnQueries';
import { QueryTimes } from './measure/QueryTimes';
import { SourceMeasuring } from './measure/SourceMeasuring';
import { askAlerts } from './loaded/askAlerts';
import { askRuleStates } from './loaded/askRuleStates';
import { RuleVersions } from './loaded/RuleVersions';

/** Measures SLIs with Prometheus and whatever speaks its API. */
export class PrometheusSliSource implements SliSource {
  readonly name = 'prometheus';
  readonly title = 'Prometheus';
  readonly types = ['prometheus'];
  readonly #sources: DataSources;
  readonly #versions = RuleVersions.create();
  readonly #times = QueryTimes.create();

  private constructor(sources: DataSources) {
    this.#sources = sources;
  }

  get dataSources(): SliDataSource[] {
    return this.#sources.clients.map(({ source }, index) => ({
      name: source.name,
      isDefault: index === 0,
      ...(source.scrapeInterval && {
        scrapeSeconds: source.scrapeInterval / 1000,
      }),
      ...(source.retentionDays && { retentionDays: source.retentionDays }),
    }));
  }

  /** The first client is that of the default data source; without any, every SLO fails with what to configure. */
  static create(clients: PrometheusClient[]): PrometheusSliSource {
    return new PrometheusSliSource(DataSources.create(clients));
  }

  dataSourcesOf(service: string): string[] {
    return this.#sources.namesFor(service);
  }

  async *measure(
    requests: SliRequest[],
    options: SliCallOptions,
  ): AsyncGenerator<SliMeasurement> {
    const { groups, homeless } = this.#sources.group(requests, it => it.slo);
    for (const { item, failure } of homeless) {
      yield toFailed(item.slo.id, failure);
    }
    const leaving = new AbortController();
    const signal = AbortSignal.any([options.signal, leaving.signal]);
    const outbox = Outbox.create<SliMeasurement>();
    const put = (found: SliMeasurement) => outbox.put(found);
    const work = [...groups].map(([client, own]) =>
      SourceMeasuring.create(client, { put, signal, times: this.#times }).run(
        own,
        this.#versions,
      ),
    );
    try {
      yield* outbox.until(Promise.all(work));
    } finally {
      leaving.abort();
    }
  }

  async alerts(
    slos: SloSpec[],
    options: SliCallOptions,
  ): Promise<SourceAlert[]> {
    const ask = { ...options, versions: this.#versions };
    return this.#ofEach(slos, options, {
      ask: (client, own) => askAlerts(client, own, ask),
      unknown: slo =>
        slo.alerts.map(({ severity, longMinutes }) => ({
          slo: slo.id,
          severity,
          longMinutes,
          state: 'unknown',
        })),
    });
  }

  async rules(
    slos: SloSpec[],
    options: SliCallOptions,
  ): Promise<SourceRules[]> {
    const ask = { ...options, versions: this.#versions };
    return this.#ofEach(slos, options, {
      ask: (client, own) => askRuleStates(client, own, ask),
      unknown: slo => [{ slo: slo.id, state: 'unknown' }],
    });
  }

  async explain(slo: SloSpec, options: SliCallOptions): Promise<SloQueries> {
    return orProblem(
      async () => explainSlo(this.#sources.of(slo), slo, options),
      error => ({
        items: [
          { name: 'Data source', query: '', source: '', error, warnings: [] },
        ],
      }),
    );
  }

  async contributors(
    slo: SloSpec,
    options: SliCallOptions & { label: string; minutes: number },
  ): Promise<Contributors> {
    return orProblem(
      async () => askContributors(this.#sources.of(slo), slo, options),
      problem => ({
        label: options.label,
        labels: slo.contributors ?? [],
        windowMinutes: options.minutes,
        items: [],
        problem,
      }),
    );
  }

  async lookUp(
    asked: { service: string; q?: string; source?: string },
    options: SliCallOptions,
  ): Promise<MetricLookup> {
    const { q, service, source } = asked;
    return orProblem<MetricLookup>(
      async () =>
        lookUpMetrics(this.#sources.openTo(service, source), q, options),
      problem => ({ source: source ?? '', items: [], problem }),
    );
  }

  async lookUpValues(
    asked: { service: string; metric: string; label: string; source?: string },
    options: SliCallOptions,
  ): Promise<LabelValues> {
    const { service, source } = asked;
    return orProblem<LabelValues>(
      async () =>
        lookUpValues(this.#sources.openTo(service, source), asked, options),
      problem => ({ source: source ?? '', items: [], problem }),
    );
  }

  /** One question per data source. Where one fails, what it would have said is unknown; the others are told. */
  async #ofEach<T>(
    slos: SloSpec[],
    { logger }: SliCallOptions,
    how: {
      ask: (client: PrometheusClient, slos: SloSpec[]) => Promise<T[]>;
      unknown: (slo: SloSpec) => T[];
    },
  ): Promise<T[]> {
    const { groups, homeless } = this.#sources.group(slos, it => it);
    const told = await Promise.all(
      [...groups].map(async ([client, own]) => {
        try {
          return await how.ask(client, own);
        } catch (error) {
          if (!(error instanceof PrometheusFailure)) throw error;
          logger.warn(error.message);
          return own.flatMap(how.unknown);
        }
      }),
    );
    return [
      ...told.flat(),
      ...homeless.flatMap(({ item }) => how.unknown(item)),
    ];
  }
}

/** What was asked for, or in its place why Prometheus did not answer. */
async function orProblem<T>(
  ask: () => Promise<T>,
  without: (problem: string) => T,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PrometheusFailure) return without(error.message);
    throw error;
  }
}
