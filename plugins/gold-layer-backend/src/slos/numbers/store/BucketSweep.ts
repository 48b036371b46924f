import type { Knex } from 'knex';
import { chunk } from 'lodash';
import { floorTo, Grain, grains, keptMinutes, startsWithin } from './buckets';

/** Starts that one statement names. */
const startsAtOnce = 1000;

/** SLOs that one statement gives other numbers. */
const movedAtOnce = 50;

/** Removes buckets that nobody needs any more, or puts them elsewhere, a few at a time: by their key, never looking at others. */
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
    for await (const portion of this.#portions(grains)) {
      await portion()
        .whereIn('num', [...nums])
        .delete();
    }
  }

  /** Puts everything that was counted under some numbers under others, of which there must be nothing. */
  async move(moves: ReadonlyMap<number, number>): Promise<void> {
    for (const some of chunk([...moves], movedAtOnce)) {
      const cases = some.map(([from, to]) => `when ${from} then ${to}`);
      const num = this.#knex.raw(`case num ${cases.join(' ')} end`);
      const from = some.map(([each]) => each);
      for await (const portion of this.#portions(grains)) {
        await portion().whereIn('num', from).update({ num });
      }
    }
  }

  /** On how many days anything was counted, for those of some SLOs of which anything was. */
  async days(nums: readonly number[]): Promise<Map<number, number>> {
    const days = new Map<number, number>();
    for await (const portion of this.#portions([1440])) {
      const rows: { num: number; n: number | string }[] = await portion()
        .whereIn('num', [...nums])
        .groupBy('num')
        .select('num')
        .count({ n: '*' });
      for (const { n, num } of rows) {
        days.set(num, (days.get(num) ?? 0) + Number(n));
      }
    }
    return days;
  }

  /** All buckets of some grains, a portion at a time; as functions, since a query that is yielded would be carried out. */
  async *#portions(
    some: readonly Grain[],
  ): AsyncGenerator<() => Knex.QueryBuilder> {
    for (const grain of some) {
      const first = await this.#edge(grain, 'asc');
      const last = await this.#edge(grain, 'desc');
      if (first === undefined || last === undefined) continue;
      const starts = startsWithin(grain, { from: first, to: last + grain });
      for (const named of chunk(starts, startsAtOnce)) {
        yield () =>
          this.#knex('slo_buckets')
            .where({ grain })
            .whereRaw(`start in (${named.join(', ')})`);
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
