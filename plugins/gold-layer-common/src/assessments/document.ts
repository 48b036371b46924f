import { z } from 'zod';
import {
  definitionApiVersion,
  definitionMetadataSchema,
  definitionNameSchema,
} from '../definitions';
import { durationSchema } from '../facts/fact';

const name = definitionNameSchema;
const cel = z.string().min(1).max(2000);

/** One grade of a dimension, described. */
export const gradeDocumentSchema = z.strictObject({
  grade: z.number().int().min(0).max(10),
  title: z.string().min(1).max(80),
  /** What one sees at this grade. */
  description: z.string().min(1).max(1000),
  /** CEL over `facts`, `service`, `now`: true suggests at least this grade. */
  suggestedBy: cel.optional(),
});
/** One grade of a dimension, described. */
export type GradeDocument = z.infer<typeof gradeDocumentSchema>;

/** One dimension of a rubric. */
export const dimensionDocumentSchema = z.strictObject({
  id: name,
  title: z.string().min(1).max(80),
  /** The question it asks. */
  question: z.string().min(1).max(500),
  /** Share of the whole, in any unit; 1 each when the rubric adds up grades. */
  weight: z.number().positive().max(1000).default(1),
  /** Every grade, lowest first, without gaps. */
  grades: z.array(gradeDocumentSchema).min(2).max(11),
});
/** One dimension of a rubric. */
export type DimensionDocument = z.infer<typeof dimensionDocumentSchema>;

/** A range of scores and what follows from it. */
export const bandDocumentSchema = z.strictObject({
  name,
  title: z.string().min(1).max(60),
  /** Lowest score of the band; it ends where the next begins. */
  from: z.number(),
  nextStep: z.string().min(1).max(1000),
});
/** A range of scores and what follows from it. */
export type BandDocument = z.infer<typeof bandDocumentSchema>;

/** A rubric: dimensions with described grades. */
export const rubricDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('Rubric'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({
    /** What it is filled in for. */
    subjects: z
      .array(z.enum(['service', 'team']))
      .min(1)
      .max(2),
    /**
     * `sum`: grades added up. `weighted`: Σ weight × grade ÷ highest grade,
     * with weights that add up to 100, so 0–100.
     */
    scoring: z.enum(['sum', 'weighted']),
    /** How soon the next assessment is due. */
    cadence: durationSchema,
    dimensions: z.array(dimensionDocumentSchema).min(1).max(20),
    /** Lowest first. */
    bands: z.array(bandDocumentSchema).min(1).max(10),
  }),
});
/** A rubric document. */
export type RubricDocument = z.infer<typeof rubricDocumentSchema>;
