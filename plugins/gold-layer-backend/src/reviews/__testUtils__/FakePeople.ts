import type { Person, Role } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { membershipOf } from '../../people/membership';
import type { Actor, Membership, Owned, People } from '../../people';

const relatives = new Map<string, Role['relative']>([
  ['owner', 'owner'],
  ['peer', 'other-team'],
]);

/** For tests: groups and roles that the test changes. */
export class FakePeople implements People {
  /** Members by group. */
  readonly groups = new Map<string, string[]>();
  /** Holders by role. */
  readonly holding = new Map<string, string[]>();

  async actor({ principal }: Caller): Promise<Actor> {
    return principal.type === 'user'
      ? { ...person(principal.userEntityRef), isUser: true }
      : { ref: principal.subject, title: principal.subject, isUser: false };
  }

  async describe(refs: Iterable<string>): Promise<Map<string, Person>> {
    return new Map([...refs].map(ref => [ref, person(ref)]));
  }

  async membership(user: string): Promise<Membership> {
    return membershipOf(user, {
      groups: await this.groupsOf(user),
      role: name => this.role(name),
    });
  }

  async isMember(user: string, group: string): Promise<boolean> {
    return (await this.groupsOf(user)).includes(group);
  }

  async groupsOf(user: string): Promise<string[]> {
    return [...this.groups].flatMap(([group, members]) =>
      members.includes(user) ? group : [],
    );
  }

  async peopleIn(refs: string[]): Promise<string[]> {
    return refs.flatMap(ref => this.groups.get(ref) ?? ref);
  }

  roles(): Role[] {
    return [...this.holding.keys()].map(name => this.role(name));
  }

  role(name: string): Role {
    return {
      name,
      title: name,
      holders: this.holding.get(name) ?? [],
      relative: relatives.get(name),
    };
  }

  async holders(role: string, { owner }: Owned): Promise<string[]> {
    return role === 'owner'
      ? (this.groups.get(owner ?? '') ?? [])
      : (this.holding.get(role) ?? []);
  }

  async holds(user: string, role: string, service: Owned): Promise<boolean> {
    return (await this.membership(user)).holds(role, service);
  }

  async rolesOf(
    user: string,
    roles: string[],
    service: Owned,
  ): Promise<string[]> {
    const { holds } = await this.membership(user);
    return roles.filter(role => holds(role, service));
  }
}

function person(ref: string): Person {
  return { ref, title: ref.replace(/^.*\//, '') };
}
