import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  FactSource,
  goldLayerDefinitionsExtensionPoint,
  goldLayerFactsExtensionPoint,
  goldLayerHistoryExtensionPoint,
  goldLayerSlisExtensionPoint,
  HistorySource,
  SliSource,
} from '@gold-layer/backstage-plugin-node';
import Router from 'express-promise-router';
import { openDatabase } from './database/migrate';
import { createRooms } from './rooms';

/** Knows every service of the catalog, collects facts about it and scores it. */
export const goldLayerPlugin = createBackendPlugin({
  pluginId: 'gold-layer',
  register(env) {
    const sources: FactSource[] = [];
    const locations: string[] = [];
    const pasts: HistorySource[] = [];
    const slis: SliSource[] = [];
    env.registerExtensionPoint(goldLayerFactsExtensionPoint, {
      addFactSource: (...added) => void sources.push(...added),
    });
    env.registerExtensionPoint(goldLayerDefinitionsExtensionPoint, {
      addDefinitions: (...added) => void locations.push(...added),
    });
    env.registerExtensionPoint(goldLayerHistoryExtensionPoint, {
      addHistory: (...added) => void pasts.push(...added),
    });
    env.registerExtensionPoint(goldLayerSlisExtensionPoint, {
      addSliSource: (...added) => void slis.push(...added),
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
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(core) {
        const database = await openDatabase(core.database);
        const added = { locations, pasts, slis, sources };
        const rooms = createRooms({ ...core, ...added, database });
        const router = Router();
        rooms.addRoutes(router);
        core.httpRouter.use(router);
        await rooms.start();
      },
    });
  },
});
