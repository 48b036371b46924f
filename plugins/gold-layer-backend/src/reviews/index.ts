import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions';
import { DefinitionVersionStore } from '../definitions/DefinitionVersionStore';
import type { FactRegistry, FactStore } from '../facts';
import type { Notices } from '../notices/Notices';
import type { People } from '../people';
import type { ServiceAccess, ServiceChanges, ServiceStore } from '../services';
import { Checklists } from './checklists/Checklists';
import type { CheckStates, ControlWaivers } from './ControlWaivers';
import { recordPastStates } from './history/recordPastStates';
import { ReviewImporter } from './history/ReviewImporter';
import { ChecklistReader } from './reading/ChecklistReader';
import { ControlStandings } from './reading/ControlStandings';
import { NeedStore } from './reading/NeedStore';
import { ReviewerStore } from './reading/ReviewerStore';
import { ReviewLists } from './reading/ReviewLists';
import { ReviewListStore } from './reading/ReviewListStore';
import { ReviewReader } from './reading/ReviewReader';
import { ReviewSearch } from './reading/ReviewSearch';
import { addReviewReadRoutes } from './readRouter';
import { ReviewDesk } from './ReviewDesk';
import { addReviewRoutes } from './reviewRouter';
import { ReviewStore } from './store/ReviewStore';
import { ReviewTaskSource } from './tasks/ReviewTaskSource';
import { ReviewTaskStore } from './tasks/ReviewTaskStore';
import { Expectations } from './watch/Expectations';
import { ReviewRefresh } from './watch/ReviewRefresh';
import { ReviewWatch } from './watch/ReviewWatch';
import { Rounds } from './watch/Rounds';
import { scheduleReviews } from './watch/scheduleReviews';
import { SectionRounds } from './watch/SectionRounds';

export type {
  CheckSnapshot,
  CheckStates,
  ControlWaiver,
  ControlWaivers,
} from './ControlWaivers';
export { pastStatesSince } from './history/recordPastStates';
export { ReviewAssignments } from './reading/ReviewAssignments';
export { ReviewFactSource } from './ReviewFactSource';

/** What the room of reviews needs from the backend. */
export interface ReviewsOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  changes: ServiceChanges;
  /** Checks of scorecards, for snapshots as evidence. */
  checks: CheckStates;
  database: Knex;
  definitions: Definitions;
  facts: {
    store: FactStore;
    registry: FactRegistry;
    collectNow(source: string, refs: string[]): Promise<void>;
  };
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notices: Notices;
  people: People;
  scheduler: SchedulerService;
  services: ServiceStore;
  /** Waivers on controls. */
  waivers: ControlWaivers;
  now?: () => Date;
}

/**
 * Builds the room of reviews. It registers the kind `Checklist`, so it must be
 * built after the rooms of facts and people and before definitions are loaded.
 */
export function createReviews(options: ReviewsOptions) {
  const { access, changes, database, facts, logger, people } = options;
  const { now = () => new Date() } = options;
  const checklists = Checklists.create({
    definitions: options.definitions,
    facts: facts.registry,
    versions: DefinitionVersionStore.create({ database }),
    logger,
    roles: () => people.roles().map(({ name }) => name),
  });
  const desk = ReviewDesk.create({
    ...options,
    checklists,
    facts: facts.store,
    store: ReviewStore.create({ database }),
    publish: refs => facts.collectNow('reviews', refs),
    now,
  });
  const reader = ReviewReader.create({ desk });
  const refresh = ReviewRefresh.create({ desk, logger });
  const expectations = Expectations.create({ ...options, checklists, now });
  const watch = ReviewWatch.create({
    checklists,
    refresh,
    expectations,
    logger,
  });
  const lists = ReviewLists.create({
    access,
    needs: NeedStore.create({ database, checklists }),
    people,
    reviewers: ReviewerStore.create({ database }),
    reviews: ReviewListStore.create({ database }),
    now,
  });
  return {
    /** Takes over reviews from before the portal. */
    importer: ReviewImporter.create({
      desk,
      tell: recordPastStates({ store: facts.store, now: () => desk.now() }),
    }),
    /** What waits for people in reviews. */
    tasks: ReviewTaskSource.create({
      access,
      checklists,
      people,
      store: ReviewTaskStore.create({ database }),
      now,
    }),
    /** What the portal's search finds of reviews. */
    search: ReviewSearch.create({ database, checklists }),
    /** How controls stand, for those who accept risks on them. */
    controls: ControlStandings.create({ database, checklists }),
    /** Looks again at the reviews of services whose waivers have changed. */
    refreshNow: (services: string[]) => refresh.refreshServices(services),
    router: (router: Router) => {
      addReviewReadRoutes(router, {
        auditor: options.auditor,
        checklists: ChecklistReader.create({
          access,
          checklists,
          database,
          people,
          now,
        }),
        desk,
        httpAuth: options.httpAuth,
        lists,
        reader,
      });
      addReviewRoutes(router, { ...options, desk, reader });
    },
    /** Starts watching. */
    start: async () => {
      watch.follow(changes);
      await scheduleReviews({
        ...options,
        checklists,
        expectations,
        refresh,
        rounds: Rounds.create({ desk, logger }),
        sections: SectionRounds.create({ desk, logger }),
      });
    },
  };
}
