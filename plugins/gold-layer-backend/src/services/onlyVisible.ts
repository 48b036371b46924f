import type { Knex } from 'knex';
import type { ServiceScope } from './ServiceScope';

/**
 * Leaves rows about services that a scope lets see; all where none is given.
 * Reads past `services` where nothing depends on it.
 */
export function onlyVisible(
  query: Knex.QueryBuilder,
  options: {
    scope: ServiceScope | undefined;
    /** The column with the refs of services, such as `c.service_ref`. */
    by: string;
  },
): Knex.QueryBuilder {
  const { scope, by } = options;
  if (!scope || scope.everything) return query;
  return scope.restrict(query.join('services', 'services.ref', by));
}
