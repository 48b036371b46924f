import type { Knex } from 'knex';

/**
 * A list of rows as a subquery with one binding: rows travel as JSON, an array
 * of arrays, which both databases take apart faster than a client can bind
 * value by value. Columns are in the order of the arrays.
 *
 * @param columns by name: types as PostgreSQL calls them
 */
export function jsonRows(knex: Knex, columns: Record<string, string>): string {
  const pg = knex.client.config.client === 'pg';
  const selected = Object.entries(columns).map(([name, type], index) =>
    pg
      ? `(value ->> ${index})::${type} as ${name}`
      : `value ->> ${index} as ${name}`,
  );
  const list = pg ? 'json_array_elements(?::json)' : 'json_each(?)';
  return `(select ${selected.join(', ')} from ${list})`;
}

/** Rows of a raw query: PostgreSQL's client hands them back within an object. */
export function rowsOf<T>(result: T[] | { rows: T[] }): T[] {
  return Array.isArray(result) ? result : result.rows;
}
