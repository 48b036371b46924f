import type { Knex } from 'knex';
import { toDate, toNumber } from '../../database/rows';

/** How far the evaluation of all services has come; shared by all replicas. */
export interface FullRun {
  /** What it evaluates, or evaluated, with. */
  fingerprint?: string;
  /** Last service done; absent before the first and after the end. */
  cursor?: string;
  startedAt?: Date;
  /** Absent while it goes on. */
  finishedAt?: Date;
  workedMs: number;
}

/** Past days that are being worked out from dated facts. */
export interface Replay {
  /** Another one for every replay, so that one begun anew is not confused with the one before. */
  id: number;
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** Last service done; absent before the first. */
  cursor?: string;
}

/** Keeps the one row of `evaluation_state`. */
export class EvaluationState {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): EvaluationState {
    return new EvaluationState(options.database);
  }

  async run(): Promise<FullRun> {
    const row = await this.#read();
    return {
      fingerprint: row?.fingerprint ?? undefined,
      cursor: row?.cursor ?? undefined,
      startedAt: toDate(row?.started_at),
      finishedAt: toDate(row?.finished_at),
      workedMs: toNumber(row?.worked_ms),
    };
  }

  async keepRun(run: FullRun, tx?: Knex.Transaction): Promise<void> {
    await this.#write(
      {
        fingerprint: run.fingerprint ?? null,
        cursor: run.cursor ?? null,
        started_at: run.startedAt?.getTime() ?? null,
        finished_at: run.finishedAt?.getTime() ?? null,
        worked_ms: Math.round(run.workedMs),
      },
      tx,
    );
  }

  /** Up to when facts were looked at for going stale. */
  async sweptAt(): Promise<Date | undefined> {
    return toDate((await this.#read())?.swept_at);
  }

  async keepSweptAt(at: Date): Promise<void> {
    await this.#write({ swept_at: at.getTime() });
  }

  /** The replay of past days that is under way, if there is one. */
  async replay(tx?: Knex.Transaction): Promise<Replay | undefined> {
    const row = await this.#read(tx);
    return row?.replay ? JSON.parse(row.replay) : undefined;
  }

  async keepReplay(
    replay: Replay | undefined,
    tx?: Knex.Transaction,
  ): Promise<void> {
    await this.#write({ replay: replay ? JSON.stringify(replay) : null }, tx);
  }

  async #read(tx?: Knex.Transaction): Promise<StateRow | undefined> {
    return (tx ?? this.#knex)('evaluation_state').where('id', 1).first();
  }

  async #write(
    values: Partial<StateRow>,
    tx: Knex.Transaction | Knex = this.#knex,
  ): Promise<void> {
    await tx('evaluation_state')
      .insert({ id: 1, ...values })
      .onConflict('id')
      .merge(Object.keys(values));
  }
}

interface StateRow {
  fingerprint: string | null;
  cursor: string | null;
  started_at: number | string | null;
  finished_at: number | string | null;
  worked_ms: number | string | null;
  swept_at: number | string | null;
  replay: string | null;
}
