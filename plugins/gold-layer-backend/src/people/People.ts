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

/** What roles ask of a service. */
export interface Owned extends Pick<Service, 'owner'> {
  /** Every owner, where there are several; `owner` alone counts if absent. */
  owners?: string[];
}

/** Groups and roles of one user as read at one moment; answers about any number of services at once. */
export interface Membership {
  /** Refs of the user's groups, with all that stand above them. */
  readonly groups: ReadonlySet<string>;
  /** Whether the user is the named one, or in the named group or any below it. */
  is(ref: string): boolean;
  /** Whether the user is, or belongs to, any owner of the service. */
  owns(service: Owned): boolean;
  /** Whether the user may speak for a role about the service. */
  holds(role: string, service: Owned): boolean;
}

/**
 * Who people are, which groups they are in and which roles they hold, by the
 * catalog's groups as projected and the `Roles` documents in force. Refs are
 * compared and answered in lower case.
 */
export interface People {
  /** Who calls. */
  actor(credentials: Caller): Promise<Actor>;
  /** Display names; a ref the catalog does not know gets its name as title. Keyed by the refs as given. */
  describe(refs: Iterable<string>): Promise<Map<string, Person>>;
  /** What must be known of a user to answer the questions below for many services. */
  membership(user: string): Promise<Membership>;
  /** Whether the user is in the group or in any group below it. */
  isMember(user: string, group: string): Promise<boolean>;
  /** Refs of the groups a user is in, with all that stand above them. */
  groupsOf(user: string): Promise<string[]>;
  /** Refs of users, named themselves or through groups (with all below them), in order of ref. */
  peopleIn(refs: string[]): Promise<string[]>;
  /** Roles in force, in the order of their documents. */
  roles(): Role[];
  /** A role by name; a made-up one without holders where no document defines it. */
  role(name: string): Role;
  /** Who may speak for a role about a service, in order of ref. */
  holders(role: string, service: Owned): Promise<string[]>;
  /** Whether a user may speak for a role about a service. */
  holds(user: string, role: string, service: Owned): Promise<boolean>;
  /** The roles of a list that a user may speak for about a service. */
  rolesOf(user: string, roles: string[], service: Owned): Promise<string[]>;
}
