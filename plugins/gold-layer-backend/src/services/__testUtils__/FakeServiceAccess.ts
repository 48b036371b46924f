import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Service } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { ServiceAccess, ServiceScope } from '../ServiceScope';
import type { ServiceStore } from '../ServiceStore';

type Permission = ResourcePermission | BasicPermission;

/**
 * For tests: everybody holds every permission on every service, except the
 * guest, who sees those alone whose names begin in one way, and whoever a test
 * denies a permission.
 */
export class FakeServiceAccess implements ServiceAccess {
  /** Refs of users without a permission, by its name. */
  readonly denied = new Map<string, string[]>();
  readonly #services: Pick<ServiceStore, 'find'>;
  readonly #guestSees: string;

  private constructor(options: {
    services: Pick<ServiceStore, 'find'>;
    guestSees: string;
  }) {
    this.#services = options.services;
    this.#guestSees = options.guestSees;
  }

  static create(options: {
    services: Pick<ServiceStore, 'find'>;
    /** How the names begin of the services that the guest sees. */
    guestSees: string;
  }): FakeServiceAccess {
    return new FakeServiceAccess(options);
  }

  async scope(
    permission: Permission,
    { credentials }: { credentials: Caller },
  ): Promise<ServiceScope> {
    const { principal } = credentials;
    const ref = principal.type === 'user' ? principal.userEntityRef : '';
    const nothing = this.denied.get(permission.name)?.includes(ref) ?? false;
    const everything = !nothing && !ref.endsWith('guest');
    return {
      nothing,
      everything,
      restrict: query => {
        if (nothing) query.whereRaw('1 = 0');
        else if (!everything) {
          query.where('services.name', 'like', `${this.#guestSees}%`);
        }
        return query;
      },
    };
  }

  async require(
    permission: Permission,
    ref: string,
    options: { credentials: Caller },
  ): Promise<Service> {
    const service = await this.#services.find(ref);
    const { nothing, everything } = await this.scope(permission, options);
    if (service && nothing) {
      throw new NotAllowedError(
        `Permission ${permission.name} is missing for '${ref}'`,
      );
    }
    if (service && (everything || service.name.startsWith(this.#guestSees))) {
      return service;
    }
    throw new NotFoundError(`No service found with ref '${ref}'`);
  }
}
