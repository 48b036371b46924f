import type { Knex } from 'knex';
import { chunked, toNumber } from '../../../database/rows';
import { BucketSweep } from './BucketSweep';
import type { StoredStatus } from './statusRows';

/** How far something was measured, in milliseconds since 1970. */
export interface MeasuredSoFar {
  measuredUntil?: number;
  asOf?: number;
}

/** An SLO, and by which hashes what it measures may be known. */
export interface Returning {
  num: number;
  hashes: readonly string[];
}

/** As many as one statement takes well. */
const atOnce = 50;

/**
 * Keeps what SLOs measured before their documents changed. One wrong edit of a
 * query must not cost a past that cannot be measured again: the buckets are put
 * aside under a number of their own, and come back with what they were measured by.
 */
export class FormerMeasures {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): FormerMeasures {
    return new FormerMeasures(options.database);
  }

  /** Puts aside what was counted for SLOs. Whoever calls it holds their numbers. */
  async setAside(
    tx: Knex.Transaction,
    statuses: readonly StoredStatus[],
    at: number,
  ): Promise<void> {
    const sweep = BucketSweep.create({ database: tx });
    const nums = statuses.map(({ num }) => num);
    const days = await sweep.days(nums);
    const worth = statuses.filter(({ num }) => days.has(num));
    const rows = worth.map(({ asOf, measuredUntil, measureHash, num }) => ({
      num,
      measure_hash: measureHash,
      measured_until: measuredUntil ?? null,
      as_of: asOf ?? null,
      days: days.get(num) ?? 0,
      set_aside_at: at,
    }));
    const moves = new Map<number, number>();
    for (const chunk of chunked(rows, 6)) {
      const stored: { id: number; num: number }[] = await tx(
        'slo_former_measures',
      )
        .insert(chunk)
        .returning(['id', 'num']);
      for (const { id, num } of stored) moves.set(num, -id);
    }
    await sweep.move(moves);
  }

  /** Brings back what was counted for SLOs that measure the same as before; answers how far that was. */
  async takeBack(
    tx: Knex.Transaction,
    returning: readonly Returning[],
  ): Promise<Map<number, MeasuredSoFar>> {
    const back = new Map<number, MeasuredSoFar>();
    const moves = new Map<number, number>();
    const known = new Map(returning.map(({ num, hashes }) => [num, hashes]));
    for (const chunk of chunked([...known.keys()])) {
      const rows: FormerRow[] = await tx('slo_former_measures')
        .whereIn('num', chunk)
        .orderBy('id', 'desc');
      for (const row of rows) {
        const { num } = row;
        const isSame = known.get(num)?.includes(row.measure_hash);
        if (!isSame || back.has(num)) continue;
        moves.set(-row.id, num);
        back.set(num, {
          measuredUntil: toTime(row.measured_until),
          asOf: toTime(row.as_of),
        });
      }
    }
    await BucketSweep.create({ database: tx }).move(moves);
    await remove(tx, [...moves.keys()]);
    return back;
  }

  /** The numbers under which buckets are put aside, by SLO. */
  async all(): Promise<Map<number, number[]>> {
    const rows: { id: number; num: number }[] = await this.#knex(
      'slo_former_measures',
    ).select('id', 'num');
    const found = new Map<number, number[]>();
    for (const { id, num } of rows) {
      found.set(num, [...(found.get(num) ?? []), -id]);
    }
    return found;
  }

  /** Some numbers under which buckets are put aside that were not asked for since a moment, or are more than so many of one SLO. */
  async overdue(options: {
    setAsideBefore: number;
    most: number;
  }): Promise<number[]> {
    const ranked = this.#knex('slo_former_measures').select(
      'id',
      'set_aside_at',
      this.#knex.raw(
        'row_number() over (partition by num order by days desc, id desc) as place',
      ),
    );
    const ids: number[] = await this.#knex
      .from(ranked.as('ranked'))
      .where('set_aside_at', '<', options.setAsideBefore)
      .orWhere('place', '>', options.most)
      .orderBy('id')
      .limit(atOnce)
      .pluck('id');
    return ids.map(id => -id);
  }

  /** Forgets what was put aside under numbers; the buckets have to be gone. */
  async forget(nums: readonly number[]): Promise<void> {
    await remove(this.#knex, nums);
  }
}

interface FormerRow {
  id: number;
  num: number;
  measure_hash: string;
  measured_until: number | string | null;
  as_of: number | string | null;
}

async function remove(knex: Knex, nums: readonly number[]): Promise<void> {
  for (const chunk of chunked(nums.map(num => -num))) {
    await knex('slo_former_measures').whereIn('id', chunk).delete();
  }
}

function toTime(value: number | string | null): number | undefined {
  return value === null ? undefined : toNumber(value);
}
