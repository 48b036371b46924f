import type { Knex } from 'knex';
import { chunked } from '../../database/rows';

/** Which state of which place a service was last read in. */
export interface KnownTree {
  place: string;
  etag: string;
}

/** Remembers states of repositories, so that what has not changed is not read again. */
export class RepositoryTrees {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): RepositoryTrees {
    return new RepositoryTrees(options.database);
  }

  /** Known states by service, of those only whose facts of then are still there. */
  async known(services: string[]): Promise<Map<string, KnownTree>> {
    const known = new Map<string, KnownTree>();
    for (const chunk of chunked(services)) {
      const rows = await this.#knex({ tree: 'repository_trees' })
        .join({ fact: 'facts' }, 'fact.service_ref', 'tree.service_ref')
        .where({ 'fact.fact': 'repository.reachable', 'fact.value': 'true' })
        .whereIn('tree.service_ref', chunk)
        .select('tree.service_ref', 'tree.place', 'tree.etag');
      for (const { service_ref, place, etag } of rows) {
        known.set(service_ref, { place, etag });
      }
    }
    return known;
  }

  /** To be called once the facts that were read in these states are stored. */
  async remember(services: (KnownTree & { service: string })[]): Promise<void> {
    const rows = services.map(({ service, place, etag }) => ({
      service_ref: service,
      place,
      etag,
    }));
    for (const chunk of chunked(rows, 3)) {
      await this.#knex('repository_trees')
        .insert(chunk)
        .onConflict('service_ref')
        .merge();
    }
  }
}
