import type {
  AuditorService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions';
import type { FactRegistry, FactStore } from '../facts';
import type { KnownFailures } from './reading/addFailures';
import type {
  KnownFreshness,
  ServiceAccess,
  ServiceChanges,
  ServiceProjection,
  ServiceStore,
} from '../services';
import type { AcceptedRisks } from './AcceptedRisks';
import { CompiledScorecards } from './CompiledScorecards';
import { createEvaluation } from './evaluation';
import { CheckStandings } from './reading/CheckStandings';
import { CountStore } from './reading/CountStore';
import { ScorecardReader } from './reading/ScorecardReader';
import { ServiceHistory } from './reading/ServiceHistory';
import { ServiceResultStore } from './reading/ServiceResultStore';
import { ServiceScorecards } from './reading/ServiceScorecards';
import { TrendReader } from './reading/TrendReader';
import { addScorecardRoutes } from './scorecardRouter';

export type { AcceptedRisks, WaivedCheck } from './AcceptedRisks';
export type { CompiledScorecards } from './CompiledScorecards';
export { CountStore } from './reading/CountStore';
export { summarize } from './reading/ScorecardReader';

/** What the room of scorecards needs from the backend. */
export interface ScorecardsOptions {
  /** Which checks are waived. */
  accepted: AcceptedRisks;
  access: ServiceAccess;
  auditor: AuditorService;
  changes: ServiceChanges;
  database: Knex;
  definitions: Definitions;
  /** What the room of facts has built. */
  facts: {
    store: FactStore;
    registry: FactRegistry;
    /** Asks a source about services at once. */
    collectNow(source: string, refs: string[]): Promise<void>;
  } & KnownFailures;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  projection: ServiceProjection & KnownFreshness;
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
    collectEntities: refs => facts.collectNow('entity', refs),
    scorecards,
  });
  const counts = CountStore.create({ database });
  return {
    /** Scores services at once: call it with those whose facts have just been recorded. */
    evaluateNow: evaluation.evaluateNow,
    /** Has levels and trends worked out since a moment that dated facts reach back to. */
    replayHistory: evaluation.replayHistory,
    /** Where single checks stand, waivers left out. */
    standings: CheckStandings.create({ database, scorecards }),
    /** How scoring is doing. */
    status: evaluation.status,
    start: evaluation.start,
    scorecards,
    counts,
    /** What a check, named `scorecard/check`, says of a service now. */
    stateOf: async (service: string, name: string) => {
      const checks = await ServiceResultStore.create({ database }).checks(
        service,
      );
      const found = checks.find(
        ({ scorecard, check }) => `${scorecard}/${check}` === name,
      );
      return found && { check: name, state: found.state, reason: found.reason };
    },
    router: (router: Router) =>
      addScorecardRoutes(router, {
        ...options,
        service: ServiceScorecards.create({
          access,
          counts,
          facts: facts.store,
          failures: facts,
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
