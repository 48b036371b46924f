import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import { listed } from '../database/listed';
import type { Assignments } from './Assignments';

/** Columns of `services` on which a caller's rights may depend. */
export type ConditionColumn =
  'kind' | 'namespace' | 'name' | 'title' | 'type' | 'lifecycle';

/** One thing that a caller's rights to a service may depend on. */
export type ServiceCondition =
  | { owners: string[] }
  /** Who has to decide an open review of the service. */
  | { reviewers: string[] }
  | { tiers: string[] }
  /** A column that holds one of the values (any case), or anything at all. */
  | { column: ConditionColumn; values?: string[] }
  | { refs: string[] };

/** What conditions are looked up in. */
export interface ConditionSources {
  assignments: Pick<Assignments, 'servicesOf'>;
  database: Knex;
}

/** Restricts a query over `services` to rows that meet the criteria. */
export function whereServices(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<ServiceCondition>,
  options: ConditionSources,
): void {
  if (isAndCriteria(criteria)) {
    for (const part of criteria.allOf) whereServices(query, part, options);
  } else if (isOrCriteria(criteria)) {
    query.where(any => {
      for (const part of criteria.anyOf) {
        any.orWhere(one => whereServices(one, part, options));
      }
    });
  } else if (isNotCriteria(criteria)) {
    query.whereNot(not => whereServices(not, criteria.not, options));
  } else {
    whereCondition(query, criteria, options);
  }
}

function whereCondition(
  query: Knex.QueryBuilder,
  condition: ServiceCondition,
  { assignments, database }: ConditionSources,
): void {
  if ('owners' in condition) {
    query.whereIn(
      'services.ref',
      database('service_owners')
        .select('service_ref')
        .whereRaw(...inList(database, 'owner_ref', condition.owners)),
    );
  } else if ('reviewers' in condition) {
    const people = valuesOf(database, condition.reviewers);
    query.whereIn('services.ref', assignments.servicesOf(people));
  } else if ('tiers' in condition) {
    query.whereIn('services.tier', condition.tiers);
  } else if ('refs' in condition) {
    query.whereRaw(...inList(database, 'services.ref', condition.refs));
  } else if (condition.values) {
    // `coalesce` keeps the negation of a condition true where the column is empty.
    query.whereRaw(
      ...inList(
        database,
        `lower(coalesce(services.${condition.column}, ''))`,
        condition.values.map(value => value.toLocaleLowerCase('en-US')),
      ),
    );
  } else {
    query.whereNotNull(`services.${condition.column}`);
  }
}

function inList(
  database: Knex,
  expression: string,
  values: string[],
): [string, Knex.Raw[]] {
  return [`${expression} in (?)`, [valuesOf(database, values)]];
}

function valuesOf(database: Knex, values: string[]): Knex.Raw {
  return database.raw('select listed.value from ?', [listed(database, values)]);
}
