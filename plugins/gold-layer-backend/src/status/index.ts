import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  routes,
  SloHealth,
  SourceStatus,
} from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import type { Definitions } from '../definitions/Definitions';
import { Caller, serve } from '../http/serve';
import type { ServiceProjection } from '../services/ServiceProjection';
import type { ServiceAccess, ServiceScope } from '../services/ServiceScope';
import { visibleTo } from '../services/visibleTo';
import { EvaluationStatus, statusOf } from './statusOf';

export type { EvaluationStatus } from './statusOf';

/** What the page on the health of Gold Layer rests on. */
export interface StatusOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  definitions: Pick<Definitions, 'list' | 'quarantined'>;
  projection: Pick<ServiceProjection, 'state'>;
  /** How the sources of facts are doing. */
  sources: { list(scope: ServiceScope): Promise<SourceStatus[]> };
  /** How scoring is doing. */
  evaluation(scope: ServiceScope): Promise<EvaluationStatus>;
  /** How SLOs are read and measured. */
  slos?(options: { credentials: Caller }): Promise<SloHealth>;
}

/** Serves the health of Gold Layer itself to everyone who may read anything of it, as far as it speaks of what they may see. */
export function createStatus(options: StatusOptions) {
  const { access } = options;
  return {
    router: (router: Router) =>
      serve(router, routes.getStatus, options, async call => {
        const scope = await visibleTo(access, 'the status', call);
        return statusOf(options, { ...call, scope });
      }),
  };
}
