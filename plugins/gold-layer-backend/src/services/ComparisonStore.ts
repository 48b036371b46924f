import type { Knex } from 'knex';
import { toDate } from '../database/rows';

/** How the last comparisons with the catalog went; shared by all replicas. */
export interface Comparison {
  /** When the catalog last confirmed everything that is stored. */
  confirmedAt?: Date;
  /** Not to be compared again before. */
  dueAt?: Date;
  /** Since when suspiciously many services are missing from the catalog. */
  missingSince?: Date;
  /** Why the last comparison failed; absent if it did not. */
  error?: string;
  /** Which entities could not be stored, and why; absent if all were. */
  refused?: string;
}

/** Keeps the {@link Comparison}. */
export class ComparisonStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ComparisonStore {
    return new ComparisonStore(options.database);
  }

  async read(): Promise<Comparison> {
    const row = await this.#knex('projection_state').where('id', 1).first();
    if (!row) return {};
    return {
      confirmedAt: toDate(row.confirmed_at),
      dueAt: toDate(row.due_at),
      missingSince: toDate(row.missing_since),
      error: row.error ?? undefined,
      refused: row.refused ?? undefined,
    };
  }

  async write(comparison: Comparison): Promise<void> {
    await this.#knex('projection_state')
      .insert({
        id: 1,
        confirmed_at: comparison.confirmedAt?.getTime() ?? null,
        due_at: comparison.dueAt?.getTime() ?? null,
        missing_since: comparison.missingSince?.getTime() ?? null,
        error: comparison.error ?? null,
        refused: comparison.refused ?? null,
      })
      .onConflict('id')
      .merge();
  }
}
