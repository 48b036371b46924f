import type { ServiceFilter } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { listed } from '../../database/listed';
import { chunked, toNumber } from '../../database/rows';
import { SharedAnswers } from '../../http/SharedAnswers';
import { filterServices, HiddenServices, ServiceScope } from '../../services';
import {
  CheckCountRow,
  Counted,
  GroupCountRow,
  LevelCountRow,
  lessChecks,
  lessLevels,
  StoredCheckCount,
  toCheckCount,
  toLevelCount,
} from './countRows';

/** Filters that narrow what is counted. */
export type CountFilter = Pick<
  ServiceFilter,
  'tier' | 'owner' | 'system' | 'domain'
>;

/** More are joined: looked up one by one they would take longer than reading the results of all. */
const veryFew = 100;

/** What checks are counted by. */
const checkKey = ['r.scorecard', 'r.check_id', 'r.state'];

/**
 * Counts visible services by level, check and group. Who filters by nothing is
 * shown the counts that are kept ready, less those of the few services that may
 * not be seen; otherwise they are made of the services that may.
 */
export class CountStore {
  readonly #knex: Knex;
  readonly #hidden: HiddenServices;
  /** Checks of the services of a tier, a team or the like, which all who see every service look at. */
  readonly #narrowed: SharedAnswers<CheckCountRow[]>;

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#hidden = HiddenServices.create({ database: knex });
    this.#narrowed = SharedAnswers.create({
      validMs: 5000,
      capacity: 100,
      now: () => new Date(),
    });
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
    const hidden = await this.#hiddenFrom(scope, filter);
    const ready = hidden && (await this.#readyLevels(scorecard, hidden));
    if (ready) return ready;
    const results = this.#visible('scorecard_results', scope, filter);
    return this.#countLevels(results, { scorecard });
  }

  /** The checks of a scorecard by state. */
  async checks(
    scorecard: string,
    scope: ServiceScope,
    filter?: CountFilter,
  ): Promise<CheckCountRow[]> {
    const count = () =>
      this.#checks(rows => rows.where('r.scorecard', scorecard), {
        scope,
        filter,
      });
    return scope.everything && isNarrowed(filter)
      ? this.#narrowed.get(JSON.stringify([scorecard, filter]), count)
      : count();
  }

  /** How many visible services have each of the checks open, by scorecard and check. */
  async reach(
    steps: { scorecard: string; check: string }[],
    scope: ServiceScope,
  ): Promise<Map<string, number>> {
    if (steps.length === 0) return new Map();
    const pairs = steps.map(({ scorecard, check }) => [scorecard, check]);
    const rows = await this.#checks(
      counted =>
        counted
          .whereIn(['r.scorecard', 'r.check_id'], pairs)
          .whereIn('r.state', ['fail', 'unknown']),
      { scope },
    );
    const reach = new Map<string, number>();
    for (const { scorecard, check, services } of rows) {
      const step = `${scorecard} ${check}`;
      reach.set(step, (reach.get(step) ?? 0) + services);
    }
    return reach;
  }

  async #checks(
    wanted: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
    { filter, scope }: { filter?: CountFilter; scope: ServiceScope },
  ): Promise<CheckCountRow[]> {
    const hidden = await this.#hiddenFrom(scope, filter);
    const ready = hidden && (await this.#readyChecks(wanted, hidden));
    if (ready) return ready;
    const results = this.#visible('check_results', scope, filter);
    return this.#countChecks(wanted(results));
  }

  async #readyLevels(
    scorecard: string | undefined,
    hidden: string[],
  ): Promise<LevelCountRow[] | undefined> {
    const rows: Knex.QueryBuilder = this.#knex('level_counts as r')
      .select('r.level', 'r.rank', 'r.scorecard', 'r.tier')
      .select('services', 'passed', 'unknown', 'applicable');
    if (scorecard) rows.where('r.scorecard', scorecard);
    const all = (await rows).map(toLevelCount);
    if (hidden.length === 0) return all;
    const results = this.#among('scorecard_results', hidden);
    return lessLevels(all, await this.#countLevels(results, { scorecard }));
  }

  async #readyChecks(
    wanted: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
    hidden: string[],
  ): Promise<CheckCountRow[] | undefined> {
    const rows: Counted<StoredCheckCount>[] = await wanted(
      this.#knex('check_counts as r').select(...checkKey),
    ).select('r.services', 'r.blocking');
    const all = rows.map(toCheckCount);
    if (hidden.length === 0) return all;
    const results = this.#among('check_results', hidden);
    return lessChecks(all, await this.#countChecks(wanted(results)));
  }

  async #countLevels(
    results: Knex.QueryBuilder,
    { scorecard }: { scorecard?: string },
  ): Promise<LevelCountRow[]> {
    const rows: Knex.QueryBuilder = results
      .where('r.applicable', '>', 0)
      .select('r.scorecard', 'r.tier', 'r.rank')
      .select(this.#knex.raw(`coalesce(r.level, 'none') as level`))
      .count({ services: '*' })
      .sum({
        passed: 'r.passed',
        unknown: 'r.unknown',
        applicable: 'r.applicable',
      })
      .groupBy('r.scorecard', 'r.tier', 'r.level', 'r.rank');
    if (scorecard) rows.where('r.scorecard', scorecard);
    return (await rows).map(toLevelCount);
  }

  async #countChecks(results: Knex.QueryBuilder): Promise<CheckCountRow[]> {
    const rows: Counted<StoredCheckCount>[] = await results
      .select(...checkKey)
      .count({ services: '*' })
      .sum({ blocking: 'r.blocking' })
      .groupBy(...checkKey);
    return rows.map(toCheckCount);
  }

  /** Services that are not to be counted, as far as there are counts of all; `undefined` if what is wanted has to be counted. */
  async #hiddenFrom(
    scope: ServiceScope,
    filter?: CountFilter,
  ): Promise<string[] | undefined> {
    return isNarrowed(filter) ? undefined : this.#hidden.of(scope);
  }

  /** A scorecard's levels by a column of `services`. */
  async groups(
    scorecard: string,
    column: 'owner_ref' | 'system_ref' | 'domain_ref' | 'tier',
    scope: ServiceScope,
    filter?: CountFilter,
  ): Promise<GroupCountRow[]> {
    const query = this.#visible('scorecard_results', scope, filter);
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
      rank: toNumber(row.rank),
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

  /** The results of a few services. PostgreSQL finds those of very few by their names, if it sees how few they are. */
  #among(table: string, services: string[]): Knex.QueryBuilder {
    const isPostgres = this.#knex.client.config.client === 'pg';
    if (isPostgres && services.length <= veryFew) {
      return this.#knex(`${table} as r`).whereIn('r.service_ref', services);
    }
    return this.#resultsOf(table, {
      of: listed(this.#knex, services),
      by: 'listed.value',
    });
  }

  /** The results of services that may be seen and match. */
  #visible(
    table: string,
    scope: ServiceScope,
    filter: CountFilter = {},
  ): Knex.QueryBuilder {
    const of = this.#knex.ref('services');
    const query = this.#resultsOf(table, { of, by: 'services.ref' });
    filterServices(query, filter, { database: this.#knex });
    return scope.restrict(query);
  }

  /** Finds results service by service. SQLite, left to choose, would rather read those of all; PostgreSQL chooses all the same. */
  #resultsOf(
    table: string,
    { of, by }: { of: Knex.Raw; by: string },
  ): Knex.QueryBuilder {
    const joined = this.#knex.raw('? cross join ?? as r', [of, table]);
    return this.#knex.from(joined).where('r.service_ref', this.#knex.ref(by));
  }
}

function isNarrowed(filter: CountFilter = {}): boolean {
  return Object.values(filter).some(values => values?.length);
}
