import type {
  HttpAuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions';
import type { FactRegistry, FactStore } from '../facts';
import type {
  ServiceAccess,
  ServiceChanges,
  ServiceProjection,
  ServiceStore,
} from '../services';
import { CompiledScorecards } from './CompiledScorecards';
import { createEvaluation } from './evaluation';
import { CountStore } from './reading/CountStore';
import { ScorecardReader } from './reading/ScorecardReader';
import { ServiceHistory } from './reading/ServiceHistory';
import { ServiceResultStore } from './reading/ServiceResultStore';
import { ServiceScorecards } from './reading/ServiceScorecards';
import { TrendReader } from './reading/TrendReader';
import { addScorecardRoutes } from './scorecardRouter';

export type { CompiledScorecards } from './CompiledScorecards';
export { CountStore } from './reading/CountStore';
export { summarize } from './reading/ScorecardReader';
export { visibleTo } from './scorecardRouter';

/** What the room of scorecards needs from the backend. */
export interface ScorecardsOptions {
  access: ServiceAccess;
  changes: ServiceChanges;
  database: Knex;
  definitions: Definitions;
  /** What the room of facts has built. */
  facts: { store: FactStore; registry: FactRegistry };
  httpAuth: HttpAuthService;
  logger: LoggerService;
  projection: ServiceProjection;
  scheduler: SchedulerService;
  services: ServiceStore;
}

/**
 * Builds the room of scorecards. It registers the kind `Scorecard` and follows
 * the projection, so it must be built after the room of facts, and before
 * definitions are loaded and the catalog is followed.
 */
export function createScorecards(options: ScorecardsOptions) {
  const { access, database, definitions, facts } = options;
  const scorecards = CompiledScorecards.create({
    definitions,
    facts: facts.registry,
  });
  const evaluation = createEvaluation({
    ...options,
    facts: facts.store,
    scorecards,
  });
  const counts = CountStore.create({ database });
  return {
    /** Scores services at once: call it with those whose facts have just been recorded. */
    evaluateNow: evaluation.evaluateNow,
    /** Has levels and trends worked out since a moment that dated facts reach back to. */
    replayHistory: evaluation.replayHistory,
    /** How scoring is doing. */
    status: evaluation.status,
    start: evaluation.start,
    scorecards,
    counts,
    router: (router: Router) =>
      addScorecardRoutes(router, {
        ...options,
        service: ServiceScorecards.create({
          access,
          facts: facts.store,
          registry: facts.registry,
          scorecards,
          store: ServiceResultStore.create({ database }),
        }),
        history: ServiceHistory.create({ access, database, scorecards }),
        scorecards: ScorecardReader.create({ scorecards, counts }),
        trends: TrendReader.create({ database, counts }),
      }),
  };
}
