import type { Knex } from 'knex';

/** As many as one statement takes well. */
const atOnce = 50;

/** Finds and removes what is left of SLOs that no document wants any more, and what is too old. */
export class VanishedStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): VanishedStore {
    return new VanishedStore(options.database);
  }

  /** Some SLOs that have numbers and are no longer in force. */
  async find(): Promise<number[]> {
    return this.#knex('slo_status')
      .whereNotExists(this.#knex('slos').whereRaw('slos.num = slo_status.num'))
      .orderBy('num')
      .limit(atOnce)
      .pluck('num');
  }

  /** Everything but their buckets, their numbers last: until then they are found again. */
  async remove(nums: readonly number[]): Promise<void> {
    for (const table of ['slo_pushes', 'slo_budget_changes', 'slo_status']) {
      await this.#knex(table)
        .whereIn('num', [...nums])
        .delete();
    }
  }

  /** Removes deploys, incidents and steps of budgets from before a moment. */
  async removeBefore(time: number): Promise<void> {
    await this.#knex('slo_budget_changes').where('at', '<', time).delete();
    await this.#knex('slo_marks').where('from', '<', time).delete();
  }
}
