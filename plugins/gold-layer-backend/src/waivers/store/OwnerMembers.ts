import type { Knex } from 'knex';
import { chunked } from '../../database/rows';

/** Reads who belongs to the owners of services, for many owners at once. */
export class OwnerMembers {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): OwnerMembers {
    return new OwnerMembers(options.database);
  }

  /**
   * Refs of people by owner: those of a group and of all groups below it; a
   * person who owns is alone. In one statement for up to nine hundred groups.
   */
  async of(owners: Iterable<string>): Promise<Map<string, string[]>> {
    const distinct = [...new Set(owners)];
    const found = new Map<string, string[]>(
      distinct.map(ref => [ref, ref.startsWith('user:') ? [ref] : []]),
    );
    const groups = distinct.filter(ref => ref.startsWith('group:'));
    for (const chunk of chunked(groups)) {
      const rows: { owner: string; person: string }[] = await this.#knex(
        'group_closure',
      )
        .join(
          'group_members',
          'group_members.group_ref',
          'group_closure.descendant_ref',
        )
        .whereIn('group_closure.ancestor_ref', chunk)
        .distinct({
          owner: 'group_closure.ancestor_ref',
          person: 'group_members.user_ref',
        })
        .orderBy('person');
      for (const { owner, person } of rows) found.get(owner)?.push(person);
    }
    return found;
  }
}
