import type { Person } from '@gold-layer/backstage-plugin-common';
import { useMemo } from 'react';
import { useGoldLayer } from '../api';

/** Users to choose from: those given first, then everybody who holds a role. */
export function usePeople(near: Person[]): Person[] {
  const roles = useGoldLayer('listRoles', {}).data;
  return useMemo(() => {
    const all = [
      ...near,
      ...(roles?.items.flatMap(({ people }) => people) ?? []),
    ];
    const users = all.filter(({ ref }) => ref.startsWith('user:'));
    return [...new Map(users.map(person => [person.ref, person])).values()];
  }, [near, roles]);
}
