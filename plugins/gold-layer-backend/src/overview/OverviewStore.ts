import type { OwnershipGapKind } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../database/rows';
import { onlyVisible, ServiceScope } from '../services';

const weekMs = 7 * 24 * 3600 * 1000;

/** A service that has moved within a week. */
export interface MovedService {
  ref: string;
  title: string;
  /** Level names; `none` for the ground floor. */
  from: string;
  to: string;
  change: number;
  at: Date;
}

/** Reads what the overview shows of visible services beside their levels. */
export class OverviewStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): OverviewStore {
    return new OverviewStore(options.database);
  }

  /** Services per tier and answer to "should this be Gold?", and how many have a gap. */
  async services(
    scope: ServiceScope,
  ): Promise<
    { tier: string; gold: string; services: number; withGaps: number }[]
  > {
    const query: Knex.QueryBuilder = this.#knex('services')
      .select('services.tier', 'services.gold')
      .count({ services: '*' })
      .select(
        this.#knex.raw(
          'sum(case when services.gap_count > 0 then 1 else 0 end) as with_gaps',
        ),
      )
      .groupBy('services.tier', 'services.gold');
    const rows: {
      tier: string;
      gold: string;
      services: number | string;
      with_gaps: number | string;
    }[] = await scope.restrict(query);
    return rows.map(row => ({
      tier: row.tier,
      gold: row.gold,
      services: toNumber(row.services),
      withGaps: toNumber(row.with_gaps),
    }));
  }

  /** Services per kind of gap, the most frequent first. */
  async gaps(
    scope: ServiceScope,
  ): Promise<{ kind: OwnershipGapKind; services: number }[]> {
    const query: Knex.QueryBuilder = this.#knex('service_gaps as g')
      .select('g.kind')
      .count({ services: '*' })
      .groupBy('g.kind');
    const rows: { kind: OwnershipGapKind; services: number | string }[] =
      await onlyVisible(query, { scope, by: 'g.service_ref' });
    return rows
      .map(({ kind, services }) => ({ kind, services: toNumber(services) }))
      .sort((a, b) => b.services - a.services || (a.kind < b.kind ? -1 : 1));
  }

  /** Services that rose or fell most within a week; of equal ones the most critical first. */
  async movers(
    scorecard: string,
    direction: 'down' | 'up',
    { scope, limit }: { scope: ServiceScope; limit: number },
  ): Promise<MovedService[]> {
    const query: Knex.QueryBuilder = this.#knex('scorecard_results as r')
      .join('services', 'services.ref', 'r.service_ref')
      .select('services.ref', 'services.name', 'services.title')
      .select('r.trend', 'r.level', 'r.changed_at')
      .where('r.scorecard', scorecard)
      .where('r.trend', direction === 'down' ? '<' : '>', 0)
      .orderBy([
        { column: 'r.trend', order: direction === 'down' ? 'asc' : 'desc' },
        { column: 'services.tier_rank' },
        { column: 'services.ref' },
      ])
      .limit(limit);
    const rows: MoverRow[] = await scope.restrict(query);
    const moves = await this.#movesOf(
      scorecard,
      rows.map(({ ref }) => ref),
    );
    return rows.map(row => ({
      ref: row.ref,
      title: row.title ?? row.name,
      from: moves.get(row.ref)?.from ?? 'none',
      to: row.level ?? 'none',
      change: row.trend,
      at: moves.get(row.ref)?.at ?? new Date(Number(row.changed_at)),
    }));
  }

  /** The level each service left with its first change within a week, and when it last changed. */
  async #movesOf(
    scorecard: string,
    refs: string[],
  ): Promise<Map<string, { from: string; at: Date }>> {
    const rows: MoveRow[] = await this.#knex('level_changes')
      .select('service_ref', 'from_level', 'at')
      .where('scorecard', scorecard)
      .whereIn('service_ref', refs)
      .where('at', '>', Date.now() - weekMs)
      .whereNotNull('from_rank')
      .orderBy('at');
    const moves = new Map<string, { from: string; at: Date }>();
    for (const row of rows) {
      const first = moves.get(row.service_ref)?.from;
      moves.set(row.service_ref, {
        from: first ?? row.from_level ?? 'none',
        at: new Date(Number(row.at)),
      });
    }
    return moves;
  }
}

interface MoveRow {
  service_ref: string;
  from_level: string | null;
  at: number | string;
}

interface MoverRow {
  ref: string;
  name: string;
  title: string | null;
  trend: number;
  level: string | null;
  changed_at: number | string;
}
