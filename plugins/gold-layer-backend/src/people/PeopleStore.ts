import type { Knex } from 'knex';
import { chunked } from '../database/rows';

/** Reads users and groups as projected. */
export class PeopleStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): PeopleStore {
    return new PeopleStore(options.database);
  }

  /** Display names of known users and groups among the refs. */
  async titles(refs: string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const table of ['users', 'groups']) {
      for (const chunk of chunked(refs)) {
        const rows = await this.#knex(table)
          .select('ref', 'title')
          .whereIn('ref', chunk);
        for (const { ref, title } of rows) found.set(ref, title);
      }
    }
    return found;
  }

  /** Refs of the groups a user is in, with all that stand above them. */
  async groupsOf(user: string): Promise<string[]> {
    return this.#knex('group_members')
      .join('group_closure', 'descendant_ref', 'group_ref')
      .where('user_ref', user)
      .distinct('ancestor_ref')
      .orderBy('ancestor_ref')
      .pluck<string[]>('ancestor_ref');
  }

  /** Refs of the people in the groups or in any group below them. */
  async membersOf(groups: string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const chunk of chunked(groups)) {
      const refs = await this.#knex('group_closure')
        .join('group_members', 'group_ref', 'descendant_ref')
        .whereIn('ancestor_ref', chunk)
        .distinct('user_ref')
        .pluck<string[]>('user_ref');
      for (const ref of refs) found.add(ref);
    }
    return [...found];
  }

  /** Refs of all users. */
  async everybody(): Promise<string[]> {
    return this.#knex('users').orderBy('ref').pluck<string[]>('ref');
  }
}
