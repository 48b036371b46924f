import type { Knex } from 'knex';

/**
 * Any number of values as rows of a table `listed` with one column `value`, to
 * be read from: in one binding, so that ten thousand are no more than one to
 * the database.
 */
export function listed(database: Knex, values: string[]): Knex.Raw {
  const table =
    database.client.config.client === 'pg'
      ? 'jsonb_array_elements_text(?::jsonb) as listed(value)'
      : 'json_each(?) as listed';
  return database.raw(table, [JSON.stringify(values)]);
}
