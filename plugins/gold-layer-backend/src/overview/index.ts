import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { SourceCoverage, SourceTitle } from '../facts';
import { serve } from '../http/serve';
import { CompiledScorecards, CountStore } from '../scorecards';
import { ServiceAccess, ServiceProjection, visibleTo } from '../services';
import { OverviewReader } from './OverviewReader';
import { OverviewStore } from './OverviewStore';

/** What the overview rests on. */
export interface OverviewOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  counts: CountStore;
  database: Knex;
  httpAuth: HttpAuthService;
  projection: ServiceProjection;
  scorecards: CompiledScorecards;
  /** What the room of facts knows of its sources. */
  facts: { coverage: SourceCoverage; titleOf: SourceTitle };
}

/** Builds the overview. */
export function createOverview(options: OverviewOptions) {
  const { access, database, facts } = options;
  const reader = OverviewReader.create({
    ...options,
    coverage: facts.coverage,
    titleOf: facts.titleOf,
    store: OverviewStore.create({ database }),
  });
  return {
    router: (router: Router) =>
      serve(router, routes.getOverview, options, async call =>
        reader.read(
          call.query.scorecard,
          await visibleTo(access, 'the overview', call),
        ),
      ),
  };
}
