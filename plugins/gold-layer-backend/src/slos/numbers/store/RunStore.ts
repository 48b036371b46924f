import type { Knex } from 'knex';
import { toDate } from '../../../database/rows';

/** Work that is done again and again. */
export type SloTask = 'evaluate' | 'sweep';

/** How a task last went. */
export interface SloRun {
  startedAt: Date;
  /** Absent while it goes on, and where it broke off. */
  endedAt?: Date;
  slos: number;
  failed: number;
  error?: string;
}

/** Remembers how tasks last went, for all replicas. */
export class RunStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): RunStore {
    return new RunStore(options.database);
  }

  async keep(task: SloTask, run: SloRun): Promise<void> {
    await this.#knex('slo_runs')
      .insert({
        task,
        started_at: run.startedAt.getTime(),
        ended_at: run.endedAt?.getTime() ?? null,
        slos: run.slos,
        failed: run.failed,
        error: run.error ?? null,
      })
      .onConflict('task')
      .merge();
  }

  async find(task: SloTask): Promise<SloRun | undefined> {
    const row = await this.#knex('slo_runs').where({ task }).first();
    const startedAt = toDate(row?.started_at);
    return (
      startedAt && {
        startedAt,
        endedAt: toDate(row.ended_at),
        slos: row.slos,
        failed: row.failed,
        error: row.error ?? undefined,
      }
    );
  }
}
