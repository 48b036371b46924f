import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { serve } from '../../http/serve';
import type { SloReader } from './SloReader';

/** What the routes work with. */
export interface SloReadRouterOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  reader: SloReader;
}

/** Serves what screens read about SLOs. */
export function addSloReadRoutes(
  router: Router,
  options: SloReadRouterOptions,
): void {
  const { reader } = options;
  serve(router, routes.listSlos, options, call =>
    reader.list(call.query, call),
  );
  serve(router, routes.getSloCounters, options, call =>
    reader.counters(call.query, call),
  );
  serve(router, routes.listSloRollups, options, async call => {
    const { by, ...filter } = call.query;
    return { items: await reader.rollups(filter, by, call) };
  });
}
