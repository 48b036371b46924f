import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { routes, Waiver } from '@gold-layer/backstage-plugin-common';
import express, { Request, Router } from 'express';
import { audited, AuditedAction } from '../http/audited';
import { serve } from '../http/serve';
import type { WaiverReader } from './reading/WaiverReader';
import type { WaiverRequests } from './steps/WaiverRequests';
import type { WaiverSteps } from './steps/WaiverSteps';
import { subjectOf, WaiverTermsReader } from './steps/WaiverTermsReader';

/** What the routes work with. */
export interface WaiverRouterOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  reader: WaiverReader;
  requests: WaiverRequests;
  steps: WaiverSteps;
  terms: WaiverTermsReader;
}

/** Serves waivers. */
export function addWaiverRoutes(
  router: Router,
  options: WaiverRouterOptions,
): void {
  const { reader, requests, steps, terms } = options;
  const write = (event: AuditedAction, action: () => Promise<Waiver>) =>
    audited(options.auditor, event, action, outcome);

  router.use('/waivers', express.json());
  serve(router, routes.listWaivers, options, call =>
    reader.list(call.query, call),
  );
  serve(router, routes.getRiskDebt, options, call =>
    reader.debt(call.query, call),
  );
  serve(router, routes.getWaiverTerms, options, call => {
    const service = call.query.service.toLocaleLowerCase('en-US');
    return terms.read({ service, subject: subjectOf(call.query) }, call);
  });
  serve(router, routes.requestWaiver, options, call => {
    const { service, subject } = call.body;
    const event = audit('waiver-request', { service, ...subject }, call);
    return write(event, () => requests.request(call.body, call));
  });
  serve(router, routes.getWaiver, options, call =>
    reader.get(call.params.id, call),
  );
  serve(router, routes.decideWaiver, options, call => {
    const { params, body } = call;
    const meta = { waiver: params.id, decision: body.decision };
    const event = audit('waiver-decide', meta, call);
    return write(event, () => steps.decide(params.id, body, call));
  });
  serve(router, routes.withdrawWaiver, options, call => {
    const { id } = call.params;
    const event = audit('waiver-withdraw', { waiver: id }, call);
    return write(event, () => steps.withdraw(id, call.body, call));
  });
  serve(router, routes.revokeWaiver, options, call => {
    const { id } = call.params;
    const event = audit('waiver-revoke', { waiver: id }, call);
    return write(event, () => steps.revoke(id, call.body, call));
  });
  serve(router, routes.renewWaiver, options, call => {
    const { id } = call.params;
    const event = audit('waiver-renew', { waiver: id }, call);
    return write(event, () => requests.renew(id, call.body, call));
  });
}

/** Which waiver it was, and what became of it. */
function outcome(waiver: Waiver): JsonObject {
  return {
    waiver: waiver.id,
    service: waiver.service,
    state: waiver.state,
    level: waiver.level,
  };
}

function audit(
  eventId: string,
  meta: JsonObject,
  { request }: { request: Request },
): AuditedAction {
  return { eventId, severityLevel: 'medium', request, meta };
}
