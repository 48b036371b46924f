import { z } from 'zod';
import {
  serviceFacetsSchema,
  serviceFilterSchema,
  serviceRowSchema,
  servicesQuerySchema,
} from '../directory/listing';
import { factDefinitionSchema, serviceFactsSchema } from '../facts/fact';
import { pushRequestSchema, pushResponseSchema } from '../facts/push';
import { overviewSchema } from '../overview/overview';
import {
  breakdownBySchema,
  breakdownRowSchema,
  evaluationFailureSchema,
  breakdownLimit,
  scorecardChangeSchema,
  scorecardDetailSchema,
  scorecardSummarySchema,
  serviceScorecardSchema,
  trendPointSchema,
} from '../scorecards/result';
import { serviceDetailSchema } from '../services/detail';
import { freshnessFields } from '../services/freshness';
import { statusSchema } from '../status/status';
import { assessmentRoutes } from './assessmentRoutes';
import { reviewRoutes } from './reviewRoutes';
import { pageOf, route } from './route';
import { searchRoutes } from './searchRoutes';
import { gateRoutes, sloRoutes } from './sloRoutes';
import { inboxRoutes, waiverRoutes } from './waiverRoutes';

const serviceParams = z.object({
  kind: z.string().max(63),
  namespace: z.string().max(63),
  name: z.string().max(63),
});
const scorecardParams = z.object({ name: z.string().max(63) });
const onService = '/services/:kind/:namespace/:name';
const read = 'gold-layer.service.read';

/** Every operation of the HTTP API. */
export const routes = {
  listServices: route({
    method: 'get',
    path: '/services',
    summary: 'Services the caller may see, filtered, sorted and paged.',
    permission: read,
    query: servicesQuerySchema,
    response: pageOf(serviceRowSchema).extend(freshnessFields),
  }),
  exportServices: route({
    method: 'get',
    path: '/services.csv',
    summary: 'All matching services as CSV (RFC 4180, UTF-8).',
    permission: read,
    query: servicesQuerySchema.omit({ limit: true, cursor: true }),
    response: z.string(),
    mediaType: 'text/csv',
  }),
  listServiceFacets: route({
    method: 'get',
    path: '/service-facets',
    summary: 'The choices of every filter, with counts.',
    permission: read,
    response: serviceFacetsSchema,
  }),
  getService: route({
    method: 'get',
    path: onService,
    summary: 'One service: its record, ownership, gaps and dependencies.',
    permission: read,
    params: serviceParams,
    response: serviceDetailSchema,
  }),
  getServiceFacts: route({
    method: 'get',
    path: `${onService}/facts`,
    summary: 'Every fact known about a service, and those still missing.',
    permission: read,
    params: serviceParams,
    response: serviceFactsSchema,
  }),
  getServiceScorecards: route({
    method: 'get',
    path: `${onService}/scorecards`,
    summary: 'Every scorecard that applies to a service, with each check.',
    permission: read,
    params: serviceParams,
    response: z.object({
      items: z.array(serviceScorecardSchema),
      /** Why the last evaluation of the service erred; what is shown is then from the one before. */
      failure: evaluationFailureSchema.optional(),
      /** ISO time of the end of the last evaluation of all services; absent before it and while one goes on. */
      lastFullAt: z.string().optional(),
    }),
  }),
  getServiceHistory: route({
    method: 'get',
    path: `${onService}/history`,
    summary: 'Changes of levels and checks of a service, newest first.',
    permission: read,
    params: serviceParams,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(500).optional(),
    }),
    response: pageOf(scorecardChangeSchema),
  }),
  refreshService: route({
    method: 'post',
    path: `${onService}/refresh`,
    summary: 'Collects the facts of a service again and scores it.',
    permission: 'gold-layer.service.refresh',
    params: serviceParams,
    response: z.object({
      /** Sources asked, with the error of each that failed. */
      sources: z.array(
        z.object({ name: z.string(), error: z.string().optional() }),
      ),
    }),
  }),
  pushFacts: route({
    method: 'post',
    path: '/facts',
    summary: 'Stores up to 1,000 facts; bad items are refused one by one.',
    permission: 'gold-layer.fact.push',
    body: pushRequestSchema,
    response: pushResponseSchema,
  }),
  listFactDefinitions: route({
    method: 'get',
    path: '/fact-definitions',
    summary: 'Every fact that is defined, and its source.',
    permission: read,
    response: z.object({
      items: z.array(factDefinitionSchema.extend({ source: z.string() })),
    }),
  }),
  listScorecards: route({
    method: 'get',
    path: '/scorecards',
    summary: 'Every scorecard with its distribution over levels.',
    permission: read,
    response: z.object({
      items: z.array(scorecardSummarySchema),
      ...freshnessFields,
    }),
  }),
  getScorecard: route({
    method: 'get',
    path: '/scorecards/:name',
    summary: 'One scorecard: levels, checks with their pass rates, definition.',
    permission: read,
    params: scorecardParams,
    query: serviceFilterSchema.pick({
      tier: true,
      owner: true,
      system: true,
      domain: true,
    }),
    response: scorecardDetailSchema.extend(freshnessFields),
  }),
  getScorecardBreakdown: route({
    method: 'get',
    path: '/scorecards/:name/breakdown',
    summary: 'A scorecard by team, system, domain or tier.',
    permission: read,
    params: scorecardParams,
    query: serviceFilterSchema
      .pick({ tier: true, owner: true, system: true, domain: true })
      .extend({
        by: breakdownBySchema.default('owner'),
        /** How many groups are answered, those first that need help most. */
        limit: z.coerce
          .number()
          .int()
          .min(1)
          .max(breakdownLimit)
          .default(breakdownLimit),
      }),
    response: z.object({
      items: z.array(breakdownRowSchema),
      /** How many groups there are in all. */
      totalItems: z.number().int().optional(),
    }),
  }),
  getScorecardTrend: route({
    method: 'get',
    path: '/scorecards/:name/trend',
    summary: 'Services per level, day by day.',
    permission: read,
    params: scorecardParams,
    query: serviceFilterSchema
      .pick({ tier: true, owner: true, system: true, domain: true })
      .extend({ days: z.coerce.number().int().min(1).max(400).default(90) }),
    response: z.object({ items: z.array(trendPointSchema) }),
  }),
  getDefinitionSchema: route({
    method: 'get',
    path: '/definition-schemas/:kind',
    summary: 'The JSON Schema of a kind of definition, such as Scorecard.json.',
    permission: read,
    params: z.object({ kind: z.string().max(80) }),
    response: z.object({}).loose(),
  }),
  getOverview: route({
    method: 'get',
    path: '/overview',
    summary: 'The panels of the overview, for the services the caller may see.',
    permission: read,
    query: z.object({ scorecard: z.string().max(63).optional() }),
    response: overviewSchema,
  }),
  getStatus: route({
    method: 'get',
    path: '/status',
    summary: 'The health of Gold Layer: sources, definitions, evaluation.',
    permission: read,
    response: statusSchema,
  }),
  ...reviewRoutes,
  ...assessmentRoutes,
  ...waiverRoutes,
  ...inboxRoutes,
  ...searchRoutes,
  ...sloRoutes,
  ...gateRoutes,
} as const;

/** Names of all operations. */
export type RouteName = keyof typeof routes;
