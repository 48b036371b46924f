import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { ServiceScope } from '../../../services';

/** Those of some services that exist and lie within a caller's scope. */
export async function allowedServices(
  refs: readonly string[],
  { database, scope }: { database: Knex; scope: ServiceScope },
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const chunk of chunked([...new Set(refs)])) {
    const query = database('services')
      .whereIn('services.ref', chunk)
      .pluck('services.ref');
    for (const ref of await scope.restrict(query)) known.add(ref);
  }
  return known;
}
