import type { Entity } from '@backstage/catalog-model';
import type { Service } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toDate, toNumber } from '../database/rows';
import { ServiceRow, toService } from './ServiceRow';
import type { ServiceStore } from './ServiceStore';

/** Reads the projection of services from the table `services`. */
export class DatabaseServiceStore implements ServiceStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DatabaseServiceStore {
    return new DatabaseServiceStore(options.database);
  }

  async find(ref: string): Promise<Service | undefined> {
    const [service] = await this.findAll([ref]);
    return service;
  }

  async findAll(refs: string[]): Promise<Service[]> {
    const services: Service[] = [];
    for (const chunk of chunked(refs)) {
      const rows = await this.#withConfirmation()
        .select<StoredRow[]>('services.*', 'confirmed_at')
        .whereIn('ref', chunk);
      services.push(...rows.map(fromRow));
    }
    return services;
  }

  async findEntities(
    refs: string[],
  ): Promise<{ service: Service; entity: Entity }[]> {
    const found: { service: Service; entity: Entity }[] = [];
    for (const chunk of chunked(refs)) {
      const rows = await this.#withConfirmation()
        .join('service_entities', 'service_ref', 'ref')
        .select<(StoredRow & { entity: string })[]>(
          'services.*',
          'confirmed_at',
          'entity',
        )
        .whereIn('ref', chunk);
      for (const row of rows) {
        found.push({ service: fromRow(row), entity: JSON.parse(row.entity) });
      }
    }
    return found;
  }

  async refsAfter(ref: string | undefined, limit: number): Promise<string[]> {
    const query = this.#knex('services').orderBy('ref').limit(limit);
    if (ref !== undefined) query.where('ref', '>', ref);
    return query.pluck<string[]>('ref');
  }

  async count(): Promise<number> {
    const row = await this.#knex('services')
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  #withConfirmation(): Knex.QueryBuilder {
    return this.#knex('services').leftJoin('projection_state', join =>
      join.onVal('projection_state.id', 1),
    );
  }
}

type StoredRow = ServiceRow & { confirmed_at: number | string | null };

/** A service confirmed before the first whole comparison ended counts from its last change. */
function fromRow(row: StoredRow): Service {
  const confirmed =
    toDate(row.confirmed_at) ?? new Date(toNumber(row.changed_at));
  return toService(row, confirmed);
}
