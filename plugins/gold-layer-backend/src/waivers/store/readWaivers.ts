import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { WaiverRecord } from '../WaiverRecord';
import { toWaiver, WaiverRowToday } from './waiverRows';

/** Adds the columns of a waiver and of its service today to a query over `waivers` joined with `services`. */
export function selectWaivers(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.select(
    'waivers.*',
    'services.ref as today_ref',
    'services.name as today_name',
    'services.title as today_title',
    'services.tier as today_tier',
    'services.owner_ref as today_owner',
  );
}

/** The waivers of rows found by {@link selectWaivers}, with every owner of their services. */
export async function withOwners(
  knex: Knex,
  rows: WaiverRowToday[],
): Promise<WaiverRecord[]> {
  const refs = [...new Set(rows.map(row => row.service_ref))];
  const owners = new Map<string, string[]>();
  for (const chunk of chunked(refs)) {
    const found = await knex('service_owners')
      .select('service_ref', 'owner_ref')
      .whereIn('service_ref', chunk)
      .orderBy(['service_ref', 'owner_ref']);
    for (const { service_ref, owner_ref } of found) {
      owners.set(service_ref, [...(owners.get(service_ref) ?? []), owner_ref]);
    }
  }
  return rows.map(row => toWaiver(row, owners.get(row.service_ref) ?? []));
}
