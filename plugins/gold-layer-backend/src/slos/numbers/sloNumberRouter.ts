import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { PushResults, routes } from '@gold-layer/backstage-plugin-common';
import express, { Request, Router } from 'express';
import { audited, AuditedAction } from '../../http/audited';
import { serve } from '../../http/serve';
import type { ExclusionDesk } from './exclusions';
import type { IntervalPush } from './push/IntervalPush';
import type { MarkPush } from './push/MarkPush';

/** What the routes work with. */
export interface SloNumberRouterOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  exclusions: ExclusionDesk;
  intervals: IntervalPush;
  marks: MarkPush;
}

/** A thousand items with the longest texts there may be. */
const largestPush = '5mb';

/** Serves what is pushed about SLOs, and planned time. */
export function addSloNumberRoutes(
  router: Router,
  options: SloNumberRouterOptions,
): void {
  const { auditor, exclusions, intervals, marks } = options;
  const large = express.json({ limit: largestPush });
  router.post(routes.pushSloIntervals.path, large);
  router.post(routes.pushSloMarks.path, large);
  router.post(routes.addSloExclusion.path, express.json());

  serve(router, routes.pushSloIntervals, options, call => {
    const { items } = call.body;
    const event = audit('slo-push', { items: items.length }, call);
    return audited(auditor, event, () => intervals.push(items, call), counts);
  });
  serve(router, routes.pushSloMarks, options, call => {
    const { items } = call.body;
    const event = audit('slo-mark-push', { items: items.length }, call);
    return audited(auditor, event, () => marks.push(items, call), counts);
  });
  serve(router, routes.listSloExclusions, options, call =>
    exclusions.list(call.query, call),
  );
  serve(router, routes.addSloExclusion, options, call => {
    const { service, slo, meaning } = call.body;
    const meta = { service, meaning, ...(slo && { slo }) };
    const event = audit('slo-exclusion-add', meta, call);
    const add = () => exclusions.add(call.body, call);
    return audited(auditor, event, add, ({ id }) => ({ exclusion: id }));
  });
  serve(router, routes.endSloExclusion, options, call => {
    const { id } = call.params;
    const event = audit('slo-exclusion-end', { exclusion: id }, call);
    return audited(auditor, event, async () => {
      await exclusions.end(id, call);
      return { id };
    });
  });
}

/** Pushes come by the minute; what changes how numbers read weighs more. */
function audit(
  eventId: string,
  meta: JsonObject,
  { request }: { request: Request },
): AuditedAction {
  const severityLevel = eventId.endsWith('push') ? 'low' : 'medium';
  return { eventId, severityLevel, request, meta };
}

function counts({ accepted, refused, unchanged }: PushResults) {
  return { accepted, refused, unchanged };
}
