import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  goldLayerSloQueryPermission,
  goldLayerSloReadPermission,
  routes,
  RuleOptions,
} from '@gold-layer/backstage-plugin-common';
import express, { Router } from 'express';
import { serve } from '../../http/serve';
import { ServiceAccess, toServiceRef } from '../../services';
import type { MetricLookups } from './MetricLookups';
import { readSloRules } from './readSloRules';
import type { ServiceSlosReader } from './ServiceSlosReader';
import type { SloCharts } from './SloCharts';
import type { SloDetails } from './SloDetails';
import type { SloQuestions } from './SloQuestions';
import type { SloReader } from './SloReader';
import type { SloReplayer } from './SloReplayer';

/** What the routes work with. */
export interface SloReadRouterOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  charts: SloCharts;
  details: SloDetails;
  httpAuth: HttpAuthService;
  metrics: MetricLookups;
  ofService: ServiceSlosReader;
  questions: SloQuestions;
  reader: SloReader;
  replayer: SloReplayer;
  rules: RuleOptions;
}

/** Serves what screens read about SLOs. */
export function addSloReadRoutes(
  router: Router,
  options: SloReadRouterOptions,
): void {
  addListRoutes(router, options);
  addSloRoutes(router, options);
  addQueryRoutes(router, options);
}

function addListRoutes(router: Router, options: SloReadRouterOptions): void {
  const { access, ofService, reader } = options;
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
  serve(router, routes.getServiceSlos, options, async call => {
    const ref = toServiceRef(call.params);
    const reading = await reader.reading(call);
    const { credentials } = call;
    const { scope } = reading;
    await access.require(goldLayerSloReadPermission, ref, {
      credentials,
      scope,
    });
    return ofService.read(ref, reading);
  });
}

function addSloRoutes(router: Router, options: SloReadRouterOptions): void {
  const { charts, details, questions, reader } = options;
  serve(router, routes.getSlo, options, async call => {
    const { slo, reading } = await reader.find(call.params.id, call);
    return details.get(slo, { reading, credentials: call.credentials });
  });
  serve(router, routes.getSloSeries, options, async call => {
    const { slo } = await reader.find(call.params.id, call);
    return charts.series(slo, call.query.days);
  });
  serve(router, routes.getSloLedger, options, async call => {
    const { slo } = await reader.find(call.params.id, call);
    return charts.ledger(slo);
  });
  serve(router, routes.getSloContributors, options, async call => {
    const { slo } = await reader.find(call.params.id, call);
    return questions.contributors(slo.record.spec, call.query);
  });
  serve(router, routes.getSloQueries, options, async call => {
    const { slo } = await reader.find(call.params.id, call);
    return questions.queries(slo.record.spec);
  });
  serve(router, routes.getSloRules, options, async call => {
    const { slo } = await reader.find(call.params.id, call);
    return readSloRules(slo, options.rules);
  });
}

/** What lets people ask a source something of their own. */
function addQueryRoutes(router: Router, options: SloReadRouterOptions): void {
  const { access, metrics, replayer } = options;
  serve(router, routes.lookUpMetrics, options, async call => {
    const service = call.query.service.toLocaleLowerCase('en-US');
    await access.require(goldLayerSloQueryPermission, service, call);
    return metrics.lookUp({ ...call.query, service });
  });
  serve(router, routes.lookUpLabelValues, options, async call => {
    const service = call.query.service.toLocaleLowerCase('en-US');
    await access.require(goldLayerSloQueryPermission, service, call);
    return metrics.values({ ...call.query, service });
  });
  router.use(routes.replaySlo.path, express.json({ limit: '2mb' }));
  serve(router, routes.replaySlo, options, call =>
    replayer.replay(call.body, call),
  );
}
