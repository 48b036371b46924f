import type { SloFilter } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { filterServices, ServiceScope } from '../../services';
import { StandingColumns, standingColumns } from './standingColumns';

/** Whose SLOs are read, and when. */
export interface Reading {
  scope: ServiceScope;
  now: Date;
}

/** What the backend itself asks is answered in full; who made it ask has to be allowed to. */
export const everyService: ServiceScope = {
  nothing: false,
  everything: true,
  restrict: query => query,
};

/** Filters as the routes parse them; some leave one out. */
export type PartialSloFilter = Partial<SloFilter>;

/**
 * SLOs that a caller may see and that match, with their services and numbers
 * joined under their own names. Those of services that have left the catalog
 * are for callers who may see every service.
 */
export function matchingSlos(
  database: Knex,
  filter: PartialSloFilter,
  { scope, now }: Reading,
): Knex.QueryBuilder {
  const query = visibleSlos(database, scope).leftJoin(
    'slo_status',
    'slo_status.num',
    'slos.num',
  );
  const { tier, owner, system, domain } = filter;
  filterServices(query, { tier, owner, system, domain }, { database });
  filterByStanding(query, filter, standingColumns(now));
  whereOneOf(query, 'slos.service_ref', filter.service?.map(lower));
  for (const word of lower(filter.q ?? '').split(/\s+/)) {
    if (word === '') continue;
    query.whereRaw(`slos.search_text like ? escape '!'`, [
      `%${word.replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
  return query;
}

/** SLOs joined with their services, as far as a caller may see these. */
function visibleSlos(database: Knex, scope: ServiceScope): Knex.QueryBuilder {
  const join = scope.everything ? 'leftJoin' : 'innerJoin';
  return scope.restrict(
    database('slos')[join]('services', 'services.ref', 'slos.service_ref'),
  );
}

function filterByStanding(
  query: Knex.QueryBuilder,
  filter: PartialSloFilter,
  columns: StandingColumns,
): void {
  whereOneOf(query, columns.state, filter.state);
  whereOneOf(query, columns.budget, filter.budget);
  whereOneOf(query, columns.rules, filter.rules);
  if (filter.frozen) query.whereRaw(`${columns.frozen} = 1`);
  if (filter.firing) query.whereRaw(`${columns.firing} > 0`);
}

function whereOneOf(
  query: Knex.QueryBuilder,
  sql: string,
  values: readonly string[] | undefined,
): void {
  if (!values?.length) return;
  const marks = values.map(() => '?').join(', ');
  query.whereRaw(`(${sql}) in (${marks})`, [...values]);
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
