import { CheckState, ServiceFilter } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';
import { filterServices, ServiceScope } from '../../services';

/** Filters that narrow what is counted. */
export type CountFilter = Pick<
  ServiceFilter,
  'tier' | 'owner' | 'system' | 'domain'
>;

/** Services of one tier on one level of a scorecard. */
export interface LevelCountRow {
  scorecard: string;
  tier: string;
  /** Or `none`. */
  level: string;
  rank: number;
  services: number;
  /** Sums over those services, like the next two. */
  passed: number;
  unknown: number;
  applicable: number;
}

/** Services with one check in one state. */
export interface CheckCountRow {
  check: string;
  state: CheckState;
  services: number;
  /** Of those, services that the check keeps from their next level. */
  blocking: number;
}

/** Services of one group on one level. */
export interface GroupCountRow {
  value: string | null;
  level: string;
  rank: number;
  services: number;
  passed: number;
  applicable: number;
}

/**
 * Counts visible services by level, check and group. Who sees every service
 * and filters by nothing is shown the counts that are kept ready; for others
 * they are made of the services that they may see.
 */
export class CountStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): CountStore {
    return new CountStore(options.database);
  }

  /** By scorecard, tier and level; of one scorecard if it is named. */
  async levels(
    scope: ServiceScope,
    options: { scorecard?: string; filter?: CountFilter } = {},
  ): Promise<LevelCountRow[]> {
    const { scorecard, filter } = options;
    const rows: Knex.QueryBuilder = isWhole(scope, filter)
      ? this.#knex('level_counts as r')
          .select('r.level', 'r.rank', 'r.scorecard', 'r.tier')
          .select('services', 'passed', 'unknown', 'applicable')
      : this.#visible(this.#knex('scorecard_results as r'), scope, filter)
          .where('r.applicable', '>', 0)
          .select('r.scorecard', 'services.tier', 'r.rank')
          .select(this.#knex.raw(`coalesce(r.level, 'none') as level`))
          .count({ services: '*' })
          .sum({
            passed: 'r.passed',
            unknown: 'r.unknown',
            applicable: 'r.applicable',
          })
          .groupBy('r.scorecard', 'services.tier', 'r.level', 'r.rank');
    if (scorecard) rows.where('r.scorecard', scorecard);
    const found: Counted<LevelCountRow>[] = await rows;
    return found.map(row => ({
      ...row,
      services: toNumber(row.services),
      passed: toNumber(row.passed),
      unknown: toNumber(row.unknown),
      applicable: toNumber(row.applicable),
    }));
  }

  /** The checks of a scorecard by state. */
  async checks(
    scorecard: string,
    scope: ServiceScope,
    filter?: CountFilter,
  ): Promise<CheckCountRow[]> {
    const rows: Knex.QueryBuilder = isWhole(scope, filter)
      ? this.#knex('check_counts as r').select('r.services', 'r.blocking')
      : this.#visible(this.#knex('check_results as r'), scope, filter)
          .count({ services: '*' })
          .sum({ blocking: 'r.blocking' })
          .groupBy('r.check_id', 'r.state');
    const found: {
      check_id: string;
      state: CheckState;
      services: number | string;
      blocking: number | string;
    }[] = await rows
      .select('r.check_id', 'r.state')
      .where('r.scorecard', scorecard);
    return found.map(({ check_id, state, services, blocking }) => ({
      check: check_id,
      state,
      services: toNumber(services),
      blocking: toNumber(blocking),
    }));
  }

  /** A scorecard's levels by a column of `services`. */
  async groups(
    scorecard: string,
    column: 'owner_ref' | 'system_ref' | 'domain_ref' | 'tier',
    scope: ServiceScope,
    filter?: CountFilter,
  ): Promise<GroupCountRow[]> {
    const results = this.#knex('scorecard_results as r');
    const query = this.#visible(results, scope, filter);
    const rows: Counted<GroupCountRow>[] = await query
      .where('r.scorecard', scorecard)
      .where('r.applicable', '>', 0)
      .select(`services.${column} as value`, 'r.rank')
      .select(this.#knex.raw(`coalesce(r.level, 'none') as level`))
      .count({ services: '*' })
      .sum({ passed: 'r.passed', applicable: 'r.applicable' })
      .groupBy(`services.${column}`, 'r.level', 'r.rank');
    return rows.map(row => ({
      ...row,
      services: toNumber(row.services),
      passed: toNumber(row.passed),
      applicable: toNumber(row.applicable),
    }));
  }

  /** Display names of some groups, systems or domains, as far as they are known. */
  async titles(
    of: 'owner' | 'area',
    refs: string[],
  ): Promise<Map<string, string>> {
    const titles = new Map<string, string>();
    for (const chunk of chunked(refs)) {
      const rows: { ref: string; title: string }[] = await this.#knex(
        of === 'owner' ? 'groups' : 'areas',
      )
        .select('ref', 'title')
        .whereIn('ref', chunk);
      for (const { ref, title } of rows) titles.set(ref, title);
    }
    return titles;
  }

  #visible(
    query: Knex.QueryBuilder,
    scope: ServiceScope,
    filter: CountFilter = {},
  ): Knex.QueryBuilder {
    query.join('services', 'services.ref', 'r.service_ref');
    filterServices(query, filter, { database: this.#knex });
    return scope.restrict(query);
  }
}

/** Both databases may hand sums back as text. */
type Counted<T> = {
  [K in keyof T]: T[K] extends number ? number | string : T[K];
} & { rank: number };

function isWhole(scope: ServiceScope, filter: CountFilter = {}): boolean {
  return (
    scope.everything === true &&
    Object.values(filter).every(values => !values?.length)
  );
}
