import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { KeptSlo } from '../../records';

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

  /** Some SLOs that are no longer in force, and have not been since a moment. */
  async find(options: { goneBefore: number }): Promise<number[]> {
    return this.#knex('slo_status')
      .whereNotExists(this.#knex('slos').whereRaw('slos.num = slo_status.num'))
      .whereNotExists(
        this.#knex('gone_slos')
          .whereRaw('gone_slos.num = slo_status.num')
          .where('gone_at', '>=', options.goneBefore),
      )
      .orderBy('num')
      .limit(atOnce)
      .pluck('num');
  }

  /** SLOs of some services that are no longer in force, and may be again. */
  async ofServices(refs: readonly string[]): Promise<KeptSlo[]> {
    const found: KeptSlo[] = [];
    for (const chunk of chunked(refs)) {
      const rows: { num: number; id: string; service_ref: string }[] =
        await this.#knex('gone_slos')
          .whereIn('service_ref', chunk)
          .select('num', 'id', 'service_ref');
      for (const { id, num, service_ref } of rows) {
        found.push({ num, spec: { id, service: service_ref } });
      }
    }
    return found;
  }

  /** Everything but their buckets, their numbers last: until then they are found again. */
  async remove(nums: readonly number[]): Promise<void> {
    for (const table of [
      'slo_pushes',
      'slo_budget_changes',
      'slo_burns',
      'slo_status',
    ]) {
      await this.#knex(table)
        .whereIn('num', [...nums])
        .delete();
    }
  }

  /** Forgets SLOs that have been gone for long and have no numbers any more. */
  async forget({ goneBefore }: { goneBefore: number }): Promise<void> {
    const gone = this.#knex('gone_slos').where('gone_at', '<', goneBefore);
    for (const table of ['slo_reviews', 'slo_objectives']) {
      await this.#knex(table)
        .whereIn('num', gone.clone().select('num'))
        .delete();
    }
    await gone.delete();
  }

  /** Removes deploys, incidents and steps of budgets from before a moment. */
  async removeBefore(time: number): Promise<void> {
    await this.#knex('slo_budget_changes').where('at', '<', time).delete();
    await this.#knex('slo_marks').where('from', '<', time).delete();
  }
}
