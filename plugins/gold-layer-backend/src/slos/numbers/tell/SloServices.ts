import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { ServiceScope } from '../../../services';

/** A service as tasks and notices name it. */
export interface NamedService {
  ref: string;
  title: string;
  owner?: string;
  /** Every owner; empty where nobody owns it. */
  owners: string[];
}

/** Reads names and owners of services that have SLOs. */
export class SloServices {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): SloServices {
    return new SloServices(options.database);
  }

  /** Services by ref, those that exist. */
  async named(refs: readonly string[]): Promise<Map<string, NamedService>> {
    const found = new Map<string, NamedService>();
    for (const chunk of chunked([...new Set(refs)])) {
      const rows = await this.#select().whereIn('services.ref', chunk);
      for (const row of rows) found.set(row.ref, toNamed(row));
      await this.#addOwners(found, chunk);
    }
    return found;
  }

  /** Services within a scope of which any of some owners is one. */
  async ownedBy(
    owners: readonly string[],
    scope: ServiceScope,
  ): Promise<Map<string, NamedService>> {
    const found = new Map<string, NamedService>();
    for (const chunk of chunked(owners)) {
      const query = this.#select().whereIn(
        'services.ref',
        this.#knex('service_owners')
          .whereIn('owner_ref', chunk)
          .select('service_ref'),
      );
      for (const row of await scope.restrict(query)) {
        found.set(row.ref, toNamed(row));
      }
    }
    return found;
  }

  #select() {
    return this.#knex('services').select<ServiceRow[]>(
      'services.ref',
      'services.name',
      'services.title',
      'services.owner_ref',
    );
  }

  async #addOwners(
    services: Map<string, NamedService>,
    refs: string[],
  ): Promise<void> {
    const rows: { service_ref: string; owner_ref: string }[] = await this.#knex(
      'service_owners',
    )
      .select('service_ref', 'owner_ref')
      .whereIn('service_ref', refs)
      .orderBy(['service_ref', 'owner_ref']);
    for (const { service_ref, owner_ref } of rows) {
      services.get(service_ref)?.owners.push(owner_ref);
    }
  }
}

interface ServiceRow {
  ref: string;
  name: string;
  title: string | null;
  owner_ref: string | null;
}

function toNamed({ ref, name, title, owner_ref }: ServiceRow): NamedService {
  return {
    ref,
    title: title ?? name,
    owner: owner_ref ?? undefined,
    owners: [],
  };
}
