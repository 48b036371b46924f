import {
  SloRollup,
  sloRollupBySchema,
  sloStates,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toDate, toNumber } from '../../database/rows';
import { filterServices } from '../../services';
import { matchingSlos, PartialSloFilter, Reading } from './filterSlos';
import { standingColumns } from './standingColumns';

/** By what SLOs can be taken together. */
export type SloRollupBy = (typeof sloRollupBySchema.options)[number];

/** Counts of SLOs. */
export interface SloCounts {
  /** Each state, worst first, zeros too. */
  states: SloRollup['states'];
  frozen: number;
  firing: number;
  rulesAdrift: number;
}

/** SLOs of one owner, system, domain or tier. */
export interface RollupRow extends Omit<SloRollup, 'title'> {
  /** Of systems and domains, where the catalog knows them. */
  title?: string;
}

const rollupKeys: Record<SloRollupBy, string> = {
  owner: 'services.owner_ref',
  system: 'services.system_ref',
  domain: 'services.domain_ref',
  tier: "coalesce(services.tier, 'unclassified')",
};

/** Rules that are not what they should be. */
const adrift = "'missing', 'older', 'different'";

/** Adds SLOs up: over all that match, and by owner, system, domain or tier. */
export class SloCountStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): SloCountStore {
    return new SloCountStore(options.database);
  }

  /** How many SLOs stand where. */
  async counts(filter: PartialSloFilter, reading: Reading): Promise<SloCounts> {
    const columns = standingColumns(reading.now);
    const raw = (sql: string) => this.#knex.raw(sql);
    const row: Record<string, number | string | null> | undefined =
      await matchingSlos(this.#knex, filter, reading)
        .select(
          ...sloStates.map((state, index) =>
            raw(
              `${sumOf(`(${columns.state}) = '${state}'`)} as state_${index}`,
            ),
          ),
          raw(`sum(${columns.frozen}) as frozen`),
          raw(`${sumOf(`${columns.firing} > 0`)} as firing`),
          raw(`${sumOf(`${columns.rules} in (${adrift})`)} as adrift`),
        )
        .first();
    return {
      states: statesOf(row ?? {}),
      frozen: toNumber(row?.frozen),
      firing: toNumber(row?.firing),
      rulesAdrift: toNumber(row?.adrift),
    };
  }

  /** Services of tier critical or important that match and have no SLO at all. */
  async servicesWithout(
    filter: PartialSloFilter,
    reading: Reading,
  ): Promise<number> {
    const query: Knex.QueryBuilder = this.#knex('services')
      .whereIn('services.tier', ['critical', 'important'])
      .whereNotExists(
        this.#knex('slos').whereRaw('slos.service_ref = services.ref'),
      );
    this.#ofServices(query, filter);
    const row = await reading.scope
      .restrict(query)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  /**
   * Documents of services that match with something wrong in them. Those of
   * services that have left the catalog, and files that speak of several
   * services, are for callers who may see every service.
   */
  async brokenDocuments(
    filter: PartialSloFilter,
    { scope }: Reading,
  ): Promise<number> {
    const join = scope.everything ? 'leftJoin' : 'innerJoin';
    const query: Knex.QueryBuilder = this.#knex('slo_documents')
      [join]('services', 'services.ref', 'slo_documents.service_ref')
      .where('slo_documents.broken', 1);
    this.#ofServices(query, filter);
    const row = await scope
      .restrict(query)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  #ofServices(query: Knex.QueryBuilder, filter: PartialSloFilter): void {
    const { tier, owner, system, domain, service } = filter;
    filterServices(
      query,
      { tier, owner, system, domain },
      { database: this.#knex },
    );
    if (service?.length) {
      const refs = service.map(ref => ref.toLocaleLowerCase('en-US'));
      query.whereIn('services.ref', refs);
    }
  }

  /** Of the latest numbers there are. */
  async evaluatedAt(): Promise<Date | undefined> {
    const row = await this.#knex('slo_status')
      .max<{ at: number | string | null }>({ at: 'evaluated_at' })
      .first();
    return toDate(row?.at);
  }

  /** One row per owner, system, domain or tier, and one for what has none; each with the SLO that has least left. */
  async rollups(
    filter: PartialSloFilter,
    by: SloRollupBy,
    reading: Reading,
  ): Promise<RollupRow[]> {
    const columns = standingColumns(reading.now);
    const raw = (sql: string) => this.#knex.raw(sql);
    const ranked = matchingSlos(this.#knex, filter, reading).select(
      raw(`${rollupKeys[by]} as area`),
      'slos.id as id',
      'slos.title as title',
      'slos.service_ref as service_ref',
      raw(`${columns.state} as state`),
      raw(`${columns.frozen} as frozen`),
      raw(`(${columns.left}) as remaining`),
      raw(
        `row_number() over (partition by ${rollupKeys[by]} order by case when (${columns.left}) is null then 1 else 0 end, (${columns.left}), slos.num) as place`,
      ),
    );
    const rows: StoredRollup[] = await this.#knex
      .from(ranked.as('ranked'))
      .leftJoin('areas', 'areas.ref', 'ranked.area')
      .groupBy('ranked.area')
      .select(
        'ranked.area as area',
        raw('max(areas.title) as area_title'),
        raw('count(*) as slos'),
        raw('count(distinct ranked.service_ref) as services'),
        raw('sum(ranked.frozen) as frozen'),
        raw('min(ranked.remaining) as remaining'),
        raw('max(case when place = 1 then ranked.id end) as worst_id'),
        raw('max(case when place = 1 then ranked.title end) as worst_title'),
        ...sloStates.map((state, index) =>
          raw(`${sumOf(`ranked.state = '${state}'`)} as state_${index}`),
        ),
      );
    return rows.map(toRollup);
  }
}

function sumOf(condition: string): string {
  return `sum(case when ${condition} then 1 else 0 end)`;
}

interface StoredRollup extends Record<string, number | string | null> {
  area: string | null;
  area_title: string | null;
  remaining: number | null;
  worst_id: string | null;
  worst_title: string | null;
}

function toRollup(row: StoredRollup): RollupRow {
  const { worst_id: id, worst_title: title, remaining } = row;
  return {
    key: row.area ?? undefined,
    title: row.area_title ?? undefined,
    services: toNumber(row.services),
    slos: toNumber(row.slos),
    states: statesOf(row),
    frozen: toNumber(row.frozen),
    worst:
      id !== null && title !== null && remaining !== null
        ? { id, title, remaining }
        : undefined,
  };
}

function statesOf(
  row: Record<string, number | string | null>,
): SloRollup['states'] {
  return sloStates.map((state, index) => ({
    state,
    count: toNumber(row[`state_${index}`]),
  }));
}
