import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Knex } from 'knex';
import { serve } from '../http/serve';
import { CompiledScorecards, CountStore, visibleTo } from '../scorecards';
import type { ServiceAccess, ServiceProjection } from '../services';
import { OverviewReader } from './OverviewReader';
import { OverviewStore } from './OverviewStore';

/** What the overview rests on. */
export interface OverviewOptions {
  access: ServiceAccess;
  counts: CountStore;
  database: Knex;
  httpAuth: HttpAuthService;
  projection: ServiceProjection;
  scorecards: CompiledScorecards;
  /** Sources of facts, for their titles. */
  sources: readonly { name: string; title: string }[];
}

/** Sources that no module adds. */
const builtIn = [
  ['entity', 'Catalog'],
  ['repository', 'Repository'],
  ['push', 'Pushed'],
] as const;

/** Builds the overview. */
export function createOverview(options: OverviewOptions) {
  const { access, database } = options;
  const reader = OverviewReader.create({
    ...options,
    sourceTitles: new Map([
      ...builtIn,
      ...options.sources.map(({ name, title }) => [name, title] as const),
    ]),
    store: OverviewStore.create({ database }),
  });
  return {
    router: (router: Router) =>
      serve(router, routes.getOverview, options, async call =>
        reader.read(call.query.scorecard, await visibleTo(access, call)),
      ),
  };
}
