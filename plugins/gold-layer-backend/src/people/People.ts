import type {
  Person,
  Role,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';

/** Whoever acts, as far as roles and duties go. */
export interface Actor extends Person {
  /** False for a service's token: it holds no role and owns nothing. */
  isUser: boolean;
}

/**
 * Who people are, which groups they are in and which roles they hold, by the
 * catalog's groups as projected and the `Roles` documents in force.
 */
export interface People {
  /** Who calls. */
  actor(credentials: Caller): Promise<Actor>;
  /** Display names; a ref the catalog does not know gets its name as title. */
  describe(refs: Iterable<string>): Promise<Map<string, Person>>;
  /** Whether the user is in the group or in any group below it. */
  isMember(user: string, group: string): Promise<boolean>;
  /** Refs of the groups a user is in, with all that stand above them. */
  groupsOf(user: string): Promise<string[]>;
  /** Roles in force, in the order of their documents. */
  roles(): Role[];
  /** A role by name; a made-up one without holders where no document defines it. */
  role(name: string): Role;
  /** Who may speak for a role about a service, in order of ref. */
  holders(role: string, service: Pick<Service, 'owner'>): Promise<string[]>;
  /** Whether a user may speak for a role about a service. */
  holds(
    user: string,
    role: string,
    service: Pick<Service, 'owner'>,
  ): Promise<boolean>;
  /** The roles of a list that a user may speak for about a service. */
  rolesOf(
    user: string,
    roles: string[],
    service: Pick<Service, 'owner'>,
  ): Promise<string[]>;
}
