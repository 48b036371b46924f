import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  goldLayerServiceReadPermission,
  ServiceDetail,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { Caller } from '../http/serve';
import { relatedRefs } from './deriveService';
import type { GroupStore } from './GroupStore';
import type { KnownFreshness } from './ServiceProjection';
import type { ServiceAccess, ServiceScope } from './ServiceScope';
import type { ServiceStore } from './ServiceStore';

/** What {@link ServiceDetails} works with. */
export interface ServiceDetailsOptions {
  database: Knex;
  access: ServiceAccess;
  services: ServiceStore;
  groups: GroupStore;
  projection: KnownFreshness;
}

/** Reads one service with its surroundings, as far as a caller may see them. */
export class ServiceDetails {
  readonly #options: ServiceDetailsOptions;

  private constructor(options: ServiceDetailsOptions) {
    this.#options = options;
  }

  static create(options: ServiceDetailsOptions): ServiceDetails {
    return new ServiceDetails(options);
  }

  async get(
    ref: string,
    options: { credentials: Caller },
  ): Promise<ServiceDetail> {
    const { access, services, groups, projection } = this.#options;
    const read = goldLayerServiceReadPermission;
    const scope = await access.scope(read, options);
    await access.require(read, ref, { ...options, scope });
    const [found] = await services.findEntities([ref]);
    if (!found) throw new NotFoundError(`No service found with ref '${ref}'`);
    const { service, entity } = found;
    const dependsOn = relatedRefs(entity, RELATION_DEPENDS_ON);
    const dependedOnBy = relatedRefs(entity, RELATION_DEPENDENCY_OF);
    const related = await this.#related([...dependsOn, ...dependedOnBy], scope);
    const show = (other: string) =>
      related.get(other) ?? { ref: other, known: false };
    return {
      service,
      owner: service.owner ? await groups.describe(service.owner) : undefined,
      dependsOn: dependsOn.map(show),
      dependedOnBy: dependedOnBy.map(show),
      stale: (await projection.freshness()).stale,
    };
  }

  /** Of services that the caller may not see, no more is told than the relation says. */
  async #related(refs: string[], scope: ServiceScope) {
    const known = new Map<string, ServiceDetail['dependsOn'][number]>();
    for (const chunk of chunked(refs)) {
      const query = this.#options
        .database('services')
        .select('services.ref', 'services.title', 'services.tier')
        .whereIn('services.ref', chunk);
      for (const { ref, title, tier } of await scope.restrict(query)) {
        known.set(ref, { ref, title: title ?? undefined, tier, known: true });
      }
    }
    return known;
  }
}
