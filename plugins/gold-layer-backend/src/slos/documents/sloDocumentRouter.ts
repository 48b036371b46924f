import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { routes, RuleOptions } from '@gold-layer/backstage-plugin-common';
import express, { Request, Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { audited, AuditedAction } from '../../http/audited';
import { serve } from '../../http/serve';
import type { ServiceAccess } from '../../services';
import type { SloListStore } from '../reading/SloListStore';
import { importDocument } from './steps/importDocument';
import { readingOf } from './steps/readingOf';
import { rulesFile } from './steps/rulesFile';
import type { SloDocumentDesk } from './steps/SloDocumentDesk';
import type { SloReviews } from './steps/SloReviews';
import type { TargetGuideReader } from './steps/TargetGuideReader';

/** What the routes work with. */
export interface SloDocumentRouterOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  desk: SloDocumentDesk;
  httpAuth: HttpAuthService;
  list: SloListStore;
  now: () => Date;
  reviews: SloReviews;
  rules: RuleOptions;
  targets: TargetGuideReader;
}

/** Serves documents of SLOs and what follows from them. */
export function addSloDocumentRoutes(
  router: Router,
  options: SloDocumentRouterOptions,
): void {
  const { desk, list, rules, targets } = options;
  router.use('/slo-documents', express.json({ limit: '2mb' }));
  serve(router, routes.checkSloDocument, options, call =>
    desk.check(call.body, call),
  );
  serve(router, routes.importSloDocument, options, async call => {
    await readingOf(call, options);
    return importDocument(call.body);
  });
  serve(router, routes.getSloDocument, options, call =>
    desk.get(call.query.service, call),
  );
  serve(router, routes.getTargetGuide, options, call =>
    targets.read(call.query.service, call),
  );
  serve(router, routes.exportSloRules, options, async call => {
    const found = await list.all(call.query, await readingOf(call, options));
    const slos = found.flatMap(({ record }) =>
      record.invalid ? [] : record.spec,
    );
    const refused = new Map(
      found.flatMap(({ record, status }) =>
        status?.failure?.unreadable
          ? [[record.spec.id, status.failure.error]]
          : [],
      ),
    );
    await send(call.response, rulesFile(slos, { ...rules, refused }));
    return undefined;
  });
  addWriteRoutes(router, options);
}

function addWriteRoutes(
  router: Router,
  options: SloDocumentRouterOptions,
): void {
  const { auditor, desk, reviews } = options;
  serve(router, routes.keepSloDocument, options, call => {
    const { service, version } = call.body;
    const event = audit('slo-document-keep', { service, version }, call);
    const keep = () => desk.keep(call.body, call);
    return audited(auditor, event, keep, kept => ({
      version: kept.version,
      slos: kept.slos.map(({ id }) => id),
    }));
  });
  serve(router, routes.removeSloDocument, options, call => {
    const { service, version } = call.query;
    const event = audit('slo-document-remove', { service, version }, call);
    return audited(auditor, event, () => desk.remove(call.query, call));
  });
  router.use(routes.reviewSlo.path, express.json());
  serve(router, routes.reviewSlo, options, call => {
    const { id } = call.params;
    const event = audit('slo-review', { slo: id }, call);
    return audited(auditor, event, () => reviews.review(id, call.body, call));
  });
}

async function send(
  response: Response,
  text: AsyncIterable<string>,
): Promise<void> {
  response.attachment('gold-layer-rules.yaml');
  response.type('application/yaml; charset=utf-8');
  await pipeline(Readable.from(text), response);
}

function audit(
  eventId: string,
  meta: JsonObject,
  { request }: { request: Request },
): AuditedAction {
  return { eventId, severityLevel: 'medium', request, meta };
}
