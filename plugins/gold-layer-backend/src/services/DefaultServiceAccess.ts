import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  BasicPermission,
  isResourcePermission,
  PermissionCondition,
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  goldLayerServiceReadPermission,
  Service,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import { translateCatalogConditions } from './catalogConditions';
import {
  ConditionSources,
  ServiceCondition,
  whereServices,
} from './ServiceCondition';
import type { ServiceAccess, ServiceScope } from './ServiceScope';
import type { ServiceStore } from './ServiceStore';
import type { VisibleRefs } from './VisibleRefs';

/** What {@link DefaultServiceAccess} works with. */
export interface ServiceAccessOptions extends ConditionSources {
  permissions: PermissionsService;
  services: ServiceStore;
  visible: VisibleRefs;
  transformConditions: ConditionTransformer<ServiceCondition>;
}

/** Everything, nothing, or what meets criteria. */
type Extent = 'all' | 'none' | PermissionCriteria<ServiceCondition>;

/** Answers by the permission framework: Gold Layer's permissions and the catalog's read permission together. */
export class DefaultServiceAccess implements ServiceAccess {
  readonly #options: ServiceAccessOptions;

  private constructor(options: ServiceAccessOptions) {
    this.#options = options;
  }

  static create(options: ServiceAccessOptions): DefaultServiceAccess {
    return new DefaultServiceAccess(options);
  }

  async scope(
    permission: ResourcePermission | BasicPermission,
    options: { credentials: Caller },
  ): Promise<ServiceScope> {
    const sources = this.#options;
    const extents = await this.#extents(permission, options);
    const criteria = extents.filter(extent => typeof extent !== 'string');
    const nothing = extents.includes('none');
    return {
      nothing,
      everything: !nothing && criteria.length === 0,
      restrict(query) {
        if (nothing) query.whereRaw('1 = 0');
        for (const each of criteria) whereServices(query, each, sources);
        return query;
      },
    };
  }

  async require(
    permission: ResourcePermission | BasicPermission,
    ref: string,
    options: { credentials: Caller; scope?: ServiceScope },
  ): Promise<Service> {
    const { credentials } = options;
    const service = await this.#options.services.find(ref);
    if (service && (await this.#holds(permission, ref, options))) {
      return service;
    }
    const read = goldLayerServiceReadPermission;
    const mayRead =
      service &&
      permission.name !== read.name &&
      (await this.#holds(read, ref, { credentials }));
    throw mayRead
      ? new NotAllowedError(
          `Permission ${permission.name} is missing for '${ref}'`,
        )
      : new NotFoundError(`No service found with ref '${ref}'`);
  }

  async #holds(
    permission: ResourcePermission | BasicPermission,
    ref: string,
    options: { credentials: Caller; scope?: ServiceScope },
  ): Promise<boolean> {
    const scope = options.scope ?? (await this.scope(permission, options));
    if (scope.nothing) return false;
    if (scope.everything) return true;
    const query = this.#options
      .database('services')
      .where('services.ref', ref)
      .pluck('services.ref');
    const found: string[] = await scope.restrict(query);
    return found.length > 0;
  }

  /** What the permission extends to, and what the catalog's read permission does; asked for together. */
  async #extents(
    permission: ResourcePermission | BasicPermission,
    options: { credentials: Caller },
  ): Promise<Extent[]> {
    const { permissions, transformConditions } = this.#options;
    const asked: ResourcePermission[] = [];
    if (isResourcePermission(permission)) asked.push(permission);
    // The framework limits what a service may do by the permissions of the
    // plugin it calls, and those are Gold Layer's alone.
    const isUser = options.credentials.principal.type === 'user';
    if (isUser) asked.push(catalogEntityReadPermission);
    const decisions =
      asked.length > 0
        ? await permissions.authorizeConditional(
            asked.map(each => ({ permission: each })),
            options,
          )
        : [];
    const extents = decisions.map((decision, index) => {
      if (decision.result !== AuthorizeResult.CONDITIONAL) {
        return toExtent(decision.result);
      }
      return asked[index] === catalogEntityReadPermission
        ? this.#catalogExtent(decision.conditions, options)
        : transformConditions(decision.conditions);
    });
    if (!isResourcePermission(permission)) {
      const [answer] = await permissions.authorize([{ permission }], options);
      extents.push(toExtent(answer.result));
    }
    return Promise.all(extents);
  }

  async #catalogExtent(
    conditions: PermissionCriteria<PermissionCondition>,
    options: { credentials: Caller },
  ): Promise<Extent> {
    return (
      translateCatalogConditions(conditions) ?? {
        refs: await this.#options.visible.find(conditions, options),
      }
    );
  }
}

function toExtent(result: AuthorizeResult): 'all' | 'none' {
  return result === AuthorizeResult.ALLOW ? 'all' : 'none';
}
