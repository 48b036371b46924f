import type { Knex } from 'knex';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Service } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';

/**
 * Which services a caller may see or act on. Every query over services for a
 * caller goes through one: it joins or reads from the table `services` under
 * that very name and lets the scope restrict it.
 */
export interface ServiceScope {
  /** True when no service at all is allowed, so that no query need run. */
  readonly nothing: boolean;
  /** True when every service is allowed, so that counts of all of them may be used. */
  readonly everything: boolean;
  /** Adds the conditions on `services.*` columns to a query; adds none when everything is allowed. */
  restrict<T extends Knex.QueryBuilder>(query: T): T;
}

/** Answers who may see and do what, by Gold Layer's permissions and the catalog's own. */
export interface ServiceAccess {
  /** The services on which the caller holds a permission and which the catalog lets it read. */
  scope(
    permission: ResourcePermission | BasicPermission,
    options: { credentials: Caller },
  ): Promise<ServiceScope>;
  /**
   * The service, if the caller holds the permission on it and the catalog lets
   * it read the entity. (A pipeline's token may hold the push permission alone.)
   * Who has asked for the permission's scope already passes it on, so that the
   * permission framework is not asked twice.
   *
   * @throws NotFoundError if it does not exist or the caller may not even see it
   * @throws NotAllowedError if the caller sees it but lacks the permission
   */
  require(
    permission: ResourcePermission | BasicPermission,
    ref: string,
    options: { credentials: Caller; scope?: ServiceScope },
  ): Promise<Service>;
}
