import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  FactSource,
  goldLayerDefinitionsExtensionPoint,
  goldLayerFactsExtensionPoint,
} from '@gold-layer/backstage-plugin-node';
import Router from 'express-promise-router';
import { openDatabase } from './database/migrate';
import { createDefinitions } from './definitions';
import { createDirectory } from './directory';
import { createFacts } from './facts';
import { addOpenApiRoute } from './http/openApiRouter';
import { createOverview } from './overview';
import { createScorecards } from './scorecards';
import { addSearchRoutes } from './search';
import { createServices } from './services';
import { createStatus } from './status';

/** Knows every service of the catalog, collects facts about it and scores it. */
export const goldLayerPlugin = createBackendPlugin({
  pluginId: 'gold-layer',
  register(env) {
    const sources: FactSource[] = [];
    const locations: string[] = [];
    env.registerExtensionPoint(goldLayerFactsExtensionPoint, {
      addFactSource: (...added) => void sources.push(...added),
    });
    env.registerExtensionPoint(goldLayerDefinitionsExtensionPoint, {
      addDefinitions: (...added) => void locations.push(...added),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(core) {
        const database = await openDatabase(core.database);
        const base = { ...core, database, locations, sources };

        // Build: a room is given those before it and knows none after it.
        const definitions = createDefinitions(base);
        const services = createServices(base);
        const known = {
          ...base,
          definitions: definitions.definitions,
          access: services.access,
          changes: services.changes,
          projection: services.projection,
          services: services.services,
        };
        const facts = createFacts(known);
        const scorecards = createScorecards({ ...known, facts });
        const directory = createDirectory(known);
        const overview = createOverview({ ...known, ...scorecards });
        const status = createStatus({
          ...known,
          sources: facts.health,
          evaluation: scorecards.status,
        });

        // Route.
        const router = Router();
        definitions.router(router);
        services.router(router);
        facts.router(router, { afterPush: scorecards.evaluateNow });
        scorecards.router(router);
        directory.router(router);
        overview.router(router);
        status.router(router);
        addSearchRoutes(router, { ...base, sources: [] });
        addOpenApiRoute(router, base);
        core.httpRouter.use(router);

        // Start, once everyone listens: what is read first is heard by all.
        await definitions.start();
        await services.start();
        await facts.start({ afterHistory: scorecards.replayHistory });
        await scorecards.start();
      },
    });
  },
});
