import type { Knex } from 'knex';

/**
 * Reads all rows of some services with one result row per service, its rows
 * gathered as JSON by the database. A service has a hundred facts and as many
 * check results; handing over one text is several times cheaper than so many
 * rows. Answers tuples in the order of the columns.
 */
export async function readGrouped<Tuple extends unknown[]>(
  tx: Knex.Transaction,
  refs: string[],
  { table, columns }: { table: string; columns: string[] },
): Promise<[ref: string, tuples: Tuple[]][]> {
  const [gather, make] =
    tx.client.config.client === 'pg'
      ? ['json_agg', 'json_build_array']
      : ['json_group_array', 'json_array'];
  const rows: { ref: string; tuples: string | Tuple[] }[] = await tx(table)
    .select('service_ref as ref')
    .select(tx.raw(`${gather}(${make}(${columns.join(', ')})) as tuples`))
    .whereIn('service_ref', refs)
    .groupBy('service_ref');
  return rows.map(({ ref, tuples }) => [
    ref,
    typeof tuples === 'string' ? JSON.parse(tuples) : tuples,
  ]);
}
