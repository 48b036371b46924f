import {
  rolesFrom,
  ShownTier,
  WaiverApprover,
  waiverApprover,
  WaiverPolicy,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { People } from '../people';
import { OwnerMembers } from './store/OwnerMembers';
import type { WaiverRecord } from './WaiverRecord';

/** Whom one request waits for: they are told of it, and have it among their tasks. */
export interface Eligible {
  /** The role they hold: the one that has to approve, or the next above it that anybody holds; absent when there is nobody. */
  role?: string;
  /** Refs of people. */
  people: string[];
  /** Why it waits for nobody. */
  problem?: string;
}

type RoleAsked = Pick<
  WaiverRecord,
  'state' | 'level' | 'renewal' | 'approverRole'
> & { tier: ShownTier };

/** What must be known of a request to say whom it waits for. */
export type AskedOf = RoleAsked & Pick<WaiverRecord, 'owners' | 'requestedBy'>;

/** Finds those who accept risks. */
export class Approvers {
  readonly #people: People;
  readonly #owners: OwnerMembers;

  private constructor(people: People, owners: OwnerMembers) {
    this.#people = people;
    this.#owners = owners;
  }

  static create(options: { database: Knex; people: People }): Approvers {
    return new Approvers(options.people, OwnerMembers.create(options));
  }

  /** The role that has to approve: of a request by the tier of today, and never less than when it was asked for. */
  role(policy: WaiverPolicy, waiver: RoleAsked): string {
    if (waiver.state !== 'requested') return waiver.approverRole;
    const today = waiverApprover(policy, waiver);
    const { ladder } = policy;
    return ladder.indexOf(today) > ladder.indexOf(waiver.approverRole)
      ? today
      : waiver.approverRole;
  }

  /** A role as shown. */
  describe(name: string): WaiverApprover {
    const { title, relative } = this.#people.role(name);
    const role = { role: name, title };
    if (relative === 'owner') return { ...role, anybodyOf: 'owning-team' };
    return this.#isOpen(name) ? { ...role, anybodyOf: 'other-teams' } : role;
  }

  /** Why nobody can decide, or why it waits for nobody, as far as the roles themselves tell; cheap. */
  problem(policy: WaiverPolicy, role: string): string | undefined {
    const roles = rolesFrom(policy, role);
    const named = roles.some(name => {
      const { holders, relative } = this.#people.role(name);
      return holders.length > 0 || relative === 'owner';
    });
    return named ? undefined : this.#nobody(roles);
  }

  /**
   * Whom requests wait for, in order: holders of the role, or of the next one
   * above it that is held, without those who asked or own. A role that anybody
   * of another team may speak for is passed over: to tell the whole company
   * would be to tell nobody. Any number of requests takes one statement for
   * each role, and one for their owners.
   */
  async eligible(
    policy: WaiverPolicy,
    waivers: AskedOf[],
  ): Promise<Eligible[]> {
    const roles = waivers.map(it => rolesFrom(policy, this.role(policy, it)));
    const [holders, members] = await Promise.all([
      this.#holders(new Set(roles.flat())),
      this.#owners.of(waivers.flatMap(it => it.owners)),
    ]);
    return waivers.map((waiver, index) =>
      this.#choose(waiver, roles[index], { holders, members }),
    );
  }

  #choose(
    { owners, requestedBy }: AskedOf,
    roles: string[],
    known: {
      holders: Map<string, string[]>;
      members: Map<string, string[]>;
    },
  ): Eligible {
    const inside = new Set(owners.flatMap(ref => known.members.get(ref) ?? []));
    for (const role of roles) {
      const isOwners = this.#people.role(role).relative === 'owner';
      const all = isOwners
        ? [...inside]
        : (known.holders.get(role) ?? []).filter(ref => !inside.has(ref));
      const people = all.filter(ref => ref !== requestedBy);
      if (people.length > 0) return { role, people };
    }
    return { people: [], problem: this.#nobody(roles) };
  }

  /** Who holds roles wherever the service belongs. */
  async #holders(roles: Set<string>): Promise<Map<string, string[]>> {
    const found = await Promise.all(
      [...roles].map(async name => {
        const { holders } = this.#people.role(name);
        const people =
          holders.length > 0 ? await this.#people.peopleIn(holders) : [];
        return [name, people] as const;
      }),
    );
    return new Map(found);
  }

  /** Whether anybody of another team may speak for a role. */
  #isOpen(name: string): boolean {
    const { holders, relative } = this.#people.role(name);
    return relative === 'other-team' && holders.length === 0;
  }

  #nobody(roles: string[]): string {
    const open = roles.find(name => this.#isOpen(name));
    if (open !== undefined) {
      return 'It waits for nobody in particular, and nobody is told: no role above is held by anybody but those concerned. Send the address of this page to somebody who knows services like this one, or name holders in a definition of the kind Roles.';
    }
    const { title } = this.#people.role(roles[0]);
    return `Nobody can decide: the role ${title} and those above it are held by no one but those concerned. Name holders in a definition of the kind Roles.`;
  }
}
