import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { routes } from '@gold-layer/backstage-plugin-common';
import type { Router } from 'express';
import { serve } from '../http/serve';
import type { People } from '../people';
import { ServiceAccess, visibleTo } from '../services';
import { gatherTasks } from './gatherTasks';
import type { TaskSource } from './TaskSource';

export type { TaskSource } from './TaskSource';

/** What the inbox needs from the backend. */
export interface InboxOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  people: People;
  /** By name of the feature. */
  sources: Record<string, TaskSource>;
}

/** Serves what waits for the caller, from every feature. */
export function addInboxRoutes(router: Router, options: InboxOptions): void {
  const { access, people } = options;
  serve(router, routes.listMyTasks, options, async call => {
    await visibleTo(access, 'tasks', call);
    const actor = await people.actor(call.credentials);
    return gatherTasks(options, { actor, credentials: call.credentials });
  });
}
