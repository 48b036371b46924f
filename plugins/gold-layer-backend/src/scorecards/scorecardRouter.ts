import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { Caller, serve } from '../http/serve';
import {
  KnownFreshness,
  ServiceAccess,
  toServiceRef,
  visibleTo,
} from '../services';
import type { ScorecardReader } from './reading/ScorecardReader';
import type { ServiceHistory } from './reading/ServiceHistory';
import type { ServiceScorecards } from './reading/ServiceScorecards';
import type { TrendReader } from './reading/TrendReader';

/** What the routes work with. */
export interface ScorecardRouterOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  projection: KnownFreshness;
  service: ServiceScorecards;
  history: ServiceHistory;
  scorecards: ScorecardReader;
  trends: TrendReader;
}

/** Serves results: of one service, and of all that the caller may see. */
export function addScorecardRoutes(
  router: Router,
  options: ScorecardRouterOptions,
): void {
  const { access, projection, service, history, scorecards, trends } = options;
  const visible = (call: { credentials: Caller }) =>
    visibleTo(access, 'scorecards', call);

  serve(router, routes.getServiceScorecards, options, call =>
    service.get(toServiceRef(call.params), call),
  );
  serve(router, routes.getServiceHistory, options, call =>
    history.page(toServiceRef(call.params), call.query, call),
  );
  serve(router, routes.listScorecards, options, async call => {
    const scope = await visible(call);
    const [items, freshness] = await Promise.all([
      scorecards.list(scope),
      projection.freshness(),
    ]);
    return { items, ...freshness };
  });
  serve(router, routes.getScorecard, options, async call => {
    const scope = await visible(call);
    const [detail, freshness] = await Promise.all([
      scorecards.detail(call.params.name, call.query, scope),
      projection.freshness(),
    ]);
    return { ...detail, ...freshness };
  });
  serve(router, routes.getScorecardBreakdown, options, async call => {
    const scope = await visible(call);
    const { name } = call.params;
    return scorecards.breakdown(name, call.query, scope);
  });
  serve(router, routes.getScorecardTrend, options, async call => {
    const scope = await visible(call);
    const { name } = scorecards.definition(call.params.name);
    return { items: await trends.read(name, call.query, scope) };
  });
}
