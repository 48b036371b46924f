import {
  ShownTier,
  waiverApprover,
  WaiverPolicy,
  rolesFrom,
} from '@gold-layer/backstage-plugin-common';
import type { Owned, People } from '../people';
import type { WaiverRecord } from './WaiverRecord';

/** Who can decide on one request. */
export interface Eligible {
  /** The lowest role that anybody outside could speak for; absent when there is nobody. */
  role?: string;
  /** Refs of people; empty also where anybody of another team may decide. */
  people: string[];
  /** Why nobody can decide. */
  problem?: string;
}

/** Finds those who accept risks. */
export class Approvers {
  readonly #people: People;

  private constructor(people: People) {
    this.#people = people;
  }

  static create(options: { people: People }): Approvers {
    return new Approvers(options.people);
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

  /** Why nobody can decide, as far as the roles themselves tell; cheap. */
  problem(policy: WaiverPolicy, role: string): string | undefined {
    const filled = rolesFrom(policy, role).some(name => {
      const { holders, relative } = this.#people.role(name);
      return holders.length > 0 || relative !== undefined;
    });
    return filled ? undefined : this.#nobody(role);
  }

  /** Who can decide on a request: holders of the role, or of the next one above it that is held, without those who asked or own. */
  async eligible(
    policy: WaiverPolicy,
    waiver: RoleAsked & Owned & { requestedBy: string },
  ): Promise<Eligible> {
    const asked = this.role(policy, waiver);
    for (const role of rolesFrom(policy, asked)) {
      const { holders, relative } = this.#people.role(role);
      if (relative === 'other-team' && holders.length === 0) {
        return { role, people: [] };
      }
      const people = await this.#outsiders(role, waiver);
      if (people.length > 0) return { role, people };
    }
    return { people: [], problem: this.#nobody(asked) };
  }

  async #outsiders(
    role: string,
    waiver: Owned & { requestedBy: string },
  ): Promise<string[]> {
    const all = await this.#people.holders(role, waiver);
    const others = all.filter(ref => ref !== waiver.requestedBy);
    if (this.#people.role(role).relative === 'owner') return others;
    const owning = await Promise.all(
      others.map(async ref =>
        (await this.#people.membership(ref)).owns(waiver),
      ),
    );
    return others.filter((_, index) => !owning[index]);
  }

  #nobody(role: string): string {
    const { title } = this.#people.role(role);
    return `Nobody can decide: the role ${title} and those above it are held by no one but those concerned. Name holders in a definition of the kind Roles.`;
  }
}

type RoleAsked = Pick<
  WaiverRecord,
  'state' | 'level' | 'renewal' | 'approverRole'
> & { tier: ShownTier };
