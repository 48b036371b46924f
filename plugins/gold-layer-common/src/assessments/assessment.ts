import { z } from 'zod';
import { personSchema } from '../people/person';
import { shownTierSchema } from '../services/tier';
import { bandDocumentSchema, dimensionDocumentSchema } from './document';

/** States of an assessment. A published one never changes again. */
export const assessmentStateSchema = z.enum(['draft', 'published']);
/** States of an assessment. */
export type AssessmentState = z.infer<typeof assessmentStateSchema>;

/** A rubric in a list. */
export const rubricSummarySchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  origin: z.string(),
  subjects: z.array(z.enum(['service', 'team'])),
  dimensions: z.number().int(),
  cadence: z.string(),
  published: z.number().int(),
  drafts: z.number().int(),
  overdue: z.number().int(),
});
/** A rubric in a list. */
export type RubricSummary = z.infer<typeof rubricSummarySchema>;

/** A rubric, whole. */
export const rubricDetailSchema = rubricSummarySchema.extend({
  scoring: z.enum(['sum', 'weighted']),
  lowest: z.number(),
  highest: z.number(),
  dimensionsOf: z.array(dimensionDocumentSchema),
  bands: z.array(bandDocumentSchema),
  source: z.string(),
});
/** A rubric, whole. */
export type RubricDetail = z.infer<typeof rubricDetailSchema>;

/** Whom an assessment is about. */
export const assessmentSubjectSchema = z.object({
  /** Entity ref of a service or a group. */
  ref: z.string(),
  kind: z.enum(['service', 'team']),
  title: z.string(),
  exists: z.boolean(),
  tier: shownTierSchema.optional(),
  owner: personSchema.optional(),
});
/** Whom an assessment is about. */
export type AssessmentSubject = z.infer<typeof assessmentSubjectSchema>;

/** One dimension as graded, or still to be. */
export const gradingSchema = z.object({
  dimension: z.string(),
  /** Absent: not graded yet. */
  grade: z.number().int().optional(),
  note: z.string().optional(),
  evidence: z.array(z.object({ title: z.string(), url: z.string() })),
  /** Suggested by facts, with the reason; absent when no fact speaks. */
  suggestion: z
    .object({ grade: z.number().int(), reason: z.string() })
    .optional(),
  /** Grade of the last published assessment of the same subject. */
  last: z.number().int().optional(),
  gradedBy: personSchema.optional(),
  gradedAt: z.string().optional(),
  /** Raised by every write; a write says which version it saw. */
  version: z.number().int(),
});
/** One dimension as graded, or still to be. */
export type Grading = z.infer<typeof gradingSchema>;

/** An assessment in a list. */
export const assessmentSummarySchema = z.object({
  id: z.string(),
  rubric: z.string(),
  rubricTitle: z.string(),
  rubricVersion: z.string(),
  subject: assessmentSubjectSchema,
  state: assessmentStateSchema,
  graded: z.number().int(),
  dimensions: z.number().int(),
  /** Only when complete. */
  score: z.number().optional(),
  highest: z.number(),
  band: z.object({ name: z.string(), title: z.string() }).optional(),
  startedBy: personSchema,
  startedAt: z.string(),
  updatedAt: z.string(),
  publishedBy: personSchema.optional(),
  publishedAt: z.string().optional(),
  /** When the next one is due; only on the latest published of its subject. */
  nextDue: z.string().optional(),
  overdue: z.boolean(),
});
/** An assessment in a list. */
export type AssessmentSummary = z.infer<typeof assessmentSummarySchema>;

/** An assessment, whole. */
export const assessmentSchema = assessmentSummarySchema.extend({
  version: z.number().int(),
  gradings: z.array(gradingSchema),
  rubricOf: rubricDetailSchema.pick({
    scoring: true,
    lowest: true,
    highest: true,
    dimensionsOf: true,
    bands: true,
    description: true,
  }),
  /** The band's next step; only when complete. */
  nextStep: z.string().optional(),
  previous: z
    .object({ id: z.string(), score: z.number(), publishedAt: z.string() })
    .optional(),
  mayEdit: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
});
/** An assessment, whole. */
export type Assessment = z.infer<typeof assessmentSchema>;

/** A series to compare with: medians of the latest published assessments. */
export const comparisonSeriesSchema = z.object({
  name: z.enum(['this', 'last', 'team', 'tier', 'all']),
  title: z.string(),
  /** How many assessments it stands for. */
  n: z.number().int(),
  grades: z.record(z.string(), z.number()),
  score: z.number().optional(),
});
/** A subject against its last, its team, its tier; and its scores over time. */
export const assessmentComparisonSchema = z.object({
  series: z.array(comparisonSeriesSchema),
  trend: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      score: z.number(),
      band: z.string(),
      rubricVersion: z.string(),
    }),
  ),
});
/** A subject against its last, its team, its tier. */
export type AssessmentComparison = z.infer<typeof assessmentComparisonSchema>;

/** One row of the heat map: a subject's latest published grades. */
export const portfolioRowSchema = z.object({
  subject: assessmentSubjectSchema,
  assessment: z.string().optional(),
  score: z.number().optional(),
  band: z.string().optional(),
  publishedAt: z.string().optional(),
  /** When the next one is due; absent where there was none. */
  nextDue: z.string().optional(),
  overdue: z.boolean(),
  grades: z.record(z.string(), z.number().int()),
});
/** One row of the heat map. */
export type PortfolioRow = z.infer<typeof portfolioRowSchema>;

/** What the whole portfolio says, over all rows that match. */
export const portfolioSummarySchema = z.object({
  subjects: z.number().int(),
  assessed: z.number().int(),
  overdue: z.number().int(),
  bands: z.array(
    z.object({
      band: z.string(),
      title: z.string(),
      subjects: z.number().int(),
    }),
  ),
  dimensions: z.array(
    z.object({
      dimension: z.string(),
      title: z.string(),
      highest: z.number().int(),
      mean: z.number().optional(),
      n: z.number().int(),
    }),
  ),
  /** The weakest dimension of each team, weakest team first. */
  teams: z.array(
    z.object({
      team: personSchema,
      assessed: z.number().int(),
      dimension: z.string(),
      mean: z.number(),
    }),
  ),
});
/** What the whole portfolio says. */
export type PortfolioSummary = z.infer<typeof portfolioSummarySchema>;
