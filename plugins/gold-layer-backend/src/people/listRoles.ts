import type { Person, Role } from '@gold-layer/backstage-plugin-common';
import type { People } from './People';

/**
 * Every role with the people who hold it wherever the service belongs; a role
 * that depends on the service alone has none here.
 */
export async function listRoles(
  people: People,
): Promise<(Role & { people: Person[] })[]> {
  const roles = people.roles();
  const refs = await Promise.all(
    roles.map(role =>
      role.holders.length > 0 ? people.holders(role.name, {}) : [],
    ),
  );
  const described = await people.describe(refs.flat());
  return roles.map((role, index) => ({
    ...role,
    people: refs[index].flatMap(ref => described.get(ref) ?? []),
  }));
}
