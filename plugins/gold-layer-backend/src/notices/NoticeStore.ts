import type { Knex } from 'knex';
import { toNumber } from '../database/rows';

/** Longer than anything that is told once can go on. */
const keptMs = 400 * 24 * 3600 * 1000;

/** Longer than telling one thing takes: who has claimed it by then, and has not released it, has told it. */
const underWayMs = 5 * 60_000;

/** What becomes of something that is to be told once: the caller tells it, another one does so just now, or somebody has. */
export type Claim = 'own' | 'under way' | 'told';

/** Remembers what was told once, for all replicas. */
export class NoticeStore {
  readonly #knex: Knex;
  /** Keys known to be told, so that what is asked for every minute costs nothing. */
  readonly #told = new Set<string>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): NoticeStore {
    return new NoticeStore(options.database);
  }

  /** Whether the caller is the first to tell it; of two at once only one is. */
  async claim(key: string, now: Date): Promise<Claim> {
    if (this.#told.has(key)) return 'told';
    const claimed = await this.#knex('notices_sent')
      .insert({ key, sent_at: now.getTime() })
      .onConflict('key')
      .ignore()
      .returning('key');
    if (claimed.length === 0) return this.#claimed(key, now);
    await this.#knex('notices_sent')
      .where('sent_at', '<', now.getTime() - keptMs)
      .delete();
    return 'own';
  }

  async #claimed(key: string, now: Date): Promise<Claim> {
    const row = await this.#knex('notices_sent')
      .where({ key })
      .first<{ sent_at: number | string } | undefined>('sent_at');
    if (!row || now.getTime() - toNumber(row.sent_at) < underWayMs) {
      return 'under way';
    }
    this.#told.add(key);
    return 'told';
  }

  /** What the caller has claimed was told. */
  confirm(key: string): void {
    this.#told.add(key);
  }

  /** It was not told after all. */
  async release(key: string): Promise<void> {
    await this.#knex('notices_sent').where({ key }).delete();
  }
}
