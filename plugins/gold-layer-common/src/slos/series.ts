import { z } from 'zod';
import { objectiveSchema } from './spec';
import { writtenText } from '../api/fields';

/** Things that happened and may explain a budget. */
export const markKinds = ['deploy', 'incident', 'exclusion'] as const;
/** Things that happened and may explain a budget. */
export const markKindSchema = z.enum(markKinds);

/** Something that happened to a service. */
export const sloMarkSchema = z.object({
  id: z.string(),
  kind: markKindSchema,
  service: z.string(),
  from: z.string(),
  /** Absent for a moment, or while it lasts. */
  to: z.string().optional(),
  title: z.string(),
  url: z.string().optional(),
  /** Of planned time: it was declared when it was over. */
  afterwards: z.boolean().optional(),
});
/** Something that happened to a service. */
export type SloMark = z.infer<typeof sloMarkSchema>;

/** A mark as pushed: the same key again replaces what was told. */
export const pushMarkSchema = z.strictObject({
  service: z.string().max(300),
  kind: z.enum(['deploy', 'incident']),
  key: writtenText(200),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }).optional(),
  title: writtenText(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

/** Good and total of an interval, of an SLO whose numbers are pushed. The same interval again replaces what was told. */
export const pushIntervalSchema = z.strictObject({
  slo: z.string().max(200),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  good: z.number().nonnegative(),
  total: z.number().nonnegative(),
});
/** Good and total of an interval. */
export type PushInterval = z.infer<typeof pushIntervalSchema>;

/** Per-item results of a push: good ones are kept whatever the others are. */
export const pushResultsSchema = z.object({
  accepted: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  items: z.array(
    z.object({
      index: z.number().int(),
      outcome: z.enum(['accepted', 'unchanged', 'refused']),
      reason: z.string().optional(),
    }),
  ),
});
/** Per-item results of a push. */
export type PushResults = z.infer<typeof pushResultsSchema>;

/** One point of the charts: the window that ends there. */
export const seriesPointSchema = z.object({
  at: z.string(),
  /** Events of the step before `at`. */
  bad: z.number().optional(),
  total: z.number().optional(),
  /** Good share of the step. */
  sli: z.number().optional(),
  /** Remaining share of the budget of the window that ends here. */
  remaining: z.number().optional(),
  coverage: z.number(),
});
/** One point of the charts. */
export type SeriesPoint = z.infer<typeof seriesPointSchema>;

/** What the charts of one SLO show. */
export const sloSeriesSchema = z.object({
  stepMinutes: z.number().int(),
  points: z.array(seriesPointSchema),
  /** What would be left if the budget were spent evenly; calendar windows begin anew, rolling ones are a flat line at what even spending leaves. */
  ideal: z.array(z.object({ at: z.string(), remaining: z.number() })),
  /** What will be left if nothing bad happens from now on. */
  forecast: z.array(z.object({ at: z.string(), remaining: z.number() })),
  /** What will be left if it goes on burning as in the last hours; absent where nothing burns, or nobody knows how fast. */
  atBurn: z
    .array(z.object({ at: z.string(), remaining: z.number() }))
    .optional(),
  /** The objective through time, oldest first. */
  objectives: z.array(
    z.object({ since: z.string(), objective: objectiveSchema }),
  ),
  marks: z.array(sloMarkSchema),
});
/** What the charts of one SLO show. */
export type SloSeries = z.infer<typeof sloSeriesSchema>;

/** What ate the budget; shares of all that was used sum to 1. */
export const ledgerEntrySchema = z.object({
  kind: z.enum(['incident', 'deploy', 'exclusion', 'background']),
  title: z.string(),
  mark: sloMarkSchema.optional(),
  bad: z.number(),
  /** Of all bad events of the window. */
  share: z.number(),
  /** Of the whole budget of the window. */
  ofBudget: z.number(),
  /** Bad minutes of full outage it is worth. */
  minutes: z.number(),
  /** It alone ate so much that a postmortem is due. */
  postmortemDue: z.boolean(),
});
/** What ate the budget. */
export const sloLedgerSchema = z.object({
  entries: z.array(ledgerEntrySchema),
  bad: z.number(),
  /** How bad events are given to marks, in a sentence. */
  method: z.string(),
});
/** What ate the budget. */
export type SloLedger = z.infer<typeof sloLedgerSchema>;

/** Planned time that does not count as it was. */
export const exclusionMeanings = ['dropped', 'counted-good'] as const;
/** What becomes of excluded time. */
export const exclusionMeaningSchema = z.enum(exclusionMeanings);

/** One-off (`to`), or recurring (`rule` of RFC 5545, `minutes` each, in `timeZone`). */
export const newExclusionSchema = z
  .strictObject({
    /** One SLO, or absent for all of the service. */
    slo: z.string().max(200).optional(),
    service: z.string().max(300),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }).optional(),
    /** Such as `FREQ=WEEKLY;BYDAY=SU`; begins with `from`. */
    rule: z.string().trim().min(1).max(500).optional(),
    minutes: z
      .number()
      .int()
      .min(5)
      .max(7 * 1440)
      .optional(),
    timeZone: z.string().max(60).default('UTC'),
    meaning: exclusionMeaningSchema,
    reason: writtenText(1000),
  })
  .refine(it => (it.rule === undefined) !== (it.to === undefined), {
    path: ['rule'],
    message: 'expected either `to` (once) or `rule` with `minutes` (recurring)',
  })
  .refine(it => (it.rule === undefined) === (it.minutes === undefined), {
    path: ['minutes'],
    message: 'expected with `rule`, and only there',
  });
/** Planned time that does not count as it was. */
export const exclusionSchema = z.object({
  id: z.string(),
  slo: z.string().optional(),
  service: z.string(),
  from: z.string(),
  to: z.string().optional(),
  rule: z.string().optional(),
  minutes: z.number().int().optional(),
  timeZone: z.string(),
  meaning: exclusionMeaningSchema,
  reason: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  /** It, or the first time of it, was over when it was declared. */
  afterwards: z.boolean().optional(),
  /** The next or present occurrence, if any is to come. */
  next: z.object({ from: z.string(), to: z.string() }).optional(),
});
/** Planned time that does not count as it was. */
export type Exclusion = z.infer<typeof exclusionSchema>;

/** Who or what the bad events came from. */
export const contributorsSchema = z.object({
  label: z.string(),
  labels: z.array(z.string()),
  windowMinutes: z.number().int(),
  /** Those that count most; shares are of all bad events, and with those of the others sum to 1. */
  items: z.array(
    z.object({ value: z.string(), bad: z.number(), share: z.number() }),
  ),
  /** All others together; absent where there are none. */
  others: z.object({ bad: z.number(), share: z.number() }).optional(),
  /** Why there are none. */
  problem: z.string().optional(),
});
/** Who or what the bad events came from. */
export type Contributors = z.infer<typeof contributorsSchema>;

/** A query with what the source last answered. */
export const sloQueriesSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      query: z.string(),
      source: z.string(),
      askedAt: z.string().optional(),
      /** As the source wrote it, shortened. */
      answer: z.string().optional(),
      error: z.string().optional(),
      warnings: z.array(z.string()).default([]),
      milliseconds: z.number().optional(),
    }),
  ),
  /** Why there are none, or why they could not be asked. */
  problem: z.string().optional(),
});
/** Queries with what the source last answered. */
export type SloQueries = z.infer<typeof sloQueriesSchema>;
