import type { Knex } from 'knex';
import { jsonRows } from '../../../database/jsonRows';
import { chunked } from '../../../database/rows';
import { upsertRows } from '../../../database/writeRows';
import type { MeasuringFailure, SloRecord } from '../../records';
import type { MeasuredSoFar } from './FormerMeasures';
import {
  emptyStatus,
  evaluatedTable,
  fromStatus,
  StatusRow,
  StoredStatus,
  toStatus,
} from './statusRows';

/** How far an SLO's numbers are. Times are milliseconds since 1970. */
export interface Progress {
  num: number;
  measuredUntil?: number;
  evaluatedAt?: number;
  measureHash: string;
  /** Something has changed that numbers have not followed yet. */
  marked: boolean;
  failing: boolean;
}

/** What was found out by measuring; all of it replaces what stood before. */
export interface Measured {
  num: number;
  measuredUntil?: number;
  /** Moves forward only. */
  asOf?: number;
  failure?: MeasuringFailure;
  partial?: string;
  problem?: string;
  neverSeen: boolean;
}

const types = {
  num: 'int',
  measured_until: 'bigint',
  as_of: 'bigint',
  failure: 'text',
  partial: 'text',
  problem: 'text',
  never_seen: 'int',
  measure_hash: 'text',
  marks_done: 'bigint',
};

/** Keeps the latest numbers of every SLO: the rows of `slo_status`. */
export class StatusStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): StatusStore {
    return new StatusStore(options.database);
  }

  /** The same within a transaction. */
  within(tx: Knex.Transaction): StatusStore {
    return new StatusStore(tx);
  }

  /** The numbers of those SLOs that have any. */
  async find(nums: readonly number[]): Promise<Map<number, StoredStatus>> {
    return this.#read(this.#knex, nums);
  }

  /**
   * The numbers of SLOs, made if there were none, and held until the
   * transaction ends: nobody else writes their buckets or numbers meanwhile.
   * Rows are taken in order, so that two who want the same do not block each other.
   */
  async hold(
    tx: Knex.Transaction,
    records: readonly SloRecord[],
  ): Promise<Map<number, StoredStatus>> {
    const nums = records.map(({ num }) => num).sort((a, b) => a - b);
    const found = await this.#read(tx, nums, { hold: true });
    const missing = records.filter(({ num }) => !found.has(num));
    if (missing.length === 0) return found;
    await upsertRows(
      tx,
      { ...evaluatedTable, kept: Object.keys(evaluatedTable.columns) },
      missing.map(({ num, measureHash }) =>
        fromStatus(emptyStatus(num, measureHash)),
      ),
    );
    return this.#read(tx, nums, { hold: true });
  }

  /** Writes numbers as worked out. */
  async write(
    tx: Knex.Transaction,
    statuses: readonly StoredStatus[],
  ): Promise<void> {
    await upsertRows(tx, evaluatedTable, statuses.map(fromStatus));
  }

  /** Says of SLOs whose numbers came out the same that they were worked out anew. */
  async touch(
    tx: Knex.Transaction,
    statuses: readonly StoredStatus[],
    at: number,
  ): Promise<void> {
    await this.#update(tx, statuses, {
      columns: ['marks_done'],
      values: ({ marksDone }) => [marksDone],
      set: `evaluated_at = ${at}, marks_done = v.marks_done`,
    });
  }

  /** Says what measuring has found out. */
  async measured(
    tx: Knex.Transaction,
    found: readonly Measured[],
  ): Promise<void> {
    await this.#update(tx, found, {
      columns: [
        'measured_until',
        'as_of',
        'failure',
        'partial',
        'problem',
        'never_seen',
      ],
      values: each => [
        each.measuredUntil ?? null,
        each.asOf ?? null,
        each.failure ? JSON.stringify(each.failure) : null,
        each.partial ?? null,
        each.problem ?? null,
        each.neverSeen ? 1 : 0,
      ],
      set: `measured_until = v.measured_until, failure = v.failure,
        partial = v.partial, problem = v.problem, never_seen = v.never_seen, ${later('as_of')},
        marks = slo_status.marks + 1`,
    });
  }

  /** Says that buckets reach so far now, and that numbers have to follow. */
  async pushed(
    tx: Knex.Transaction,
    found: readonly { num: number; asOf: number; measuredUntil: number }[],
  ): Promise<void> {
    await this.#update(tx, found, {
      columns: ['as_of', 'measured_until'],
      values: ({ asOf, measuredUntil }) => [asOf, measuredUntil],
      set: `${later('as_of')}, ${later('measured_until')}, failure = null,
        partial = null, problem = null, never_seen = 0, marks = slo_status.marks + 1`,
    });
  }

  /** Has the numbers of SLOs worked out anew. Rows are taken in order, as {@link hold} does. */
  async mark(nums: readonly number[]): Promise<void> {
    const sorted = nums.toSorted((a, b) => a - b);
    for (const chunk of chunked(sorted)) {
      const held = this.#knex('slo_status')
        .select('num')
        .whereIn('num', chunk)
        .orderBy('num');
      await this.#knex('slo_status')
        .whereIn('num', isPostgres(this.#knex) ? held.forUpdate() : held)
        .increment('marks', 1);
    }
  }

  /** Something else is measured than before: nothing yet, or as far as it was before that. */
  async begin(
    tx: Knex.Transaction,
    records: readonly (Pick<SloRecord, 'num' | 'measureHash'> &
      MeasuredSoFar)[],
  ): Promise<void> {
    await this.#update(tx, records, {
      columns: ['measure_hash', 'measured_until', 'as_of'],
      values: ({ asOf, measuredUntil, measureHash }) => [
        measureHash,
        measuredUntil ?? null,
        asOf ?? null,
      ],
      set: `measure_hash = v.measure_hash, measured_until = v.measured_until,
        as_of = v.as_of, failure = null, partial = null, problem = null,
        never_seen = 0, sparkline = '[]', marks = slo_status.marks + 1`,
    });
  }

  /** The same is measured as before, and known by another hash. */
  async rename(
    tx: Knex.Transaction,
    records: readonly Pick<SloRecord, 'num' | 'measureHash'>[],
  ): Promise<void> {
    await this.#update(tx, records, {
      columns: ['measure_hash'],
      values: ({ measureHash }) => [measureHash],
      set: 'measure_hash = v.measure_hash',
    });
  }

  /** How far all numbers are, by SLO. */
  async progress(): Promise<Map<number, Progress>> {
    const rows = await this.#knex('slo_status').select(
      'num',
      'measured_until',
      'evaluated_at',
      'measure_hash',
      this.#knex.raw(
        'case when marks > marks_done then 1 else 0 end as marked',
      ),
      this.#knex.raw('case when failure is null then 0 else 1 end as failing'),
    );
    return new Map(
      rows.map(row => [
        row.num,
        {
          num: row.num,
          measuredUntil: toTime(row.measured_until),
          evaluatedAt: toTime(row.evaluated_at),
          measureHash: row.measure_hash,
          marked: row.marked === 1,
          failing: row.failing === 1,
        },
      ]),
    );
  }

  async #read(
    knex: Knex,
    nums: readonly number[],
    options: { hold?: boolean } = {},
  ): Promise<Map<number, StoredStatus>> {
    const found = new Map<number, StoredStatus>();
    for (const chunk of chunked(nums)) {
      const query = knex('slo_status')
        .select<StatusRow[]>('*')
        .whereIn('num', chunk)
        .orderBy('num');
      if (options.hold && isPostgres(knex)) query.forUpdate();
      for (const row of await query) found.set(row.num, toStatus(row));
    }
    return found;
  }

  /** Updates many rows, each with its own values, in one statement. */
  async #update<T extends { num: number }>(
    tx: Knex.Transaction,
    items: readonly T[],
    how: {
      columns: (keyof typeof types)[];
      values: (item: T) => (string | number | null)[];
      set: string;
    },
  ): Promise<void> {
    if (items.length === 0) return;
    const columns = Object.fromEntries(
      (['num', ...how.columns] as const).map(name => [name, types[name]]),
    );
    await tx.raw(
      `update slo_status set ${how.set}
       from ${jsonRows(tx, columns)} v
       where slo_status.num = v.num`,
      [JSON.stringify(items.map(item => [item.num, ...how.values(item)]))],
    );
  }
}

/** SQLite knows no locks on rows: it lets one transaction after the other write. */
function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/** The later of two times. */
function later(column: string): string {
  return `${column} = case when slo_status.${column} > coalesce(v.${column}, 0)
    then slo_status.${column} else v.${column} end`;
}

function toTime(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
