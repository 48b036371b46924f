import type {
  ServiceFilter,
  TrendPoint,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import { filterServices, ServiceScope } from '../../services';
import type { CountStore } from './CountStore';

/** What a trend is narrowed by. */
export type TrendFilter = Pick<
  ServiceFilter,
  'tier' | 'owner' | 'system' | 'domain'
>;

const dayMs = 24 * 3600 * 1000;

/**
 * Services per level, day by day; the last day is today as it stands.
 *
 * Who sees every service is shown what was rolled up on each day, by the
 * owners and tiers of that time. For others, what they see today is followed
 * back through its changes of level: a roll-up cannot tell whether they may
 * see the services in it. The same goes for domains.
 */
export class TrendReader {
  readonly #knex: Knex;
  readonly #counts: CountStore;

  private constructor(options: { database: Knex; counts: CountStore }) {
    this.#knex = options.database;
    this.#counts = options.counts;
  }

  static create(options: { database: Knex; counts: CountStore }): TrendReader {
    return new TrendReader(options);
  }

  async read(
    scorecard: string,
    query: TrendFilter & { days: number },
    scope: ServiceScope,
  ): Promise<TrendPoint[]> {
    const { days, ...filter } = query;
    const now = Date.now();
    const first = dayOf(now - (days - 1) * dayMs);
    const today = await this.#today(scorecard, filter, scope);
    // Roll-ups do not tell domains apart.
    const past =
      scope.everything && !filter.domain?.length
        ? await this.#rolledUp(scorecard, filter, { first, last: dayOf(now) })
        : await this.#followedBack(scorecard, filter, { scope, first, today });
    return Object.keys(today).length > 0
      ? [...past, { day: dayOf(now), levels: today, replayed: false }]
      : past;
  }

  async #today(
    scorecard: string,
    filter: TrendFilter,
    scope: ServiceScope,
  ): Promise<Record<string, number>> {
    const rows = await this.#counts.levels(scope, { scorecard, filter });
    const levels: Record<string, number> = {};
    for (const { level, services } of rows) {
      levels[level] = (levels[level] ?? 0) + services;
    }
    return levels;
  }

  async #rolledUp(
    scorecard: string,
    filter: TrendFilter,
    { first, last }: { first: string; last: string },
  ): Promise<TrendPoint[]> {
    const detailed = filter.owner?.length || filter.system?.length;
    const query: Knex.QueryBuilder = this.#knex(
      detailed ? 'rollups_daily' : 'rollup_totals',
    )
      .select('day', 'level')
      .sum({ services: 'services' })
      .max({ replayed: 'replayed' })
      .where('scorecard', scorecard)
      .where('day', '>=', first)
      .where('day', '<', last)
      .groupBy('day', 'level')
      .orderBy('day');
    if (filter.tier?.length) query.whereIn('tier', filter.tier);
    if (filter.system?.length) {
      query.whereIn('system_ref', filter.system.map(lower));
    }
    if (filter.owner?.length) {
      const owners = filter.owner.map(lower);
      query.where(any =>
        any
          .whereIn('owner_ref', owners)
          .orWhereIn(
            'owner_ref',
            this.#knex('group_closure')
              .select('descendant_ref')
              .whereIn('ancestor_ref', owners),
          ),
      );
    }
    const rows: DayRow[] = await query;
    const points = new Map<string, TrendPoint>();
    for (const { day, level, services, replayed } of rows) {
      const point = points.get(day) ?? { day, levels: {}, replayed: false };
      point.levels[level] = toNumber(services);
      point.replayed ||= toNumber(replayed) === 1;
      points.set(day, point);
    }
    return [...points.values()];
  }

  async #followedBack(
    scorecard: string,
    filter: TrendFilter,
    {
      scope,
      first,
      today,
    }: { scope: ServiceScope; first: string; today: Record<string, number> },
  ): Promise<TrendPoint[]> {
    const moves = await this.#moves(scorecard, filter, { scope, first });
    const replayed = moves.findLastIndex(move => move.replayed);
    const levels = { ...today };
    const points: TrendPoint[] = [];
    let next = 0;
    for (let at = startOfDay(Date.now()); at > Date.parse(first); at -= dayMs) {
      for (; next < moves.length && moves[next].day * dayMs >= at; next++) {
        undo(levels, moves[next]);
      }
      if (!Object.values(levels).some(services => services > 0)) break;
      points.unshift({
        day: dayOf(at - 1),
        levels: Object.fromEntries(
          Object.entries(levels).filter(([, services]) => services > 0),
        ),
        replayed: next <= replayed,
      });
    }
    return points;
  }

  /** How many services went from where to where, day by day, the latest first: a few rows for each day. */
  async #moves(
    scorecard: string,
    filter: TrendFilter,
    { scope, first }: { scope: ServiceScope; first: string },
  ): Promise<Move[]> {
    const query: Knex.QueryBuilder = this.#knex('level_changes as c')
      .join('services', 'services.ref', 'c.service_ref')
      .select(
        this.#knex.raw(`c.at / ${dayMs} as day`),
        this.#knex.raw(`coalesce(c.to_level, 'none') as "to"`),
        this.#knex.raw(
          `case when c.from_rank is not null
            then coalesce(c.from_level, 'none') end as "from"`,
        ),
      )
      .count({ services: '*' })
      .max({ replayed: 'c.replayed' })
      .where('c.scorecard', scorecard)
      .where('c.at', '>=', Date.parse(first))
      .groupByRaw('1, 2, 3')
      .orderByRaw('1 desc');
    filterServices(query, filter, { database: this.#knex });
    const rows: MoveRow[] = await scope.restrict(query);
    return rows.map(row => ({
      day: Number(row.day),
      from: row.from ?? undefined,
      to: row.to,
      services: toNumber(row.services),
      replayed: toNumber(row.replayed) === 1,
    }));
  }
}

interface DayRow {
  day: string;
  level: string;
  services: number | string;
  replayed: number | string;
}

interface MoveRow {
  day: number | string;
  from: string | null;
  to: string;
  services: number | string;
  replayed: number | string;
}

/** Services that went from one level to another on the same day. */
interface Move {
  /** Days since 1970, UTC. */
  day: number;
  /** Absent for services that were first scored then. */
  from?: string;
  to: string;
  services: number;
  /** Whether any of them was worked out later from dated facts. */
  replayed: boolean;
}

/** Takes a day's changes from one level to another back. */
function undo(
  levels: Record<string, number>,
  { from, to, services }: Move,
): void {
  levels[to] = (levels[to] ?? 0) - services;
  if (from !== undefined) levels[from] = (levels[from] ?? 0) + services;
}

function startOfDay(at: number): number {
  return Math.floor(at / dayMs) * dayMs;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function lower(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
