import { z } from 'zod';
import { many } from '../api/fields';
import { personSchema } from '../people/person';
import { shownTierSchema } from '../services/tier';
import { budgetChangeSchema, budgetStateRuleSchema } from './policy';
import {
  burnSeveritySchema,
  objectiveSchema,
  sloOriginSchema,
  sloProblemSchema,
  sloSpecSchema,
  sloWindowSchema,
} from './spec';
import {
  alertStateSchema,
  budgetStateSchema,
  burnRatesSchema,
  ruleStateSchema,
  sloStateSchema,
} from './state';

/** What is to come if things go on as in the last hours, or if nothing bad happens any more. */
export const forecastSchema = z.object({
  /** When the budget is used up at the present burn; absent when it is not, within the window. */
  exhaustedAt: z.string().optional(),
  /** When a frozen budget thaws if nothing bad happens from now on; it knows that old errors leave the window. */
  thawsAt: z.string().optional(),
  /** The same in a sentence. */
  sentence: z.string().optional(),
});
/** What is to come. */
export type Forecast = z.infer<typeof forecastSchema>;

/** The numbers of one SLO at one moment. Those that were not measured are absent, never 0. */
export const sloNumbersSchema = z.object({
  state: sloStateSchema,
  /** The sentence that says what the state means here, and what repairs it. */
  diagnosis: z.string().optional(),
  /** Good share of the window. */
  sli: z.number().optional(),
  /** 1: untouched, 0: used up, below 0: overspent. */
  remaining: z.number().optional(),
  bad: z.number().optional(),
  total: z.number().optional(),
  /** Minutes of full outage that the budget is worth in the whole window. */
  budgetMinutes: z.number(),
  /** Events that may still fail in the window as it is (negative: overspent); absent for slices. */
  eventsLeft: z.number().optional(),
  /** Measured share of the window that has passed. */
  coverage: z.number(),
  burn: burnRatesSchema,
  /** Share of the budget used in the last seven days. */
  usedThisWeek: z.number().optional(),
  budget: budgetStateSchema,
  frozen: z.boolean(),
  forecast: forecastSchema,
  /** End of the last measured bucket. */
  asOf: z.string().optional(),
  evaluatedAt: z.string().optional(),
});
/** The numbers of one SLO at one moment. */
export type SloNumbers = z.infer<typeof sloNumbersSchema>;

/** One row of the list. */
export const sloRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  indicator: z.string(),
  service: z.string(),
  serviceTitle: z.string(),
  tier: shownTierSchema,
  owner: personSchema.optional(),
  system: z.string().optional(),
  objective: objectiveSchema,
  window: sloWindowSchema,
  method: sloSpecSchema.shape.method,
  numbers: sloNumbersSchema,
  /** Remaining share of the budget at the end of each of the last 28 days, oldest first; null where nothing was measured. */
  sparkline: z.array(z.number().nullable()),
  /** Burn alerts that fire now. */
  firing: z.array(burnSeveritySchema),
  rules: ruleStateSchema,
  origin: sloOriginSchema,
});
/** One row of the list. */
export type SloRow = z.infer<typeof sloRowSchema>;

/** Columns by which the list can be sorted. `worst`: by state, then by what is left. */
export const sloSortFields = [
  'worst',
  'service',
  'objective',
  'sli',
  'remaining',
  'burn1h',
  'burn6h',
  'coverage',
] as const;

/** Filters that every view over many SLOs understands. */
export const sloFilterSchema = z.object({
  q: z.string().max(200).optional(),
  state: many(sloStateSchema),
  budget: many(budgetStateSchema),
  frozen: z.enum(['true']).optional(),
  firing: z.enum(['true']).optional(),
  rules: many(ruleStateSchema),
  tier: many(shownTierSchema),
  /** Group or user refs; a group stands for itself and all groups below it. */
  owner: many(z.string().max(300)),
  system: many(z.string().max(300)),
  domain: many(z.string().max(300)),
  service: many(z.string().max(300)),
});
/** Filters that every view over many SLOs understands. */
export type SloFilter = z.infer<typeof sloFilterSchema>;

/** The list's query. */
export const slosQuerySchema = sloFilterSchema.extend({
  sort: z.enum(sloSortFields).default('worst'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});
/** The list's query. */
export type SlosQuery = z.infer<typeof slosQuerySchema>;

/** How many SLOs stand where, for the counters above the list. */
export const sloCountersSchema = z.object({
  total: z.number().int(),
  /** Each state with its count, worst first, zeros too. */
  states: z.array(z.object({ state: sloStateSchema, count: z.number().int() })),
  frozen: z.number().int(),
  firing: z.number().int(),
  /** Rules that are missing, older or different. */
  rulesAdrift: z.number().int(),
  /** Services of tier critical or important without any SLO. */
  servicesWithout: z.number().int(),
  /** Documents with errors, or that cannot be read: not all that they promise is among the SLOs. */
  brokenDocuments: z.number().int(),
  /** When the evaluation last ran to its end. */
  evaluatedAt: z.string().optional(),
});
/** How many SLOs stand where. */
export type SloCounters = z.infer<typeof sloCountersSchema>;

/** By what SLOs can be taken together. */
export const sloRollupBySchema = z.enum(['owner', 'system', 'domain', 'tier']);

/** SLOs of one team, system, domain or tier. */
export const sloRollupSchema = z.object({
  key: z.string().optional(),
  title: z.string(),
  services: z.number().int(),
  slos: z.number().int(),
  states: z.array(z.object({ state: sloStateSchema, count: z.number().int() })),
  frozen: z.number().int(),
  /** The SLO with the least left, if any is measured. */
  worst: z
    .object({ id: z.string(), title: z.string(), remaining: z.number() })
    .optional(),
});
/** SLOs of one team, system, domain or tier. */
export type SloRollup = z.infer<typeof sloRollupSchema>;

/** A number with how it was worked out: the formula in words and with its figures. */
export const workedOutSchema = z.object({
  /** Such as `remaining = 1 − bad ÷ total ÷ (1 − objective)`. */
  formula: z.string(),
  /** Such as `1 − 412 ÷ 1,200,000 ÷ 0.001 = 65.67%`. */
  figures: z.string(),
});
/** A number with how it was worked out. */
export type WorkedOut = z.infer<typeof workedOutSchema>;

/** A burn alert of an SLO as it stands. */
export const sloAlertSchema = z.object({
  severity: burnSeveritySchema,
  longMinutes: z.number().int(),
  shortMinutes: z.number().int(),
  /** Burn above which both windows must be. */
  factor: z.number(),
  long: z.number().optional(),
  short: z.number().optional(),
  /** By Gold Layer's own numbers. */
  state: alertStateSchema,
  /** What the source's own rules say; absent where it has none loaded. */
  atSource: alertStateSchema.optional(),
  /** Why it can never fire, where that is so. */
  unreachable: z.string().optional(),
});
/** A burn alert of an SLO as it stands. */
export type SloAlert = z.infer<typeof sloAlertSchema>;

/** When people last looked at an objective, and when they mean to again. */
export const sloReviewCardSchema = z.object({
  owner: personSchema.optional(),
  every: z.string().optional(),
  lastOn: z.string().optional(),
  lastBy: personSchema.optional(),
  lastNote: z.string().optional(),
  nextOn: z.string().optional(),
  overdue: z.boolean(),
  stakeholders: z.array(personSchema),
});
/** When people last looked at an objective. */
export type SloReviewCard = z.infer<typeof sloReviewCardSchema>;

/** One SLO with everything a page about it starts with. */
export const sloDetailSchema = sloRowSchema.extend({
  spec: sloSpecSchema,
  serviceExists: z.boolean(),
  problems: z.array(sloProblemSchema),
  /** How the tiles' numbers were worked out, by the number's name in `numbers`; burn by `burn.1h` and so on. */
  workedOut: z.record(z.string(), workedOutSchema),
  alerts: z.array(sloAlertSchema),
  policy: z.object({
    name: z.string(),
    title: z.string(),
    version: z.string(),
    /** The rule of the present state. */
    now: budgetStateRuleSchema,
    thawAbove: z.number(),
    /** Why another policy than the document's is used. */
    problem: z.string().optional(),
  }),
  changes: z.array(budgetChangeSchema),
  review: sloReviewCardSchema,
  /** The document as written, and where it stands. */
  document: z.object({
    origin: sloOriginSchema,
    location: z.string(),
    url: z.string().optional(),
    text: z.string(),
    /** Of a document kept in the portal: raised by every change. */
    version: z.number().int().optional(),
  }),
  /** Others of the same id that this one wins over. */
  shadowed: z.array(
    z.object({ origin: sloOriginSchema, location: z.string() }),
  ),
  /** Rules of thumb that it breaks: looser than the contract, stricter than a hard dependency. */
  remarks: z.array(z.string()),
  may: z.object({
    edit: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
    query: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  }),
});
/** One SLO with everything a page about it starts with. */
export type SloDetail = z.infer<typeof sloDetailSchema>;

/** Several SLOs of one service as one number. */
export const compositeSchema = z.object({
  /** `worst`: the least that is left; `weighted`: weighted by the documents' weights. */
  method: z.enum(['worst', 'weighted']),
  /** In words, such as `The worst of 3: Latency of checkout`. */
  title: z.string(),
  state: sloStateSchema,
  remaining: z.number().optional(),
  /** SLOs that could not be counted, as nothing trustworthy is measured. */
  left: z.array(z.string()),
});
/** Several SLOs of one service as one number. */
export type Composite = z.infer<typeof compositeSchema>;

/** What a dependency promises, and what that allows. */
export const dependencyObjectiveSchema = z.object({
  service: z.string(),
  title: z.string(),
  /** Whether it is in the catalog. */
  exists: z.boolean(),
  /** It is in the catalog, but not the caller's to see: what it promises is not told. */
  hidden: z.boolean().optional(),
  /** Its strictest availability objective; absent where it has none, or that is not told. */
  objective: objectiveSchema.optional(),
  slo: z.string().optional(),
  remaining: z.number().optional(),
});

/** SLOs of one service. */
export const serviceSlosSchema = z.object({
  items: z.array(sloRowSchema),
  worst: compositeSchema.optional(),
  weighted: compositeSchema.optional(),
  dependencies: z.array(dependencyObjectiveSchema),
  /** Product of what hard dependencies promise: no objective above it can be kept by design. */
  ceiling: objectiveSchema.optional(),
  /** Objectives of the service that are stricter than the ceiling, in sentences. */
  warnings: z.array(z.string()),
  /** Documents of the service that could not be used, with why. */
  problems: z.array(
    z.object({
      location: z.string(),
      problems: z.array(sloProblemSchema),
    }),
  ),
});
/** SLOs of one service. */
export type ServiceSlos = z.infer<typeof serviceSlosSchema>;
