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
  HistorySource,
} from '@gold-layer/backstage-plugin-node';
import Router from 'express-promise-router';
import { AssessmentSource, createAssessments } from './assessments';
import { openDatabase } from './database/migrate';
import { createDefinitions } from './definitions';
import { createDirectory } from './directory';
import { createFacts } from './facts';
import { createHistory } from './history';
import { addOpenApiRoute } from './http/openApiRouter';
import { addInboxRoutes } from './inbox';
import { createNotices } from './notices';
import { createOverview } from './overview';
import { createPeople } from './people';
import {
  createReviews,
  pastStatesSince,
  ReviewAssignments,
  ReviewFactSource,
} from './reviews';
import { createScorecards } from './scorecards';
import { addSearchRoutes } from './search';
import { createServices } from './services';
import { createStatus } from './status';
import { createWaivers } from './waivers';

/** Knows every service of the catalog, collects facts about it and scores it. */
export const goldLayerPlugin = createBackendPlugin({
  pluginId: 'gold-layer',
  register(env) {
    const sources: FactSource[] = [];
    const locations: string[] = [];
    const pasts: HistorySource[] = [];
    env.registerExtensionPoint(goldLayerFactsExtensionPoint, {
      addFactSource: (...added) => void sources.push(...added),
    });
    env.registerExtensionPoint(goldLayerDefinitionsExtensionPoint, {
      addDefinitions: (...added) => void locations.push(...added),
    });
    env.registerExtensionPoint(goldLayerHistoryExtensionPoint, {
      addHistory: (...added) => void pasts.push(...added),
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
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(core) {
        const database = await openDatabase(core.database);
        sources.push(ReviewFactSource.create({ database }));
        const base = { ...core, database, locations, sources };

        // Build: a room is given those before it and knows none after it.
        const definitions = createDefinitions(base);
        const services = createServices({
          ...base,
          assignments: ReviewAssignments.create({ database }),
        });
        const people = createPeople({
          ...base,
          definitions: definitions.definitions,
          access: services.access,
        });
        const known = {
          ...base,
          definitions: definitions.definitions,
          people: people.people,
          notices: createNotices(base),
          access: services.access,
          changes: services.changes,
          projection: services.projection,
          services: services.services,
        };
        const waivers = createWaivers(known);
        sources.push(waivers.factSource, AssessmentSource.create(known));
        const facts = createFacts(known);
        const assessments = createAssessments({ ...known, facts });
        const scorecards = createScorecards({
          ...known,
          accepted: waivers.checks,
          facts,
        });
        const reviews = createReviews({
          ...known,
          checks: scorecards,
          facts,
          waivers: waivers.controls,
        });
        const afterWaiver = async (refs: string[]) => {
          await facts.collectNow('waivers', refs);
          await scorecards.evaluateNow(refs);
          await reviews.refreshNow(refs);
        };
        const afterPublication = async (refs: string[]) => {
          await facts.collectNow('assessments', refs);
          await scorecards.evaluateNow(refs);
          await reviews.refreshNow(refs);
        };
        const things = {
          check: scorecards.standings,
          control: reviews.controls,
        };
        const history = createHistory({
          ...known,
          sources: pasts,
          importers: {
            assessment: assessments.importer,
            review: reviews.importer,
            waiver: waivers.importer({ ...known, things }),
          },
          afterImport: async refs => {
            for (const source of ['reviews', 'assessments', 'waivers']) {
              await facts.collectNow(source, refs);
            }
            await scorecards.evaluateNow(refs);
            await reviews.refreshNow(refs);
            await scorecards.replayHistory(pastStatesSince());
          },
        });
        const directory = createDirectory({ ...known, facts });
        const overview = createOverview({ ...known, ...scorecards, facts });
        const status = createStatus({
          ...known,
          sources: facts.health,
          evaluation: scorecards.status,
        });

        // Route.
        const router = Router();
        definitions.router(router);
        services.router(router);
        people.router(router);
        facts.router(router, { afterPush: scorecards.evaluateNow });
        scorecards.router(router);
        reviews.router(router);
        assessments.router(router, { afterPublication });
        waivers.router(router, {
          afterChange: afterWaiver,
          things,
        });
        directory.router(router);
        overview.router(router);
        status.router(router);
        addSearchRoutes(router, {
          ...base,
          sources: [assessments.search, reviews.search, waivers.searchSource],
        });
        addInboxRoutes(router, {
          ...known,
          sources: {
            assessments: assessments.tasks,
            reviews: reviews.tasks,
            waivers: waivers.taskSource,
          },
        });
        addOpenApiRoute(router, base);
        core.httpRouter.use(router);

        // Start, once everyone listens: what is read first is heard by all.
        await definitions.start();
        await services.start();
        await facts.start({ afterHistory: scorecards.replayHistory });
        await scorecards.start();
        await reviews.start();
        await assessments.start();
        await waivers.start({ afterChange: afterWaiver });
        await history.start();
      },
    });
  },
});
