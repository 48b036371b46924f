import { z } from 'zod';
import {
  checkSloDocumentSchema,
  checkedSloDocumentSchema,
  importSloDocumentSchema,
  importedSloDocumentSchema,
  keepSloDocumentSchema,
  labelValuesSchema,
  metricLookupSchema,
  replaySchema,
  sloRulesSchema,
  targetGuideSchema,
} from '../slos/documents';
import {
  breakGlassSchema,
  gateAnswerRowSchema,
  gateAnswerSchema,
  gateQuestionSchema,
  pastGateAnswerSchema,
  newBreakGlassSchema,
} from '../slos/gate';
import { budgetPolicyChoiceSchema, gateVerdictSchema } from '../slos/policy';
import {
  contributorsSchema,
  exclusionSchema,
  newExclusionSchema,
  pushResultsSchema,
  sloLedgerSchema,
  sloQueriesSchema,
  sloSeriesSchema,
} from '../slos/series';
import {
  serviceSlosSchema,
  sloCountersSchema,
  sloDetailSchema,
  sloFilterSchema,
  sloReviewCardSchema,
  sloRollupBySchema,
  sloRollupSchema,
  sloRowSchema,
  slosQuerySchema,
} from '../slos/slo';
import { many, writtenText } from './fields';
import { pageOf, route } from './route';

const one = z.object({ id: z.string().max(200) });
const read = 'gold-layer.slo.read';
const edit = 'gold-layer.slo.edit';
const push = 'gold-layer.slo.push';
const query = 'gold-layer.slo.query';
const serviceParams = z.object({
  kind: z.string().max(63),
  namespace: z.string().max(63),
  name: z.string().max(63),
});

/** SLOs, their numbers, rules and documents. */
export const sloRoutes = {
  listSlos: route({
    method: 'get',
    path: '/slos',
    summary: 'SLOs of services the caller may see, worst first.',
    permission: read,
    query: slosQuerySchema,
    response: pageOf(sloRowSchema),
  }),
  getSloCounters: route({
    method: 'get',
    path: '/slo-counters',
    summary: 'How many SLOs stand where; filters by state are left out.',
    permission: read,
    query: sloFilterSchema.omit({ state: true }),
    response: sloCountersSchema,
  }),
  listSloRollups: route({
    method: 'get',
    path: '/slo-rollups',
    summary: 'SLOs by team, system, domain or tier, worst first.',
    permission: read,
    query: sloFilterSchema.extend({ by: sloRollupBySchema.default('owner') }),
    response: z.object({ items: z.array(sloRollupSchema) }),
  }),
  getSlo: route({
    method: 'get',
    path: '/slos/:id',
    summary: 'One SLO: numbers and how they came about, alerts, policy.',
    permission: read,
    params: one,
    response: sloDetailSchema,
  }),
  getSloSeries: route({
    method: 'get',
    path: '/slos/:id/series',
    summary: 'Burn-down and SLI through time, with marks and forecast.',
    permission: read,
    params: one,
    query: z.object({
      days: z.coerce.number().int().min(1).max(400).optional(),
    }),
    response: sloSeriesSchema,
  }),
  getSloLedger: route({
    method: 'get',
    path: '/slos/:id/ledger',
    summary: 'What ate the budget of the present window.',
    permission: read,
    params: one,
    response: sloLedgerSchema,
  }),
  getSloContributors: route({
    method: 'get',
    path: '/slos/:id/contributors',
    summary: 'Bad events by one of the labels that the document names.',
    permission: read,
    params: one,
    query: z.object({
      label: z.string().max(100).optional(),
      minutes: z.coerce.number().int().min(5).max(40_320).default(1440),
    }),
    response: contributorsSchema,
  }),
  getSloQueries: route({
    method: 'get',
    path: '/slos/:id/queries',
    summary: "The SLO's queries with what the source last answered.",
    permission: read,
    params: one,
    response: sloQueriesSchema,
  }),
  getSloRules: route({
    method: 'get',
    path: '/slos/:id/rules',
    summary: 'Rules that follow from one SLO, beside what is loaded.',
    permission: read,
    params: one,
    response: sloRulesSchema,
  }),
  exportSloRules: route({
    method: 'get',
    path: '/slo-rules.yaml',
    summary: 'Rules of all matching SLOs as one file for Prometheus.',
    permission: read,
    query: sloFilterSchema,
    response: z.string(),
    mediaType: 'application/yaml',
  }),
  reviewSlo: route({
    method: 'post',
    path: '/slos/:id/reviews',
    summary: 'Records that people looked at the objective again.',
    permission: edit,
    params: one,
    body: z.strictObject({ note: writtenText(2000) }),
    response: sloReviewCardSchema,
  }),
  getServiceSlos: route({
    method: 'get',
    path: '/services/:kind/:namespace/:name/slos',
    summary: 'SLOs of one service, taken together, and what others allow.',
    permission: read,
    params: serviceParams,
    response: serviceSlosSchema,
  }),
  pushSloIntervals: route({
    method: 'post',
    path: '/slo-data',
    summary: 'Stores good and total of up to 1,000 intervals.',
    permission: push,
    body: z.strictObject({
      items: z.array(z.unknown()).min(1).max(1000),
    }),
    response: pushResultsSchema,
  }),
  pushSloMarks: route({
    method: 'post',
    path: '/slo-marks',
    summary: 'Stores up to 1,000 deploys and incidents of services.',
    permission: push,
    body: z.strictObject({
      items: z.array(z.unknown()).min(1).max(1000),
    }),
    response: pushResultsSchema,
  }),
  listSloExclusions: route({
    method: 'get',
    path: '/slo-exclusions',
    summary: 'Planned time that does not count as it was, newest first.',
    permission: read,
    query: z.object({
      service: z.string().max(300).optional(),
      slo: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().optional(),
    }),
    response: pageOf(exclusionSchema),
  }),
  addSloExclusion: route({
    method: 'post',
    path: '/slo-exclusions',
    summary: 'Declares planned time, once or recurring.',
    permission: edit,
    body: newExclusionSchema,
    response: exclusionSchema,
  }),
  endSloExclusion: route({
    method: 'delete',
    path: '/slo-exclusions/:id',
    summary: 'Takes planned time back; numbers are worked out anew.',
    permission: edit,
    params: one,
    response: z.object({ id: z.string() }),
  }),
  checkSloDocument: route({
    method: 'post',
    path: '/slo-documents/check',
    summary: 'Says what is wrong with a file and what follows from it.',
    permission: read,
    body: checkSloDocumentSchema,
    response: checkedSloDocumentSchema,
  }),
  importSloDocument: route({
    method: 'post',
    path: '/slo-documents/import',
    summary: 'Turns a file of Sloth or Pyrra into OpenSLO.',
    permission: read,
    body: importSloDocumentSchema,
    response: importedSloDocumentSchema,
  }),
  keepSloDocument: route({
    method: 'put',
    path: '/slo-documents',
    summary: 'Keeps the OpenSLO document of one service in the portal.',
    permission: edit,
    body: keepSloDocumentSchema,
    response: checkedSloDocumentSchema.extend({ version: z.number().int() }),
  }),
  getSloDocument: route({
    method: 'get',
    path: '/slo-documents',
    summary:
      'The OpenSLO document of a service that the portal keeps; version 0 and no text where it keeps none.',
    permission: read,
    query: z.object({ service: z.string().max(300) }),
    response: z.object({ text: z.string(), version: z.number().int() }),
  }),
  removeSloDocument: route({
    method: 'delete',
    path: '/slo-documents',
    summary: 'Removes the document of a service that the portal keeps.',
    permission: edit,
    query: z.object({
      service: z.string().max(300),
      version: z.coerce.number().int(),
    }),
    response: z.object({ service: z.string() }),
  }),
  lookUpMetrics: route({
    method: 'get',
    path: '/slo-metrics',
    summary: 'Metrics that exist at a source, for the wizard.',
    permission: query,
    query: z.object({
      service: z.string().max(300),
      source: z.string().max(100).optional(),
      q: z.string().max(200).optional(),
    }),
    response: metricLookupSchema,
  }),
  lookUpLabelValues: route({
    method: 'get',
    path: '/slo-label-values',
    summary: 'Values that a label of a metric has, for the wizard.',
    permission: query,
    query: z.object({
      service: z.string().max(300),
      source: z.string().max(100).optional(),
      metric: z
        .string()
        .max(200)
        .regex(/^[a-zA-Z_:][\w:]*$/, 'expected the name of a metric'),
      label: z
        .string()
        .max(200)
        .regex(/^[a-zA-Z_]\w*$/, 'expected the name of a label'),
    }),
    response: labelValuesSchema,
  }),
  replaySlo: route({
    method: 'post',
    path: '/slo-replays',
    summary: 'What the last 30 days would have been under a proposed SLO.',
    permission: query,
    body: checkSloDocumentSchema.extend({
      /** Which of the SLOs of the text. */
      index: z.number().int().min(0).default(0),
    }),
    response: replaySchema,
  }),
  getTargetGuide: route({
    method: 'get',
    path: '/slo-targets',
    summary:
      'Contract, dependencies and data sources of a service, to write an SLO by.',
    permission: read,
    query: z.object({ service: z.string().max(300) }),
    response: targetGuideSchema,
  }),
} as const;

/** The deploy gate. */
export const gateRoutes = {
  askDeployGate: route({
    method: 'post',
    path: '/deploy-gate',
    summary: 'May this change go out now? Answered by the budget policy.',
    permission: 'gold-layer.gate.ask',
    body: gateQuestionSchema,
    response: gateAnswerSchema,
  }),
  listGateAnswers: route({
    method: 'get',
    path: '/deploy-gate-answers',
    summary: 'What the gate has answered, newest first.',
    permission: read,
    query: z.object({
      service: many(z.string().max(300)),
      verdict: many(gateVerdictSchema),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(500).optional(),
    }),
    response: pageOf(gateAnswerRowSchema),
  }),
  getGateAnswer: route({
    method: 'get',
    path: '/deploy-gate-answers/:id',
    summary: 'One answer of the gate, with the reasons that held then.',
    permission: read,
    params: one,
    response: pastGateAnswerSchema,
  }),
  listBudgetPolicies: route({
    method: 'get',
    path: '/budget-policies',
    summary: 'Budget policies that an SLO may name.',
    permission: read,
    response: z.object({ items: z.array(budgetPolicyChoiceSchema) }),
  }),
  breakGlass: route({
    method: 'post',
    path: '/break-glass',
    summary: 'A named person lets a service through for some hours.',
    permission: 'gold-layer.gate.break-glass',
    body: newBreakGlassSchema,
    response: breakGlassSchema,
  }),
  listBrokenGlass: route({
    method: 'get',
    path: '/break-glass',
    summary: 'Who let which service through, newest first.',
    permission: read,
    query: z.object({ service: z.string().max(300).optional() }),
    response: z.object({ items: z.array(breakGlassSchema) }),
  }),
  mendGlass: route({
    method: 'delete',
    path: '/break-glass/:id',
    summary: 'Ends a broken glass before its time.',
    permission: 'gold-layer.gate.break-glass',
    params: one,
    response: breakGlassSchema,
  }),
} as const;
