import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  goldLayerServiceReadPermission,
  routes,
} from '@gold-layer/backstage-plugin-common';
import { NotAllowedError } from '@backstage/errors';
import express, { Router } from 'express';
import { audited } from '../http/audited';
import { serve } from '../http/serve';
import type { ServiceAccess } from '../services/ServiceScope';
import { toServiceRef } from '../services/toServiceRef';
import type { ServiceRefresh } from './collect/ServiceRefresh';
import type { FactRegistry } from './FactRegistry';
import type { FactPush } from './push/FactPush';
import type { ServiceFactsReader } from './ServiceFactsReader';

/** What the routes work with. */
export interface FactRouterOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  push: FactPush;
  reader: ServiceFactsReader;
  refresh: ServiceRefresh;
  registry: FactRegistry;
}

/** A thousand facts with the longest texts there may be. */
const largestPush = '5mb';

/** Serves facts: what is known, what could be, what is pushed. */
export function addFactRoutes(
  router: Router,
  options: FactRouterOptions,
): void {
  const { access, auditor, push, reader, refresh, registry } = options;

  router.post(routes.pushFacts.path, express.json({ limit: largestPush }));
  serve(router, routes.pushFacts, options, ({ body, credentials, request }) =>
    audited(
      auditor,
      {
        eventId: 'fact-push',
        severityLevel: 'low',
        request,
        meta: { source: body.source, items: body.items.length },
      },
      () => push.push(body, { credentials }),
      ({ results, ...counts }) => counts,
    ),
  );

  serve(router, routes.getServiceFacts, options, ({ params, credentials }) =>
    reader.get(toServiceRef(params), { credentials }),
  );

  serve(router, routes.refreshService, options, call => {
    const ref = toServiceRef(call.params);
    return audited(
      auditor,
      {
        eventId: 'service-refresh',
        severityLevel: 'low',
        request: call.request,
        meta: { service: ref },
      },
      async () => ({ sources: await refresh.refresh(ref, call) }),
    );
  });

  serve(router, routes.listFactDefinitions, options, async call => {
    const scope = await access.scope(goldLayerServiceReadPermission, call);
    if (scope.nothing) {
      throw new NotAllowedError(
        'Reading fact definitions needs the permission gold-layer.service.read',
      );
    }
    return { items: registry.all() };
  });
}
