import type { Knex } from 'knex';
import { chunked } from '../database/rows';

/** A user as the catalog shows them. */
export interface CatalogUser {
  ref: string;
  uid?: string;
  etag?: string;
  title: string;
}

/** The projection of the catalog's users; who is in which group is known of the groups. */
export class UserStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): UserStore {
    return new UserStore(options.database);
  }

  /** Stores what changed among the users. */
  async update(changed: CatalogUser[], gone: string[]): Promise<void> {
    const refs = [...gone, ...changed.map(user => user.ref)];
    await this.#knex.transaction(async tx => {
      for (const chunk of chunked(refs)) {
        await tx('users').whereIn('ref', chunk).delete();
      }
      for (const chunk of chunked(changed, 4)) {
        await tx('users').insert(chunk.map(toRow));
      }
    });
  }
}

function toRow(user: CatalogUser) {
  return {
    ref: user.ref,
    uid: user.uid ?? null,
    etag: user.etag ?? null,
    title: user.title,
  };
}
