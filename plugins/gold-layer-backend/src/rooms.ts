import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  FactSource,
  HistorySource,
  SliSource,
} from '@gold-layer/backstage-plugin-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import { AssessmentSource, createAssessments } from './assessments';
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
import { createSlos } from './slos';
import { createStatus } from './status';
import { createWaivers } from './waivers';

/** What the portal gives the plugin, and what modules have added. */
export interface RoomsOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: Knex;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  urlReader: UrlReaderService;
  /** Absolute files, folders or URLs of definitions. */
  locations: string[];
  pasts: HistorySource[];
  slis: SliSource[];
  sources: FactSource[];
}

/**
 * Builds every room of the house. A room is given those before it and knows
 * none after it; what one feature tells another goes through facts, or through
 * the hooks that meet here.
 */
export function createRooms(options: RoomsOptions) {
  const { database, pasts } = options;
  const definitions = createDefinitions(options);
  const services = createServices({
    ...options,
    assignments: ReviewAssignments.create({ database }),
  });
  const { people, ...peopleRoom } = createPeople({
    ...options,
    definitions: definitions.definitions,
    access: services.access,
  });
  const known = {
    ...options,
    definitions: definitions.definitions,
    people,
    notices: createNotices(options),
    access: services.access,
    changes: services.changes,
    projection: services.projection,
    services: services.services,
  };
  const waivers = createWaivers(known);
  const slos = createSlos(known);
  const sources = [
    ...options.sources,
    ReviewFactSource.create({ database }),
    waivers.factSource,
    AssessmentSource.create(known),
    slos.factSource,
  ];
  const facts = createFacts({ ...known, sources });
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

  /** What follows once a feature has written what its facts rest on. */
  const publishing =
    (...changed: string[]) =>
    async (refs: string[]) => {
      for (const source of changed) await facts.collectNow(source, refs);
      await scorecards.evaluateNow(refs);
      await reviews.refreshNow(refs);
    };
  const things = { check: scorecards.standings, control: reviews.controls };
  const history = createHistory({
    ...known,
    sources: pasts,
    importers: {
      assessment: assessments.importer,
      review: reviews.importer,
      waiver: waivers.importer({ ...known, things }),
    },
    afterImport: async refs => {
      await publishing('reviews', 'assessments', 'waivers')(refs);
      await scorecards.replayHistory(pastStatesSince());
    },
  });
  const directory = createDirectory({ ...known, facts });
  const overview = createOverview({
    ...known,
    ...scorecards,
    facts,
    slos: slos.overview,
  });
  const status = createStatus({
    ...known,
    sources: facts.health,
    evaluation: scorecards.status,
    slos: slos.status,
  });
  const sloHooks = { afterChange: publishing('slos') };
  const waiverHooks = { afterChange: publishing('waivers'), things };

  return {
    addRoutes(router: Router) {
      definitions.router(router);
      services.router(router);
      peopleRoom.router(router);
      facts.router(router, { afterPush: scorecards.evaluateNow });
      scorecards.router(router);
      reviews.router(router);
      assessments.router(router, {
        afterPublication: publishing('assessments'),
      });
      waivers.router(router, waiverHooks);
      slos.router(router, sloHooks);
      directory.router(router);
      overview.router(router);
      status.router(router);
      addSearchRoutes(router, {
        ...options,
        sources: [
          assessments.search,
          reviews.search,
          slos.searchSource,
          waivers.searchSource,
        ],
      });
      addInboxRoutes(router, {
        ...known,
        sources: {
          assessments: assessments.tasks,
          reviews: reviews.tasks,
          slos: slos.taskSource,
          waivers: waivers.taskSource,
        },
      });
      addOpenApiRoute(router, options);
    },
    /** Starts once everyone listens: what is read first is heard by all. */
    async start() {
      slos.follow(sloHooks);
      await definitions.start();
      await services.start();
      await facts.start({ afterHistory: scorecards.replayHistory });
      await scorecards.start();
      await reviews.start();
      await assessments.start();
      await waivers.start(waiverHooks);
      await slos.start(sloHooks);
      await history.start();
    },
  };
}
