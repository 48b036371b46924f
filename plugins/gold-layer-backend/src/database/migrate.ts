import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Opens the plugin's database and brings its tables up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  await tune(knex);
  if (!database.migrations?.skip) await migrate(knex);
  return knex;
}

/**
 * SQLite keeps changes in a log beside the file: readers no longer wait for a
 * writer, and a commit costs no wait for the whole file to reach the disk. After
 * a power cut the last moments may be missing; the file itself stays whole.
 */
async function tune(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'better-sqlite3') return;
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = NORMAL');
}

/** Brings the tables up to date; safe when several replicas start at once. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@gold-layer/backstage-plugin-backend',
      'migrations',
    ),
  });
}
