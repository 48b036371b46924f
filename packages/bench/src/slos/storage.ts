import type { Knex } from 'knex';

/** What tables take, in bytes with their indexes, and how many rows they have. */
export interface TableSize {
  table: string;
  rows: number;
  bytes: number;
}

/** Tables in which an SLO has rows. */
export const sloTables = ['slo_buckets', 'slo_status', 'slos', 'slo_documents'];

/** Measures the tables of SLOs as they lie on the disk. */
export async function measureTables(knex: Knex): Promise<TableSize[]> {
  const sizes: TableSize[] = [];
  for (const table of sloTables) {
    const counted = await knex(table)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    const bytes = await bytesOf(knex, table);
    sizes.push({ table, rows: Number(counted?.count), bytes });
  }
  return sizes;
}

async function bytesOf(knex: Knex, table: string): Promise<number> {
  if (knex.client.config.client === 'pg') {
    const { rows } = await knex.raw(
      'select pg_total_relation_size(?::regclass) as bytes',
      [table],
    );
    return Number(rows[0].bytes);
  }
  const [row] = await knex.raw(
    `select sum(pgsize) as bytes from dbstat
     where name in (select name from sqlite_master where tbl_name = ?)`,
    [table],
  );
  return Number(row.bytes);
}

/** Rows of an SLO that is a year old: every hour and day of it, and three days of five minutes. */
const rowsOfYear = 365 * 24 + 365 + 3 * 288;

/** What a year of one SLO's numbers takes, out of what a row of them takes. */
export function storageOfYear(sizes: readonly TableSize[]) {
  const buckets = sizes.find(({ table }) => table === 'slo_buckets');
  if (!buckets) throw new Error('The table of buckets was not measured');
  const bytesPerRow = buckets.bytes / buckets.rows;
  return { bytesPerRow, bytesOfYear: bytesPerRow * rowsOfYear };
}
