import {
  goldLayerWaiverDecidePermission,
  goldLayerWaiverRequestPermission,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { Caller } from '../../http/serve';
import type { Actor, Membership, People } from '../../people';
import type { ServiceAccess, ServiceScope } from '../../services';

/** Whoever looks at waivers, as far as it decides what they may do. */
export interface Viewer {
  actor: Actor;
  /** Absent for services. */
  membership?: Membership;
  /** Services on which each permission is held. */
  request: ReadonlySet<string>;
  decide: ReadonlySet<string>;
}

/** What {@link Viewers} works with. */
export interface ViewersOptions {
  access: ServiceAccess;
  database: Knex;
  people: People;
}

/** Reads about callers what deciding on waivers needs, for many services at once. */
export class Viewers {
  readonly #options: ViewersOptions;

  private constructor(options: ViewersOptions) {
    this.#options = options;
  }

  static create(options: ViewersOptions): Viewers {
    return new Viewers(options);
  }

  async of(
    services: string[],
    options: { credentials: Caller },
  ): Promise<Viewer> {
    const { access, people } = this.#options;
    const actor = await people.actor(options.credentials);
    if (!actor.isUser) {
      return { actor, request: new Set(), decide: new Set() };
    }
    const [membership, request, decide] = await Promise.all([
      people.membership(actor.ref),
      access.scope(goldLayerWaiverRequestPermission, options),
      access.scope(goldLayerWaiverDecidePermission, options),
    ]);
    return {
      actor,
      membership,
      request: await this.#within(request, services),
      decide: await this.#within(decide, services),
    };
  }

  async #within(
    scope: ServiceScope,
    services: string[],
  ): Promise<ReadonlySet<string>> {
    if (scope.everything) return new Set(services);
    const found = new Set<string>();
    if (scope.nothing) return found;
    for (const chunk of chunked([...new Set(services)])) {
      const query = this.#options
        .database('services')
        .whereIn('services.ref', chunk)
        .pluck('services.ref');
      for (const ref of await scope.restrict(query)) found.add(ref);
    }
    return found;
  }
}
