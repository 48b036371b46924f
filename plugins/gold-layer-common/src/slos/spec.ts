import { z } from 'zod';
import { durationSchema } from '../facts/fact';

/** How a share of bad events becomes a number: by events, by good and bad slices, or by the mean of the slices' ratios. */
export const budgetingMethods = [
  'Occurrences',
  'Timeslices',
  'RatioTimeslices',
] as const;
/** See {@link budgetingMethods}. */
export const budgetingMethodSchema = z.enum(budgetingMethods);
/** See {@link budgetingMethods}. */
export type BudgetingMethod = z.infer<typeof budgetingMethodSchema>;

/** A fraction below 1 as a decimal string, such as `0.999`: never a binary number, so that nothing is rounded. */
export const objectiveSchema = z
  .string()
  .regex(
    /^0(\.\d{1,10})?$/,
    'expected a fraction from 0 to below 1, such as 0.999',
  );

/** The time an objective speaks of. */
export const sloWindowSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rolling'),
    days: z.number().int().min(1).max(400),
  }),
  z.object({
    kind: z.literal('calendar'),
    unit: z.enum(['week', 'month', 'quarter', 'year']),
    /** Local time at which some period begins, such as `2026-01-05T00:00:00`. */
    startTime: z.string(),
    /** IANA zone. */
    timeZone: z.string(),
  }),
]);
/** The time an objective speaks of. */
export type SloWindow = z.infer<typeof sloWindowSchema>;

/** One query of one data source. */
export const metricQuerySchema = z.object({
  /** Name of the data source; the only one of its type where none is named. */
  source: z.string().optional(),
  /** Type of the data source, such as `prometheus`. */
  type: z.string(),
  query: z.string().max(10_000),
});
/** One query of one data source. */
export type MetricQuery = z.infer<typeof metricQuerySchema>;

/** Comparisons of a threshold. */
export const thresholdOps = ['lt', 'lte', 'gt', 'gte'] as const;

/**
 * What is measured. Every kind comes down to bad and total:
 * - `ratio`: events of two counters (`counter`) or gauges; exactly one of good and bad
 * - `raw`: a query that answers the ratio of success or failure by itself
 * - `threshold`: a value that is good while the comparison holds; counted in slices
 * - `pushed`: good and total come over the API
 */
export const sliSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ratio'),
    counter: z.boolean(),
    good: metricQuerySchema.optional(),
    bad: metricQuerySchema.optional(),
    total: metricQuerySchema,
  }),
  z.object({
    kind: z.literal('raw'),
    raw: metricQuerySchema,
    rawType: z.enum(['success', 'failure']),
  }),
  z.object({
    kind: z.literal('threshold'),
    metric: metricQuerySchema,
    op: z.enum(thresholdOps),
    value: z.number(),
  }),
  z.object({
    kind: z.literal('pushed'),
    /** How far apart intervals may lie and still count as covered, at most 31 days; 5 minutes if absent. */
    every: durationSchema.optional(),
  }),
]);
/** What is measured. */
export type Sli = z.infer<typeof sliSchema>;

/** Days that intervals of an SLO whose numbers are pushed may lie apart; one may last as long. */
export const longestEveryDays = 31;

/** How urgent a burn alert is. */
export const burnSeverities = ['page', 'ticket'] as const;
/** How urgent a burn alert is. */
export const burnSeveritySchema = z.enum(burnSeverities);
/** How urgent a burn alert is. */
export type BurnSeverity = z.infer<typeof burnSeveritySchema>;

/** One multi-window burn alert: it fires while both windows burn faster than the factor. */
export const burnAlertSchema = z.object({
  severity: burnSeveritySchema,
  longMinutes: z.number().int().positive(),
  shortMinutes: z.number().int().positive(),
  factor: z.number().positive(),
});
/** One multi-window burn alert. */
export type BurnAlert = z.infer<typeof burnAlertSchema>;

/**
 * One objective on one indicator of one service, whatever document it was
 * written in: what evaluation, rules and screens work with.
 */
export const sloSpecSchema = z.object({
  /**
   * `<namespace>.<service>.<name>`, in lower case: the address of its page and
   * the label of its rules. A document with several objectives gives one SLO
   * each, numbered from the second on (`-2`).
   */
  id: z.string().max(200),
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** Entity ref of the service. */
  service: z.string(),
  /** Title of the indicator, such as `Availability`. */
  indicator: z.string(),
  sli: sliSchema,
  method: budgetingMethodSchema,
  objective: objectiveSchema,
  /** Share of good events that makes a slice good; Timeslices only. */
  timeSliceTarget: z.number().gt(0).lte(1).optional(),
  /** Length of a slice; Timeslices and RatioTimeslices only. */
  timeSliceMinutes: z.number().int().positive().optional(),
  window: sloWindowSchema,
  alerts: z.array(burnAlertSchema),
  /** Name of the BudgetPolicy; `default` if absent. */
  policy: z.string().optional(),
  /** Alerts stay silent below so many events in the long window. */
  minimumEvents: z.number().nonnegative().optional(),
  /** Share of expected samples below which the number is `partial`; 0.8 if absent. */
  minimumCoverage: z.number().min(0).max(1).optional(),
  /** Labels by which contributors can be told apart, most telling first. */
  contributors: z.array(z.string()).optional(),
  runbook: z.string().optional(),
  /** Address of the portal that links in alerts lead to, where the document names one. */
  portalUrl: z.string().optional(),
  /** How often people mean to look at the objective again, such as `P90D`. */
  reviewEvery: durationSchema.optional(),
  /** Day of the last review as the document says it. */
  reviewedOn: z.iso.date().optional(),
  stakeholders: z.array(z.string()).optional(),
  /** Weight within the composite of its service; 1 if absent. */
  weight: z.number().positive().optional(),
  labels: z.record(z.string(), z.string()).optional(),
});
/** One objective on one indicator of one service. */
export type SloSpec = z.infer<typeof sloSpecSchema>;

/** Something wrong, or doubtful, in a document. */
export const sloProblemSchema = z.object({
  /** `error`: nothing can be computed; `warning`: something will surprise. */
  severity: z.enum(['error', 'warning']),
  /** Dotted path from the document's root, such as `spec.objectives.0.target`; with the document's number in front (`2:`) where a file has several. */
  path: z.string(),
  /** The value found, as short JSON. */
  found: z.string(),
  /** What would be right, in words, with the repair. */
  allowed: z.string(),
  /** Line in the file, from 1, where it is known. */
  line: z.number().int().optional(),
});
/** Something wrong, or doubtful, in a document. */
export type SloProblem = z.infer<typeof sloProblemSchema>;

/** Where a document stands. Earlier ones win over later ones where two have the same id. */
export const sloOrigins = [
  'repository',
  'record',
  'definitions',
  'portal',
] as const;
/** Where a document stands. */
export const sloOriginSchema = z.enum(sloOrigins);
/** Where a document stands. */
export type SloOrigin = z.infer<typeof sloOriginSchema>;
