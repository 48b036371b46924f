import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { serve } from '../http/serve';
import type { ServiceDetails } from './ServiceDetails';
import { toServiceRef } from './toServiceRef';

/** Serves one service. */
export function addServiceRoutes(
  router: Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    details: ServiceDetails;
  },
): void {
  serve(router, routes.getService, options, ({ params, credentials }) =>
    options.details.get(toServiceRef(params), { credentials }),
  );
}
