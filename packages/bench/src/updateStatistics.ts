import type { Knex } from 'knex';

/** Has the database look at what it holds. PostgreSQL does this by itself, but only after a while; SQLite never does. */
export async function updateStatistics(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') await knex.raw('analyze');
}
