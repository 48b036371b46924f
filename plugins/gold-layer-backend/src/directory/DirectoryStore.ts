import { InputError } from '@backstage/errors';
import type {
  ServiceFilter,
  ServiceRow,
  ServicesQuery,
} from '@gold-layer/backstage-plugin-common';
import {
  ownershipGapSchema,
  readableRef,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { chunked, toNumber } from '../database/rows';
import { decodeCursor, encodeCursor } from '../http/listCursor';
import { filterServices, ServiceScope } from '../services';
import { filterByScorecard } from './filterByScorecard';
import { filterBySource } from './filterBySource';
import {
  orderEmpty,
  orderFilled,
  Position,
  positionSchema,
  sortKey,
  sortsByScorecard,
} from './sorting';
import { standingsOf } from './standings';

/** One page of services. */
export interface DirectoryPage {
  items: ServiceRow[];
  nextCursor?: string;
}

const listedColumns = [
  'services.ref',
  'services.name',
  'services.title',
  'services.type',
  'services.lifecycle',
  'services.tier',
  'services.owner_ref',
  'services.system_ref',
  'services.domain_ref',
  'services.gaps',
  'owners.title as owner_title',
];

/** Reads lists of services: filtered, sorted, page by page. */
export class DirectoryStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DirectoryStore {
    return new DirectoryStore(options.database);
  }

  /**
   * The page after the query's cursor: which services it holds is found by
   * index, and then what is shown of them is read in one statement for
   * themselves and one for their standings.
   */
  async page(
    query: ServicesQuery,
    scope: ServiceScope,
  ): Promise<DirectoryPage> {
    const found = await this.#find(query, scope, query.limit + 1);
    const shown = found.slice(0, query.limit);
    const last = found.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: await this.#show(shown.map(position => position.ref)),
      nextCursor: last && encodeCursor(query, last),
    };
  }

  /** Positions of services: first those that have a value to sort by, then those that have none. */
  async #find(
    query: ServicesQuery,
    scope: ServiceScope,
    limit: number,
  ): Promise<Position[]> {
    const after = decodeCursor(query, positionSchema(query.sort));
    const { column, optional } = sortKey(query.sort);
    const found: Position[] = [];
    if (after?.value !== null) {
      const filled = this.#matching(query, scope, 'innerJoin')
        .select('services.ref as ref', `${column} as value`)
        .limit(limit);
      orderFilled(filled, query, after);
      found.push(...(await filled));
    }
    if (optional && found.length < limit) {
      const empty = this.#matching(query, scope, 'leftJoin')
        .select('services.ref as ref', `${column} as value`)
        .limit(limit - found.length);
      orderEmpty(empty, query, after);
      found.push(...(await empty));
    }
    return found;
  }

  async #show(refs: string[]): Promise<ServiceRow[]> {
    const rows = new Map<string, ListedRow>();
    for (const chunk of chunked(refs)) {
      const listed = await this.#knex('services')
        .leftJoin({ owners: 'groups' }, 'owners.ref', 'services.owner_ref')
        .select<ListedRow[]>(listedColumns)
        .whereIn('services.ref', chunk);
      for (const row of listed) rows.set(row.ref, row);
    }
    const standings = await standingsOf(refs, { database: this.#knex });
    return refs.flatMap(ref => {
      const row = rows.get(ref);
      return row
        ? [{ ...toListed(row), standings: standings.get(ref) ?? [] }]
        : [];
    });
  }

  /** How many services match, on all pages together. */
  async count(query: ServicesQuery, scope: ServiceScope): Promise<number> {
    const row = await this.#matching({ ...query, sort: 'name' }, scope)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  /** Names of all scorecards that have results. */
  async scorecards(): Promise<string[]> {
    return this.#knex('scorecard_results')
      .distinct('scorecard')
      .orderBy('scorecard')
      .pluck('scorecard');
  }

  #matching(
    query: ServiceFilter & Pick<ServicesQuery, 'sort'>,
    scope: ServiceScope,
    join: 'innerJoin' | 'leftJoin' = 'leftJoin',
  ): Knex.QueryBuilder {
    const { scorecard, sort } = query;
    const services: Knex.QueryBuilder = this.#knex('services');
    if (sortsByScorecard(sort)) {
      if (!scorecard) {
        throw new InputError(
          `query.sort: '${sort}' needs query.scorecard, the name of a scorecard`,
        );
      }
      services[join]({ results: 'scorecard_results' }, on =>
        on
          .on('results.service_ref', 'services.ref')
          .onVal('results.scorecard', scorecard)
          .onVal('results.applicable', '>', 0),
      );
    }
    scope.restrict(services);
    filterServices(services, query, { database: this.#knex });
    filterByScorecard(services, query, { database: this.#knex });
    filterBySource(services, query, { database: this.#knex });
    return services;
  }
}

interface ListedRow {
  ref: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  tier: string;
  owner_ref: string | null;
  owner_title: string | null;
  system_ref: string | null;
  domain_ref: string | null;
  gaps: string;
}

const gapsSchema = z.array(ownershipGapSchema);

function toListed(row: ListedRow): Omit<ServiceRow, 'standings'> {
  return {
    ref: row.ref,
    name: row.name,
    title: row.title ?? undefined,
    type: row.type ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    tier: shownTierSchema.parse(row.tier),
    owner: row.owner_ref ?? undefined,
    ownerTitle:
      row.owner_title ??
      (row.owner_ref === null ? undefined : readableRef(row.owner_ref)),
    system: row.system_ref ?? undefined,
    domain: row.domain_ref ?? undefined,
    gaps: gapsSchema.parse(JSON.parse(row.gaps)).map(gap => gap.kind),
  };
}
