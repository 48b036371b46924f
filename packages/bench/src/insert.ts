import type { Knex } from 'knex';

/** SQLite takes no more in one statement. */
const rowsAtOnce = 400;
const bindingsAtOnce = 30_000;

/** Inserts rows, as many a statement as the databases take. */
export async function insertRows(
  tx: Knex,
  table: string,
  rows: Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]).length;
  const size = Math.min(rowsAtOnce, Math.floor(bindingsAtOnce / columns));
  for (let i = 0; i < rows.length; i += size) {
    await tx(table).insert(rows.slice(i, i + size));
  }
}
