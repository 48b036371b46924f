import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Overview, routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { SourceCoverage, SourceTitle } from '../facts';
import { Caller, serve } from '../http/serve';
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
  /** What a caller may know of SLOs. */
  slos?: {
    read(options: { credentials: Caller }): Promise<Overview['slos']>;
  };
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
      serve(router, routes.getOverview, options, async call => {
        const scope = await visibleTo(access, 'the overview', call);
        const [overview, slos] = await Promise.all([
          reader.read(call.query.scorecard, scope),
          options.slos?.read(call),
        ]);
        return { ...overview, slos };
      }),
  };
}
