import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { Assignments } from './Assignments';
import type { GoldLayerServiceResource } from './permissionRules';

/** Loads services for the permission framework, in the order asked for; `undefined` for those that do not exist. */
export async function loadPermissionResources(
  refs: string[],
  options: { assignments: Pick<Assignments, 'peopleOf'>; database: Knex },
): Promise<(GoldLayerServiceResource | undefined)[]> {
  const keys = refs.map(ref => ref.toLocaleLowerCase('en-US'));
  const found = new Map<string, GoldLayerServiceResource>();
  for (const chunk of chunked([...new Set(keys)])) {
    const services = await options
      .database('services')
      .select('ref', 'tier')
      .whereIn('ref', chunk);
    for (const { ref, tier } of services) {
      found.set(ref, { ref, tier, owners: [], reviewers: [] });
    }
    const owners = await options
      .database('service_owners')
      .select('service_ref', 'owner_ref')
      .whereIn('service_ref', chunk);
    for (const { service_ref, owner_ref } of owners) {
      found.get(service_ref)?.owners.push(owner_ref);
    }
  }
  const reviewers = await options.assignments.peopleOf([...found.keys()]);
  for (const [ref, people] of reviewers) {
    found.get(ref)?.reviewers.push(...people);
  }
  return keys.map(key => found.get(key));
}
