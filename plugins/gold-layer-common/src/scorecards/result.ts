import { z } from 'zod';
import { factValueSchema } from '../facts/fact';
import { standingSchema } from './standing';
import { checkStateSchema } from './state';

/** A fact as a check saw it. `missing` and `stale` are why a check may be unknown. */
export const checkInputSchema = z.object({
  fact: z.string(),
  /** What people call the fact. */
  title: z.string(),
  status: z.enum(['fresh', 'stale', 'missing']),
  value: factValueSchema.optional(),
  unit: z.string().optional(),
  source: z.string().optional(),
  collectedAt: z.string().optional(),
});

/** One check of one service, with what a person needs to act on it. */
export const checkResultSchema = z.object({
  check: z.string(),
  level: z.string(),
  title: z.string(),
  why: z.string(),
  howToFix: z.string(),
  link: z.string().optional(),
  effort: z.enum(['minutes', 'hours', 'days', 'weeks']),
  rule: z.string(),
  state: checkStateSchema,
  /** Of a waived check: what it would be without its waiver. */
  trueState: checkStateSchema.optional(),
  /** Why it is in this state, in one sentence: the values compared, the missing fact, the date it will count. */
  reason: z.string(),
  /** ISO time since which it is in this state. */
  changedAt: z.string(),
  inputs: z.array(checkInputSchema),
});
/** One check of one service. */
export type CheckResult = z.infer<typeof checkResultSchema>;

/** One rung of a ladder as one service sees it. */
export const levelStandingSchema = z.object({
  name: z.string(),
  title: z.string(),
  rank: z.number().int(),
  /** Never true of a level none of whose checks apply. */
  held: z.boolean(),
  /** Applicable checks of this level that do not pass yet. */
  missing: z.number().int(),
  applicable: z.number().int(),
});

/** A step toward a higher level. */
export const nextStepSchema = z.object({
  check: z.string(),
  title: z.string(),
  level: z.string(),
  state: checkStateSchema,
  effort: z.enum(['minutes', 'hours', 'days', 'weeks']),
  /** Services whose same check is open too: fixing it once may help them all. */
  reach: z.number().int(),
});
/** A step toward a higher level. */
export type NextStep = z.infer<typeof nextStepSchema>;

/** One scorecard of one service, whole. */
export const serviceScorecardSchema = z.object({
  scorecard: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  /** ISO time since which no evaluation has changed this. */
  evaluatedAt: z.string(),
  standing: standingSchema,
  levels: z.array(levelStandingSchema),
  nextSteps: z.array(nextStepSchema),
  /** Worst first. */
  checks: z.array(checkResultSchema),
});
/** One scorecard of one service, whole. */
export type ServiceScorecard = z.infer<typeof serviceScorecardSchema>;

/** Why the last evaluation of a service erred. */
export const evaluationFailureSchema = z.object({
  at: z.string(),
  error: z.string(),
});
/** Why the last evaluation of a service erred. */
export type EvaluationFailure = z.infer<typeof evaluationFailureSchema>;

/** Something that changed on a service's scorecards. */
export const scorecardChangeSchema = z.object({
  at: z.string(),
  scorecard: z.string(),
  /** A level change when absent. */
  check: z.string().optional(),
  title: z.string(),
  from: z.string().optional(),
  to: z.string(),
  version: z.string(),
});
/** Something that changed on a service's scorecards. */
export type ScorecardChange = z.infer<typeof scorecardChangeSchema>;

/** How many services stand on each level. */
export const levelCountSchema = z.object({
  /** Level name, or `none` for the ground floor. */
  level: z.string(),
  title: z.string(),
  rank: z.number().int(),
  services: z.number().int(),
});
/** How many services stand on each level. */
export type LevelCount = z.infer<typeof levelCountSchema>;

/** A scorecard in a list. */
export const scorecardSummarySchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  /** `built-in` or where the definition came from. */
  origin: z.string(),
  services: z.number().int(),
  levels: z.array(levelCountSchema),
  /** Share of applicable checks that pass, 0–1; absent when nothing applies. */
  passRate: z.number().optional(),
  coverage: z.number().optional(),
});
/** A scorecard in a list. */
export type ScorecardSummary = z.infer<typeof scorecardSummarySchema>;

/** One check over all services the caller may see. */
export const checkSummarySchema = z.object({
  check: z.string(),
  title: z.string(),
  why: z.string(),
  howToFix: z.string(),
  effort: z.enum(['minutes', 'hours', 'days', 'weeks']),
  rule: z.string(),
  appliesTo: z.string().optional(),
  level: z.string(),
  counts: z.record(checkStateSchema, z.number().int()),
});
/** One check over all services. */
export type CheckSummary = z.infer<typeof checkSummarySchema>;

/** A scorecard's page. */
export const scorecardDetailSchema = scorecardSummarySchema.extend({
  checks: z.array(checkSummarySchema),
  /** The document as written, in YAML. */
  source: z.string(),
});
/** A scorecard's page. */
export type ScorecardDetail = z.infer<typeof scorecardDetailSchema>;

/** What a breakdown groups by. */
export const breakdownBySchema = z.enum(['owner', 'system', 'domain', 'tier']);
/** What a breakdown groups by. */
export type BreakdownBy = z.infer<typeof breakdownBySchema>;
/** Groups that one answer holds at most. */
export const breakdownLimit = 1000;
/** One group of a breakdown: its services per level, worst first. */
export const breakdownRowSchema = z.object({
  /** Ref or tier; absent for services that have none. */
  value: z.string().optional(),
  title: z.string().optional(),
  services: z.number().int(),
  /** Services per level name, `none` included. */
  levels: z.record(z.string(), z.number().int()),
  passRate: z.number().optional(),
});
/** One group of a breakdown. */
export type BreakdownRow = z.infer<typeof breakdownRowSchema>;

/** One day of a trend. */
export const trendPointSchema = z.object({
  day: z.iso.date(),
  levels: z.record(z.string(), z.number().int()),
  /** True when recomputed from dated facts rather than observed on the day. */
  replayed: z.boolean(),
});
/** One day of a trend. */
export type TrendPoint = z.infer<typeof trendPointSchema>;
