import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { PushResults, routes } from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import { audited } from '../../http/audited';
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
    const event = {
      eventId: 'slo-push',
      severityLevel: 'low' as const,
      request: call.request,
      meta: { items: items.length },
    };
    return audited(auditor, event, () => intervals.push(items, call), counts);
  });
  serve(router, routes.pushSloMarks, options, call => {
    const { items } = call.body;
    const event = {
      eventId: 'slo-mark-push',
      severityLevel: 'low' as const,
      request: call.request,
      meta: { items: items.length },
    };
    return audited(auditor, event, () => marks.push(items, call), counts);
  });
  serve(router, routes.listSloExclusions, options, call =>
    exclusions.list(call.query, call),
  );
  serve(router, routes.addSloExclusion, options, call => {
    const { service, slo, meaning } = call.body;
    const event = {
      eventId: 'slo-exclusion-add',
      severityLevel: 'medium' as const,
      request: call.request,
      meta: { service, meaning, ...(slo && { slo }) },
    };
    return audited(
      auditor,
      event,
      () => exclusions.add(call.body, call),
      ({ id }) => ({ exclusion: id }),
    );
  });
  serve(router, routes.endSloExclusion, options, call => {
    const { id } = call.params;
    const event = {
      eventId: 'slo-exclusion-end',
      severityLevel: 'medium' as const,
      request: call.request,
      meta: { exclusion: id },
    };
    return audited(auditor, event, async () => ({
      id: (await exclusions.end(id, call)).id,
    }));
  });
}

function counts({ accepted, refused, unchanged }: PushResults) {
  return { accepted, refused, unchanged };
}
