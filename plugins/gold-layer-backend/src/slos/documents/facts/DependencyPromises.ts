import {
  type Entity,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import {
  compareObjectives,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import { relatedRefs } from '../../../services/deriveService';
import { speaksOfAvailability } from '../../reading/SloDependencies';

/** A run over all services asks many times; who provides an API changes rarely. */
const providersForMs = 10 * 60_000;

/** What the services promise that others need, for many services at once. */
export class DependencyPromises {
  readonly #knex: Knex;
  readonly #now: () => Date;
  #providers: { byApi: Map<string, string[]>; at: number } | undefined;

  private constructor(options: { database: Knex; now: () => Date }) {
    this.#knex = options.database;
    this.#now = options.now;
  }

  static create(options: {
    database: Knex;
    now: () => Date;
  }): DependencyPromises {
    return new DependencyPromises(options);
  }

  /** Strictest availability objective of each service that the given ones need, by the ref of who needs it. */
  async of(
    services: ServiceWithEntity[],
  ): Promise<Map<string, { objective?: string }[]>> {
    const needed = new Map<string, string[]>();
    for (const { service, entity } of services) {
      needed.set(service.ref, await this.#neededBy(service.ref, entity));
    }
    const strictest = await this.#strictest([
      ...new Set([...needed.values()].flat()),
    ]);
    return new Map(
      [...needed].map(([ref, refs]) => [
        ref,
        refs.map(each => ({ objective: strictest.get(each) })),
      ]),
    );
  }

  async #neededBy(own: string, entity: Entity): Promise<string[]> {
    const direct = relatedRefs(entity, RELATION_DEPENDS_ON).filter(ref =>
      ref.startsWith('component:'),
    );
    const apis = relatedRefs(entity, RELATION_CONSUMES_API);
    const providers =
      apis.length > 0 ? await this.#providersByApi() : undefined;
    const through = apis.flatMap(api => providers?.get(api) ?? []);
    return [...new Set([...direct, ...through])].filter(ref => ref !== own);
  }

  /** Only entities know which APIs they provide, so that all that provide some are looked at. */
  async #providersByApi(): Promise<Map<string, string[]>> {
    const now = this.#now().getTime();
    if (this.#providers && now - this.#providers.at < providersForMs) {
      return this.#providers.byApi;
    }
    const byApi = new Map<string, string[]>();
    const rows: { service_ref: string; entity: string }[] = await this.#knex(
      'service_entities',
    )
      .where('entity', 'like', `%"${RELATION_PROVIDES_API}"%`)
      .select('service_ref', 'entity');
    for (const { service_ref, entity } of rows) {
      for (const api of relatedRefs(
        JSON.parse(entity),
        RELATION_PROVIDES_API,
      )) {
        byApi.set(api, [...(byApi.get(api) ?? []), service_ref]);
      }
    }
    this.#providers = { byApi, at: now };
    return byApi;
  }

  async #strictest(refs: string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const chunk of chunked(refs)) {
      const rows: { service_ref: string; spec: string }[] = await this.#knex(
        'slos',
      )
        .whereIn('service_ref', chunk)
        .where({ invalid: 0 })
        .select('service_ref', 'spec');
      for (const { service_ref, spec } of rows) {
        const slo: SloSpec = JSON.parse(spec);
        const known = found.get(service_ref);
        const stricter =
          known === undefined || compareObjectives(slo.objective, known) > 0;
        if (stricter && speaksOfAvailability(slo)) {
          found.set(service_ref, slo.objective);
        }
      }
    }
    return found;
  }
}
