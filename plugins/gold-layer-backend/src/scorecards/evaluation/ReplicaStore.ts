import type { Knex } from 'knex';

/** What one replica evaluates with. */
export interface Replica {
  id: string;
  /** Of its definitions and facts. */
  fingerprint: string;
  /** When any replica first had that fingerprint, in milliseconds. */
  since: number;
  /** When the replica was last heard of, in milliseconds. */
  confirmedAt: number;
}

/** What the replicas evaluate with, in the table `evaluation_replicas`. */
export class ReplicaStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReplicaStore {
    return new ReplicaStore(options.database);
  }

  async all(): Promise<Replica[]> {
    const rows = await this.#knex<ReplicaRow>('evaluation_replicas').select();
    return rows.map(row => ({
      id: row.replica,
      fingerprint: row.fingerprint,
      since: Number(row.since),
      confirmedAt: Number(row.confirmed_at),
    }));
  }

  async confirm(replica: Replica): Promise<void> {
    await this.#knex('evaluation_replicas')
      .insert({
        replica: replica.id,
        fingerprint: replica.fingerprint,
        since: replica.since,
        confirmed_at: replica.confirmedAt,
      })
      .onConflict('replica')
      .merge();
  }

  /**
   * Takes a replica for gone, in the eyes of all others: as if it was last
   * heard of at a moment. Since when it had its definitions stays known.
   */
  async leave(id: string, confirmedAt: number): Promise<void> {
    await this.#knex('evaluation_replicas')
      .where('replica', id)
      .update({ confirmed_at: confirmedAt });
  }

  /** To be called before this process confirms that it is there: SQLite has one process, and all others have ended. */
  async forgetEnded(): Promise<void> {
    if (this.#knex.client.config.client !== 'better-sqlite3') return;
    await this.#knex('evaluation_replicas').delete();
  }

  /** Forgets replicas that were not heard of since a moment, in milliseconds. */
  async forget(before: number): Promise<void> {
    await this.#knex('evaluation_replicas')
      .where('confirmed_at', '<', before)
      .delete();
  }
}

interface ReplicaRow {
  replica: string;
  fingerprint: string;
  since: number | string;
  confirmed_at: number | string;
}
