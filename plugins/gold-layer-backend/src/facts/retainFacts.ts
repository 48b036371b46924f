import type { Knex } from 'knex';
import { chunked } from '../database/rows';

/**
 * Removes, within a transaction, what a source no longer gives, and answers
 * the services that lost something. Where a history is kept, it says from now
 * on that the value is not known.
 */
export async function retainFacts(
  tx: Knex.Transaction,
  options: { source: string; kept: { service: string; facts: string[] }[] },
): Promise<string[]> {
  const { source } = options;
  const kept = new Map(
    options.kept.map(({ service, facts }) => [service, new Set(facts)]),
  );
  const gone: string[][] = [];
  for (const chunk of chunked([...kept.keys()])) {
    const rows = await tx('facts')
      .select<{ service_ref: string; fact: string }[]>('service_ref', 'fact')
      .whereIn('service_ref', chunk)
      .where({ source });
    for (const { service_ref, fact } of rows) {
      if (!kept.get(service_ref)?.has(fact)) gone.push([service_ref, fact]);
    }
  }
  const at = Date.now();
  for (const chunk of chunked(gone, 2)) {
    await tx('facts').whereIn(['service_ref', 'fact'], chunk).delete();
    const followed = await tx('fact_history')
      .distinct<{ service_ref: string; fact: string }[]>('service_ref', 'fact')
      .whereIn(['service_ref', 'fact'], chunk);
    for (const rows of chunked(followed, 5)) {
      await tx('fact_history')
        .insert(rows.map(row => ({ ...row, at, value: null, source })))
        .onConflict(['service_ref', 'fact', 'at'])
        .merge();
    }
  }
  return [...new Set(gone.map(([service]) => service))];
}
