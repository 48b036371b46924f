import type { Knex } from 'knex';
import { toStorable } from '../http/storableText';

/** Columns of a table with their types, as far as writing needs to know them. */
export type ColumnTypes = Record<
  string,
  'text' | 'bigint' | 'double precision'
>;

/** A row to be written. */
export type WritableRow = Record<string, string | number | null>;

/** How a table is written to. */
export interface WritableTable {
  name: string;
  columns: ColumnTypes;
  key: string[];
  /** Columns that keep their value when the row is there already. */
  kept?: string[];
  /** Columns whose value is added to that of the row that is there already. */
  added?: string[];
}

/**
 * Inserts or replaces any number of rows in one statement with one binding:
 * rows travel as JSON, which both databases take apart faster than a client
 * can bind value by value. A batch of services writes thousands of rows.
 */
export async function upsertRows(
  tx: Knex.Transaction,
  table: WritableTable,
  rows: readonly WritableRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(table.columns);
  const kept = new Set([...table.key, ...(table.kept ?? [])]);
  const set = columns
    .filter(column => !kept.has(column))
    .map(column =>
      table.added?.includes(column)
        ? `${column} = ${table.name}.${column} + excluded.${column}`
        : `${column} = excluded.${column}`,
    );
  await tx.raw(
    `insert into ${table.name} (${columns.join(', ')}) ${selectRows(tx, columns, table)}
     on conflict (${table.key.join(', ')})
     ${set.length > 0 ? `do update set ${set.join(', ')}` : 'do nothing'}`,
    [toJson(rows, columns)],
  );
}

/** Deletes rows by their keys in one statement. */
export async function deleteRows(
  tx: Knex.Transaction,
  table: WritableTable,
  rows: readonly WritableRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.raw(
    `delete from ${table.name} where (${table.key.join(', ')}) in (${selectRows(tx, table.key, table)})`,
    [toJson(rows, table.key)],
  );
}

function selectRows(
  tx: Knex.Transaction,
  columns: string[],
  table: WritableTable,
): string {
  if (tx.client.config.client === 'pg') {
    const values = columns.map(
      (column, index) => `(value ->> ${index})::${table.columns[column]}`,
    );
    return `select ${values.join(', ')} from json_array_elements(?::json)`;
  }
  const values = columns.map((_, index) => `value ->> ${index}`);
  // "where true" keeps SQLite from reading "on conflict" as part of a join.
  return `select ${values.join(', ')} from json_each(?) where true`;
}

/** What JSON makes of characters that PostgreSQL does not take out of it again. */
const refused = /\\u(?:0000|d[89a-f])/;

/** One odd text must not keep a whole batch from being written: its odd characters are replaced. */
function toJson(rows: readonly WritableRow[], columns: string[]): string {
  const values = rows.map(row => columns.map(column => row[column]));
  const json = JSON.stringify(values);
  return refused.test(json)
    ? JSON.stringify(values, (_, value) =>
        typeof value === 'string' ? toStorable(value) : value,
      )
    : json;
}
