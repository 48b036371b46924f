import type {
  RiskLevel,
  WaiversQuery,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import { decodeCursor, encodeCursor } from '../../http/listCursor';
import type { ServiceScope } from '../../services';
import { selectWaivers, withOwners } from '../store/readWaivers';
import type { WaiverRowToday } from '../store/waiverRows';
import type { WaiverRecord } from '../WaiverRecord';
import { FilterTime, filterWaivers } from './filterWaivers';
import { isByText, orderRegister, positionSchema } from './registerOrder';

/** One page of the risk register. */
export interface RegisterPage {
  items: WaiverRecord[];
  nextCursor?: string;
}

/** Active waivers of one owner and level. */
export interface DebtRow {
  owner?: string;
  level: RiskLevel;
  waivers: number;
  points: number;
}

/** Reads many waivers: the register page by page, and what they add up to. */
export class RegisterStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): RegisterStore {
    return new RegisterStore(options.database);
  }

  /** The page after the query's cursor. */
  async page(
    query: WaiversQuery,
    scope: ServiceScope,
    time: FilterTime,
  ): Promise<RegisterPage> {
    const after = decodeCursor(query, positionSchema(query.sort));
    const asked = this.#matching(query, scope, time).limit(query.limit + 1);
    orderRegister(asked, query, { after, knex: this.#knex });
    const rows: (WaiverRowToday & { sort_value: string | number })[] =
      await selectWaivers(asked);
    const shown = rows.slice(0, query.limit);
    const items = await withOwners(this.#knex, shown);
    const last = shown.at(-1);
    if (!last || rows.length <= query.limit) return { items };
    // PostgreSQL hands times back as text.
    const value = isByText(query.sort)
      ? last.sort_value
      : toNumber(last.sort_value);
    return { items, nextCursor: encodeCursor(query, { value, id: last.id }) };
  }

  /** How many match, on all pages together. */
  async count(
    query: WaiversQuery,
    scope: ServiceScope,
    time: FilterTime,
  ): Promise<number> {
    const row = await this.#matching(query, scope, time)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  /** What is open: requests, and active ones that end before a moment; oldest first. */
  async open(
    scope: ServiceScope,
    {
      now,
      endingBefore,
      limit,
    }: { now: number; endingBefore: number; limit: number },
  ): Promise<WaiverRecord[]> {
    const query = this.#visible(scope)
      .where(any =>
        any
          .where('waivers.state', 'requested')
          .orWhere(ending =>
            ending
              .where('waivers.state', 'active')
              .where('waivers.ends_at', '>', now)
              .where('waivers.ends_at', '<=', endingBefore),
          ),
      )
      .whereNotNull('services.ref')
      .orderBy(['waivers.requested_at', 'waivers.id'])
      .limit(limit);
    return withOwners(this.#knex, await selectWaivers(query));
  }

  /** Active waivers by owner and level, of services that are in the catalog. */
  async debt(
    filter: Pick<WaiversQuery, 'owner' | 'service'>,
    scope: ServiceScope,
    time: FilterTime,
  ): Promise<DebtRow[]> {
    const rows: {
      owner: string | null;
      level: RiskLevel;
      waivers: number | string;
      points: number | string;
    }[] = await this.#matching({ ...filter, state: ['active'] }, scope, time)
      .whereNotNull('services.ref')
      .select('services.owner_ref as owner', 'waivers.level')
      .count({ waivers: '*' })
      .sum({ points: 'waivers.points' })
      .groupBy('services.owner_ref', 'waivers.level');
    return rows.map(row => ({
      owner: row.owner ?? undefined,
      level: row.level,
      waivers: toNumber(row.waivers),
      points: toNumber(row.points),
    }));
  }

  #matching(
    filter: Partial<WaiversQuery>,
    scope: ServiceScope,
    time: FilterTime,
  ): Knex.QueryBuilder {
    const query = this.#visible(scope);
    filterWaivers(query, filter, { ...time, database: this.#knex });
    return query;
  }

  /** Waivers of services that have left the catalog are for those who may see every service. */
  #visible(scope: ServiceScope): Knex.QueryBuilder {
    const join = scope.everything ? 'leftJoin' : 'innerJoin';
    return scope.restrict(
      this.#knex('waivers')[join](
        'services',
        'services.ref',
        'waivers.service_ref',
      ),
    );
  }
}
