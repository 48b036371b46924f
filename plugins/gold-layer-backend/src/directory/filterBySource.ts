import { InputError } from '@backstage/errors';
import type {
  ServiceFilter,
  SourceState,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/**
 * Restricts a query over `services` by what a source of facts knows of them.
 * Without a state: those that have any fact from it.
 *
 * @throws InputError if a state is asked for and no source is named
 */
export function filterBySource(
  query: Knex.QueryBuilder,
  filter: Pick<ServiceFilter, 'source' | 'sourceState'>,
  options: { database: Knex },
): void {
  const { source, sourceState } = filter;
  if (!source) {
    if (!sourceState?.length) return;
    throw new InputError(
      'query.sourceState: needs query.source, the name of a source of facts',
    );
  }
  const states = new Set<SourceState>(
    sourceState?.length ? sourceState : ['fresh', 'stale'],
  );
  const known = () =>
    options
      .database('service_sources')
      .select('service_ref')
      .where('source', source);
  query.where(any => {
    if (states.has('fresh')) {
      any.orWhereIn('services.ref', known().where('stale', 0));
    }
    if (states.has('stale')) {
      any.orWhereIn('services.ref', known().where('stale', '>', 0));
    }
    if (states.has('missing')) {
      any.orWhereNotIn('services.ref', known());
    }
    if (states.has('failed')) {
      any.orWhereIn(
        'services.ref',
        options
          .database('source_services')
          .select('service_ref')
          .where('source', source)
          .whereNotNull('error'),
      );
    }
  });
}
