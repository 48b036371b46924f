import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  BreakGlass,
  GateAnswer,
  routes,
} from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import { audited } from '../../http/audited';
import { serve } from '../../http/serve';
import type { DeployGate } from './DeployGate';
import type { GateReader } from './GateReader';
import type { GlassDesk } from './GlassDesk';

/** What the routes work with. */
export interface GateRouterOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  desk: GlassDesk;
  gate: DeployGate;
  reader: GateReader;
}

/** Serves the deploy gate. */
export function addGateRoutes(
  router: Router,
  options: GateRouterOptions,
): void {
  const { auditor, desk, gate, reader } = options;
  router.use(['/deploy-gate', '/break-glass'], express.json());
  serve(router, routes.askDeployGate, options, call => {
    const { service, change, reference = null } = call.body;
    const meta = { service, change, reference };
    const event = { eventId: 'gate-ask', request: call.request, meta };
    return audited(auditor, event, () => gate.ask(call.body, call), answered);
  });
  serve(router, routes.listGateAnswers, options, call =>
    reader.answers(call.query, call),
  );
  serve(router, routes.getGateAnswer, options, call =>
    reader.answer(call.params.id, call),
  );
  serve(router, routes.listBudgetPolicies, options, call =>
    reader.policies(call),
  );
  serve(router, routes.breakGlass, options, call => {
    const { service, hours } = call.body;
    const event = {
      eventId: 'glass-break',
      severityLevel: 'high' as const,
      request: call.request,
      meta: { service, hours },
    };
    return audited(auditor, event, () => desk.break(call.body, call), broken);
  });
  serve(router, routes.listBrokenGlass, options, call =>
    reader.glass(call.query, call),
  );
  serve(router, routes.mendGlass, options, async call => {
    const { id } = call.params;
    const event = {
      eventId: 'glass-mend',
      severityLevel: 'high' as const,
      request: call.request,
      meta: { glass: id },
    };
    const mend = () => desk.mend(id, call);
    const { glass } = await audited(auditor, event, mend, mended);
    return glass;
  });
}

/** What the gate said, by which SLOs and documents, and what let it through. */
function answered(answer: GateAnswer): JsonObject {
  return {
    answer: answer.id,
    service: answer.service,
    verdict: answer.verdict,
    decidedBy: answer.reasons
      .filter(({ verdict }) => verdict === answer.reasons[0].verdict)
      .flatMap(({ document, slo }) => slo ?? document ?? []),
    exception: answer.exception ?? null,
    glass: answer.brokenGlass?.id ?? null,
  };
}

function broken({ id, service, until }: BreakGlass): JsonObject {
  return { glass: id, service, until };
}

/** With whatever else let the service through. */
function mended(outcome: { glass: BreakGlass; ended: string[] }): JsonObject {
  return { ...broken(outcome.glass), ended: outcome.ended.toSorted() };
}
