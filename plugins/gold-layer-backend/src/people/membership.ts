import type { Role } from '@gold-layer/backstage-plugin-common';
import type { Membership, Owned } from './People';

/** Decides from a user's groups and the roles in force; nothing is read. */
export function membershipOf(
  user: string,
  known: { groups: Iterable<string>; role: (name: string) => Role },
): Membership {
  const groups = new Set(known.groups);
  const is = (ref: string) => {
    const wanted = lower(ref);
    return wanted === user || groups.has(wanted);
  };
  const owns = (service: Owned) => ownersOf(service).some(is);
  return {
    groups,
    is,
    owns,
    holds: (name, service) => {
      const role = known.role(name);
      switch (role.relative) {
        case 'owner':
          return owns(service);
        case 'other-team':
          return (
            !owns(service) &&
            (role.holders.length === 0 || role.holders.some(is))
          );
        default:
          return role.holders.some(is);
      }
    },
  };
}

/** Every owner of a service, in lower case. */
export function ownersOf({ owner, owners }: Owned): string[] {
  return (owners ?? (owner ? [owner] : [])).map(lower);
}

function lower(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
