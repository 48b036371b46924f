import type { Person, Role } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import { membershipOf, ownersOf } from './membership';
import type { Actor, Membership, Owned, People } from './People';
import type { PeopleStore } from './PeopleStore';
import type { RolesInForce } from './RolesInForce';

/** Answers by the catalog's users and groups as projected. */
export class CatalogPeople implements People {
  readonly #store: PeopleStore;
  readonly #roles: RolesInForce;

  private constructor(options: { store: PeopleStore; roles: RolesInForce }) {
    this.#store = options.store;
    this.#roles = options.roles;
  }

  static create(options: {
    store: PeopleStore;
    roles: RolesInForce;
  }): CatalogPeople {
    return new CatalogPeople(options);
  }

  async actor({ principal }: Caller): Promise<Actor> {
    if (principal.type === 'service') {
      const { subject } = principal;
      return { ref: subject, title: subject, isUser: false };
    }
    const ref = lower(principal.userEntityRef);
    const found = (await this.describe([ref])).get(ref);
    return { ref, title: found?.title ?? nameOf(ref), isUser: true };
  }

  async describe(refs: Iterable<string>): Promise<Map<string, Person>> {
    const asked = [...new Set(refs)];
    const titles = await this.#store.titles([...new Set(asked.map(lower))]);
    return new Map(
      asked.map(ref => {
        const title = titles.get(lower(ref)) ?? nameOf(ref);
        return [ref, { ref: lower(ref), title }];
      }),
    );
  }

  async membership(user: string): Promise<Membership> {
    const ref = lower(user);
    return membershipOf(ref, {
      groups: await this.#store.groupsOf(ref),
      role: name => this.role(name),
    });
  }

  async isMember(user: string, group: string): Promise<boolean> {
    return (await this.groupsOf(user)).includes(lower(group));
  }

  groupsOf(user: string): Promise<string[]> {
    return this.#store.groupsOf(lower(user));
  }

  async peopleIn(refs: string[]): Promise<string[]> {
    const named = refs.map(lower);
    const users = named.filter(ref => ref.startsWith('user:'));
    const groups = named.filter(ref => ref.startsWith('group:'));
    const members = await this.#store.membersOf(groups);
    return [...new Set([...users, ...members])].sort();
  }

  roles(): Role[] {
    return this.#roles.all();
  }

  role(name: string): Role {
    return this.#roles.get(name) ?? { name, title: name, holders: [] };
  }

  async holders(name: string, service: Owned): Promise<string[]> {
    const role = this.role(name);
    const owners = ownersOf(service);
    if (role.relative === 'owner') return this.peopleIn(owners);
    const anybody = role.relative === 'other-team' && !role.holders.length;
    const all = anybody
      ? await this.#store.everybody()
      : await this.peopleIn(role.holders);
    if (role.relative !== 'other-team') return all;
    const excluded = new Set(await this.peopleIn(owners));
    return all.filter(ref => !excluded.has(ref));
  }

  async holds(user: string, role: string, service: Owned): Promise<boolean> {
    return (await this.membership(user)).holds(role, service);
  }

  async rolesOf(
    user: string,
    roles: string[],
    service: Owned,
  ): Promise<string[]> {
    const membership = await this.membership(user);
    return roles.filter(role => membership.holds(role, service));
  }
}

/** What stands last in a ref: the best there is where the catalog has no name. */
function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1).replace(/^\w+:/, '');
}

function lower(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
