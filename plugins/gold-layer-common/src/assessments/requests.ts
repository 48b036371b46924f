import { z } from 'zod';
import { many, writtenText } from '../api/fields';
import { shownTierSchema } from '../services/tier';
import { assessmentStateSchema } from './assessment';

/** Which subject is assessed by which rubric. */
export const startAssessmentSchema = z.strictObject({
  /** Entity ref of a service or a group. */
  subject: z.string().max(300),
  rubric: z.string().max(63),
});

/** A change of one dimension's grading. Only the parts given are changed. */
export const gradeDimensionSchema = z.strictObject({
  /** The version of the grading that the writer saw. */
  version: z.number().int().min(0),
  /** null clears the grade. */
  grade: z.number().int().min(0).max(10).nullable().optional(),
  note: z.string().max(4000).optional(),
  evidence: z
    .array(
      z.strictObject({
        title: writtenText(200),
        url: z.url({ protocol: /^https?$/ }).max(2000),
      }),
    )
    .max(20)
    .optional(),
});
/** A change of one dimension's grading. */
export type GradeDimension = z.infer<typeof gradeDimensionSchema>;

/** Filters of lists of assessments and of the portfolio. */
export const assessmentFilterSchema = z.object({
  q: z.string().max(200).optional(),
  rubric: z.string().max(63).optional(),
  subject: z.string().max(300).optional(),
  kind: z.enum(['service', 'team']).optional(),
  tier: many(shownTierSchema),
  owner: many(z.string().max(300)),
});

/** The list of assessments. */
export const assessmentsQuerySchema = assessmentFilterSchema.extend({
  state: many(assessmentStateSchema.or(z.literal('overdue'))),
  sort: z.enum(['updated', 'score', 'subject', 'due']).default('updated'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});
/** The list of assessments. */
export type AssessmentsQuery = z.infer<typeof assessmentsQuerySchema>;

/** The heat map: rows weakest first unless sorted otherwise; subjects never assessed come last. */
export const portfolioQuerySchema = assessmentFilterSchema.extend({
  rubric: z.string().max(63),
  /** `score`, `subject`, or a dimension's id. */
  sort: z.string().max(63).default('score'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});
/** The heat map. */
export type PortfolioQuery = z.infer<typeof portfolioQuerySchema>;
