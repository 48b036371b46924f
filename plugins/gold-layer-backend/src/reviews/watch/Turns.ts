import type { Knex } from 'knex';
import { Load, loadsOf, nextOf } from '../steps/assignRoles';

/**
 * Whose turn it is during one round. What people have to do is read once for
 * each of them; what they are given in the round counts at once.
 */
export class Turns {
  readonly #knex: Knex;
  readonly #now: number;
  readonly #loads = new Map<string, Load>();

  private constructor(options: { database: Knex; now: number }) {
    this.#knex = options.database;
    this.#now = options.now;
  }

  /** `now`: when the round is made, in milliseconds. */
  static create(options: { database: Knex; now: number }): Turns {
    return new Turns(options);
  }

  /** Who of several people is next; undefined if there are none. */
  async next(people: readonly string[]): Promise<string | undefined> {
    await this.#read(people);
    return nextOf(people, { busy: new Set(), loads: this.#loads });
  }

  /** Counts what somebody was given. */
  async give(person: string): Promise<void> {
    await this.#read([person]);
    const open = (this.#loads.get(person)?.open ?? 0) + 1;
    this.#loads.set(person, { person, open, lastAssigned: this.#now });
  }

  async #read(people: readonly string[]): Promise<void> {
    const unknown = people.filter(person => !this.#loads.has(person));
    if (unknown.length === 0) return;
    const loads = await loadsOf(this.#knex, unknown);
    for (const person of unknown) {
      this.#loads.set(person, loads.get(person) ?? { person, open: 0 });
    }
  }
}
