import {
  compareObjectives,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import { ServiceNeeds } from '../../../services';
import { speaksOfAvailability } from '../../reading/SloDependencies';

/** What the services promise that others need, for many services at once. */
export class DependencyPromises {
  readonly #knex: Knex;
  readonly #needs: ServiceNeeds;

  private constructor(options: { database: Knex }) {
    this.#knex = options.database;
    this.#needs = ServiceNeeds.create(options);
  }

  static create(options: { database: Knex }): DependencyPromises {
    return new DependencyPromises(options);
  }

  /** Strictest availability objective of each service that the given ones need, by the ref of who needs it. */
  async of(services: string[]): Promise<Map<string, { objective?: string }[]>> {
    const needed = await this.#needs.neededBy(services);
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
