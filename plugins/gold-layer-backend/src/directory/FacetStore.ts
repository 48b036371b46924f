import type {
  ServiceFacets,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';
import {
  readableRef,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../database/rows';
import type { SourceCoverage, SourceTitle } from '../facts';
import type { ServiceScope } from '../services';
import { countByOwner } from './ownerFacet';

type Facet = ServiceFacets['tiers'];

/** Counts and names sources of facts. */
export interface KnownSources {
  coverage: Pick<SourceCoverage, 'read'>;
  titleOf: SourceTitle;
}

/** Counts the choices of every filter over the services in a scope; each count is answered by an index. */
export class FacetStore {
  readonly #knex: Knex;
  readonly #sources: KnownSources;

  private constructor(knex: Knex, sources: KnownSources) {
    this.#knex = knex;
    this.#sources = sources;
  }

  static create(options: {
    database: Knex;
    sources: KnownSources;
  }): FacetStore {
    return new FacetStore(options.database, options.sources);
  }

  async read(scope: ServiceScope): Promise<ServiceFacets> {
    const [
      tiers,
      lifecycles,
      types,
      systems,
      domains,
      owners,
      titles,
      sources,
    ] = await Promise.all([
      this.#count('tier_rank', scope),
      this.#count('lifecycle', scope),
      this.#count('type', scope),
      this.#count('system_ref', scope),
      this.#count('domain_ref', scope),
      this.#countOwners(scope),
      this.#titles(),
      this.#sources.coverage.read(scope),
    ]);
    return {
      tiers: toFacet(
        tiers.map(({ value, count }) => ({ value: tierOf(value), count })),
      ),
      owners: toFacet(owners, titles),
      systems: toFacet(systems, titles),
      domains: toFacet(domains, titles),
      lifecycles: toFacet(lifecycles),
      types: toFacet(types),
      sources: sources.map(({ source, services }) => ({
        value: source,
        title: this.#sources.titleOf(source),
        count: services,
      })),
    };
  }

  async #count(column: string, scope: ServiceScope): Promise<Count[]> {
    const name = `services.${column}`;
    const query = scope
      .restrict(this.#knex('services'))
      .whereNotNull(name)
      .groupBy(name)
      .orderBy(name)
      .select(`${name} as value`, this.#knex.raw('count(*) as count'));
    const rows: Row[] = await query;
    return rows.map(row => ({
      value: String(row.value),
      count: toNumber(row.count),
    }));
  }

  async #countOwners(scope: ServiceScope): Promise<Count[]> {
    const single = await this.#count('owner_ref', scope);
    const several = await scope
      .restrict(this.#knex('services'))
      .join('service_owners', 'service_owners.service_ref', 'services.ref')
      .whereNull('services.owner_ref')
      .select('service_owners.owner_ref as owner', 'services.ref as service');
    const ancestry = await this.#knex('group_closure')
      .whereIn(
        'descendant_ref',
        this.#knex('service_owners').distinct('owner_ref'),
      )
      .select('ancestor_ref', 'descendant_ref');
    const above = new Map<string, string[]>();
    for (const { ancestor_ref, descendant_ref } of ancestry) {
      const line = above.get(descendant_ref);
      if (line) line.push(ancestor_ref);
      else above.set(descendant_ref, [ancestor_ref]);
    }
    const counts = countByOwner({
      single: single.map(({ value, count }) => ({ owner: value, count })),
      several,
      above,
    });
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => (a.value < b.value ? -1 : 1));
  }

  /** Of all groups, systems and domains. */
  async #titles(): Promise<Map<string, string>> {
    const rows = await this.#knex('groups')
      .select('ref', 'title')
      .unionAll(this.#knex('areas').select('ref', 'title'));
    return new Map(rows.map(({ ref, title }) => [ref, title]));
  }
}

interface Count {
  value: string;
  count: number;
}

interface Row {
  value: string | number;
  count: number | string;
}

function tierOf(rank: string): ShownTier {
  return shownTierSchema.options[Number(rank)];
}

function toFacet(counts: Count[], titles?: ReadonlyMap<string, string>): Facet {
  return counts.map(({ value, count }) => ({
    value,
    title: titles && (titles.get(value) ?? readableRef(value)),
    count,
  }));
}
