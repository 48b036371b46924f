import type {
  Collection,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';
import { entityFactDefinitions } from './entityFactDefinitions';
import { entityFacts, ownersOf } from './entityFacts';

/**
 * Facts that the catalog itself gives. They are collected as soon as an entity
 * changes; the schedule only catches what was missed, such as a group that
 * grew.
 */
export class EntitySource implements FactSource {
  readonly name = 'entity';
  readonly title = 'Catalog entity';
  readonly description =
    'Service record, ownership, relations, links and annotations of the catalog entity.';
  readonly facts = entityFactDefinitions;
  readonly schedule = {
    frequency: { hours: 1 },
    timeout: { minutes: 15 },
    initialDelay: { minutes: 3 },
  };
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): EntitySource {
    return new EntitySource(options.database);
  }

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    const headCounts = await this.#headCounts(services);
    for (const it of services) {
      const facts = entityFacts(it, { headCounts });
      yield { service: it.service.ref, outcome: 'facts', facts };
    }
  }

  async #headCounts(
    services: ServiceWithEntity[],
  ): Promise<Map<string, number>> {
    const owners = new Set(services.flatMap(it => ownersOf(it.entity)));
    const counts = new Map<string, number>();
    for (const chunk of chunked([...owners])) {
      const rows = await this.#knex('groups')
        .select('ref', 'members')
        .whereIn('ref', chunk);
      for (const row of rows) counts.set(row.ref, toNumber(row.members));
    }
    return counts;
  }
}
