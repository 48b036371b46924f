import type { Knex } from 'knex';
import { jsonRows, rowsOf } from '../../../database/jsonRows';
import { upsertRows, WritableTable } from '../../../database/writeRows';

/** Good and total of an interval as pushed; times are milliseconds since 1970. */
export interface PushedInterval {
  num: number;
  from: number;
  to: number;
  good: number;
  total: number;
}

/** A stretch of one SLO's past, in milliseconds. */
export interface PushRange {
  num: number;
  from: number;
  to: number;
}

const table: WritableTable = {
  name: 'slo_pushes',
  columns: {
    num: 'bigint',
    '"from"': 'bigint',
    '"to"': 'bigint',
    good: 'double precision',
    total: 'double precision',
    pushed_at: 'bigint',
  },
  key: ['num', '"from"', '"to"'],
};

/** Rows removed by one statement. */
const removedAtOnce = 5000;

/** Keeps intervals as pushed. Those of one SLO never overlap. */
export class PushStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): PushStore {
    return new PushStore(options.database);
  }

  /**
   * Intervals that begin within ranges, and for each range the last one before
   * it, which may reach into it. One statement; as intervals do not overlap,
   * nothing further back can.
   */
  async around(
    tx: Knex.Transaction,
    ranges: readonly PushRange[],
  ): Promise<PushedInterval[]> {
    if (ranges.length === 0) return [];
    const wanted = jsonRows(tx, {
      num: 'int',
      since: 'bigint',
      until: 'bigint',
    });
    const found = await tx.raw<Stored[] | { rows: Stored[] }>(
      `select distinct p.num, p."from", p."to", p.good, p.total
       from ${wanted} r
       cross join slo_pushes p
       where p.num = r.num and p."from" < r.until and p."from" >= coalesce(
         (select max(q."from") from slo_pushes q where q.num = r.num and q."from" <= r.since),
         r.since)`,
      [JSON.stringify(ranges.map(({ num, from, to }) => [num, from, to]))],
    );
    return rowsOf(found).map(toInterval);
  }

  /** All intervals of one SLO, oldest first. */
  async ofSlo(tx: Knex.Transaction, num: number): Promise<PushedInterval[]> {
    const rows = await tx('slo_pushes')
      .select<Stored[]>('num', 'from', 'to', 'good', 'total')
      .where({ num })
      .orderBy('from');
    return rows.map(toInterval);
  }

  async put(
    tx: Knex.Transaction,
    intervals: readonly PushedInterval[],
    now: number,
  ): Promise<void> {
    const rows = intervals.map(({ num, from, to, good, total }) => ({
      num,
      '"from"': from,
      '"to"': to,
      good,
      total,
      pushed_at: now,
    }));
    await upsertRows(tx, table, rows);
  }

  /** Removes intervals that ended before a moment; answers whether there may be more. */
  async removeBefore(time: number): Promise<boolean> {
    const old = await this.#knex('slo_pushes')
      .select<Stored[]>('num', 'from', 'to', 'good', 'total')
      .where('to', '<', time)
      .orderBy('to')
      .limit(removedAtOnce);
    const last = old.at(-1);
    if (!last) return false;
    await this.#knex('slo_pushes').where('to', '<=', last.to).delete();
    return old.length === removedAtOnce;
  }
}

interface Stored {
  num: number;
  from: number | string;
  to: number | string;
  good: number;
  total: number;
}

function toInterval({ num, from, to, good, total }: Stored): PushedInterval {
  return { num, from: Number(from), to: Number(to), good, total };
}
