import type { Knex } from 'knex';
import { createHash } from 'node:crypto';

/** Where a record comes from. */
export interface Origin {
  /** Name and title of the source. */
  source: string;
  title: string;
}

/** What became of a record: taken over, or there before; `waits` says for what. */
export type ImportOutcome =
  | { status: 'imported'; service?: string }
  | { status: 'known' }
  | { status: 'waits'; reason: string };

/** Takes over one kind of paperwork; filled by the room that keeps it. */
export interface PastImporter<T> {
  /**
   * Takes a record over, once.
   *
   * @throws InputError that says what is wrong with the record
   */
  import(record: T, origin: Origin): Promise<ImportOutcome>;
}

/** The id of what a record becomes: the same however often it is offered. */
export function importedId({ source }: Origin, key: string): string {
  return uuidOf(`${source}\n${key}`);
}

/** A UUID made of a text: of version 8, which leaves the making to whoever makes it. */
export function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** Whether a table has a row of that id already. */
export async function isThere(
  knex: Knex,
  table: string,
  id: string,
): Promise<boolean> {
  return (await knex(table).where({ id }).first('id')) !== undefined;
}
