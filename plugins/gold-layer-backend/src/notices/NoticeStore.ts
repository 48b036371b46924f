import type { Knex } from 'knex';

/** Longer than anything that is told once can go on. */
const keptMs = 400 * 24 * 3600 * 1000;

/** Remembers what was told once, for all replicas. */
export class NoticeStore {
  readonly #knex: Knex;
  /** Keys known to be taken, so that what is asked for every minute costs nothing. */
  readonly #taken = new Set<string>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): NoticeStore {
    return new NoticeStore(options.database);
  }

  /** Whether the caller is the first to tell it; of two at once only one is. */
  async claim(key: string, now: Date): Promise<boolean> {
    if (this.#taken.has(key)) return false;
    const claimed = await this.#knex('notices_sent')
      .insert({ key, sent_at: now.getTime() })
      .onConflict('key')
      .ignore()
      .returning('key');
    this.#taken.add(key);
    if (claimed.length === 0) return false;
    await this.#knex('notices_sent')
      .where('sent_at', '<', now.getTime() - keptMs)
      .delete();
    return true;
  }

  /** It was not told after all. */
  async release(key: string): Promise<void> {
    await this.#knex('notices_sent').where({ key }).delete();
    this.#taken.delete(key);
  }
}
