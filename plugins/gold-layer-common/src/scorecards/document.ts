import { z } from 'zod';
import {
  definitionApiVersion,
  definitionMetadataSchema,
  definitionNameSchema,
} from '../definitions';
import { tierSchema } from '../services/tier';

const name = definitionNameSchema;
const cel = z.string().min(1).max(2000);

/** Day from which a check counts; until then it is `upcoming`. One day for all, or one per tier. */
export const enforceFromSchema = z.union([
  z.iso.date(),
  z.partialRecord(tierSchema, z.iso.date()),
]);

/** One check as written in a scorecard. */
export const checkDocumentSchema = z.strictObject({
  id: name,
  /** States the thing that is true when the check passes: "Has a runbook". */
  title: z.string().min(1).max(120),
  /** Why it matters, in a sentence or two. */
  why: z.string().min(1).max(1000),
  /** The next concrete step to make it pass. Markdown. */
  howToFix: z.string().min(1).max(3000),
  link: z.url().optional(),
  /** How much work fixing it usually is. */
  effort: z.enum(['minutes', 'hours', 'days', 'weeks']),
  /** CEL over `facts`, `service` and `now` that yields a bool: true passes. */
  rule: cel,
  /** CEL over `service` alone; the check applies where it is true. Absent: wherever the scorecard applies. */
  appliesTo: cel.optional(),
  enforceFrom: enforceFromSchema.optional(),
});
/** One check as written in a scorecard. */
export type CheckDocument = z.infer<typeof checkDocumentSchema>;

/** A scorecard: a ladder of levels, lowest first, each with checks. */
export const scorecardDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('Scorecard'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({
    /** CEL over `service`; absent: every service. */
    appliesTo: cel.optional(),
    /** Whether a waived check counts toward its level. */
    waivedCounts: z.boolean().default(true),
    levels: z
      .array(
        z.strictObject({
          name,
          title: z.string().min(1).max(40),
          description: z.string().max(500).optional(),
          checks: z.array(checkDocumentSchema).min(1).max(100),
        }),
      )
      .min(1)
      .max(6),
  }),
});
/** A scorecard document. */
export type ScorecardDocument = z.infer<typeof scorecardDocumentSchema>;
