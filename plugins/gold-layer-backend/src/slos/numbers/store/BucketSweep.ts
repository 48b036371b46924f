import type { Knex } from 'knex';
import { floorTo, Grain, grains, keptMinutes, startsWithin } from './buckets';

/** Starts that one statement names. */
const startsAtOnce = 1000;

/** Removes buckets that nobody needs any more, a few at a time: by their key, never looking at others. */
export class BucketSweep {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): BucketSweep {
    return new BucketSweep(options.database);
  }

  /** Forgets everything that was counted for some SLOs. */
  async clear(nums: readonly number[]): Promise<void> {
    for (const grain of grains) {
      const first = await this.#edge(grain, 'asc');
      const last = await this.#edge(grain, 'desc');
      if (first === undefined || last === undefined) continue;
      const starts = startsWithin(grain, { from: first, to: last + grain });
      for (let at = 0; at < starts.length; at += startsAtOnce) {
        await this.#knex('slo_buckets')
          .where({ grain })
          .whereRaw(
            `start in (${starts.slice(at, at + startsAtOnce).join(', ')})`,
          )
          .whereIn('num', [...nums])
          .delete();
      }
    }
  }

  /** The first start, from some time on and before another, at which there are buckets of five minutes. */
  async nextFine(span: {
    from: number;
    to: number;
  }): Promise<number | undefined> {
    const row = await this.#knex('slo_buckets')
      .where({ grain: 5 })
      .where('start', '>=', span.from)
      .where('start', '<', span.to)
      .orderBy('start')
      .first<{ start: number } | undefined>('start');
    return row?.start;
  }

  /** Removes buckets of five minutes with one start, but for those of some SLOs. */
  async removeFine(
    start: number,
    options: { but: readonly number[] },
  ): Promise<void> {
    const query = this.#knex('slo_buckets').where({ grain: 5, start });
    if (options.but.length > 0) {
      query.whereRaw(`num not in (${options.but.join(', ')})`);
    }
    await query.delete();
  }

  /** Removes the oldest buckets of one start of any grain that is too old to keep; answers whether there was one. */
  async removeOldest(now: number): Promise<boolean> {
    const limit = floorTo(1440, now - keptMinutes);
    for (const grain of grains) {
      const start = await this.#edge(grain, 'asc');
      if (start === undefined || start >= limit) continue;
      await this.#knex('slo_buckets').where({ grain, start }).delete();
      return true;
    }
    return false;
  }

  async #edge(
    grain: Grain,
    order: 'asc' | 'desc',
  ): Promise<number | undefined> {
    const row = await this.#knex('slo_buckets')
      .where({ grain })
      .orderBy('start', order)
      .first<{ start: number } | undefined>('start');
    return row?.start;
  }
}
