import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import { Caller, serve } from '../http/serve';
import { KnownFreshness, ServiceAccess, visibleTo } from '../services';
import { DirectoryStore } from './DirectoryStore';
import { exportServices } from './exportServices';
import { FacetStore, KnownSources } from './FacetStore';

/** What the room of lists needs from the backend. */
export interface DirectoryOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  /** What the room of facts knows of its sources. */
  facts: KnownSources;
  httpAuth: HttpAuthService;
  projection: KnownFreshness;
}

/** Builds the room of lists: services filtered, sorted and paged, their facets, and all of them as CSV. */
export function createDirectory(options: DirectoryOptions) {
  const { access, database, projection } = options;
  const store = DirectoryStore.create({ database });
  const facets = FacetStore.create({ database, sources: options.facts });
  const visible = (call: { credentials: Caller }) =>
    visibleTo(access, 'services', call);
  return {
    router: (router: Router) => {
      serve(router, routes.listServices, options, async call => {
        const scope = await visible(call);
        const [{ items, nextCursor }, totalItems, freshness] =
          await Promise.all([
            store.page(call.query, scope),
            store.count(call.query, scope),
            projection.freshness(),
          ]);
        return { items, totalItems, pageInfo: { nextCursor }, ...freshness };
      });
      serve(router, routes.exportServices, options, async call => {
        const scope = await visible(call);
        return exportServices(call.query, scope, {
          store,
          freshness: await projection.freshness(),
          response: call.response,
        });
      });
      serve(router, routes.listServiceFacets, options, async call =>
        facets.read(await visible(call)),
      );
    },
  };
}
