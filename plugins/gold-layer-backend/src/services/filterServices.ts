import type { ServiceFilter } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** The filters that speak of services themselves and not of their scores. */
export type OwnFilter = Pick<
  ServiceFilter,
  | 'q'
  | 'tier'
  | 'owner'
  | 'system'
  | 'domain'
  | 'lifecycle'
  | 'type'
  | 'gap'
  | 'gold'
>;

/** Restricts a query that reads from or joins `services` to those that match. */
export function filterServices(
  query: Knex.QueryBuilder,
  filter: OwnFilter,
  options: { database: Knex },
): void {
  const { database } = options;
  whereOneOf(query, 'services.tier', filter.tier);
  whereOneOf(query, 'services.system_ref', filter.system?.map(lower));
  whereOneOf(query, 'services.domain_ref', filter.domain?.map(lower));
  whereOneOf(query, 'services.lifecycle', filter.lifecycle);
  whereOneOf(query, 'services.type', filter.type);
  whereOneOf(query, 'services.gold', filter.gold);
  if (filter.owner?.length) {
    const owners = filter.owner.map(lower);
    query.whereIn(
      'services.ref',
      database('service_owners')
        .select('service_ref')
        .whereIn('owner_ref', owners)
        .orWhereIn(
          'owner_ref',
          database('group_closure')
            .select('descendant_ref')
            .whereIn('ancestor_ref', owners),
        ),
    );
  }
  if (filter.gap?.includes('any')) {
    query.where('services.gap_count', '>', 0);
  } else if (filter.gap?.length) {
    query.whereIn(
      'services.ref',
      database('service_gaps')
        .select('service_ref')
        .whereIn('kind', filter.gap),
    );
  }
  for (const word of words(filter.q)) {
    query.whereRaw(`services.search_text like ? escape '!'`, [
      `%${word.replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
}

function whereOneOf(
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[] | undefined,
): void {
  if (values?.length) query.whereIn(column, values);
}

/** Each word must be found somewhere. */
function words(text: string | undefined): string[] {
  return lower(text ?? '')
    .split(/\s+/)
    .filter(word => word !== '');
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
