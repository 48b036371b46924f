import { z } from 'zod';
import { definitionApiVersion, definitionMetadataSchema } from '../definitions';
import { durationSchema } from '../facts/fact';
import { roleNameSchema } from '../people/roles';
import { tierSchema } from '../services/tier';

/** How likely or how bad, lowest first. */
export const riskGrades = ['low', 'medium', 'high'] as const;
/** How likely or how bad. */
export const riskGradeSchema = z.enum(riskGrades);
/** How likely or how bad. */
export type RiskGrade = z.infer<typeof riskGradeSchema>;

/** Likelihood and impact taken together, lowest first. */
export const riskLevels = ['low', 'moderate', 'high', 'severe'] as const;
/** Likelihood and impact taken together. */
export const riskLevelSchema = z.enum(riskLevels);
/** Likelihood and impact taken together. */
export type RiskLevel = z.infer<typeof riskLevelSchema>;

/** Who may accept which risk for how long. The document named `default` is in force. */
export const waiverPolicyDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('WaiverPolicy'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({
    /** Roles that accept risks, lowest first; each renewal goes one up. */
    ladder: z.array(roleNameSchema).min(1).max(10),
    /** The lowest role that may approve, per tier and risk level. */
    approver: z.record(tierSchema, z.record(riskLevelSchema, roleNameSchema)),
    /** Longest time from approval, per tier. */
    longest: z.record(tierSchema, durationSchema),
    renewals: z.number().int().min(0).max(10).default(2),
    /** Days before the end at which the owner is told. */
    noticeDays: z
      .array(z.number().int().min(1).max(90))
      .max(10)
      .default([14, 7, 1]),
  }),
});
/** Who may accept which risk for how long. */
export type WaiverPolicyDocument = z.infer<typeof waiverPolicyDocumentSchema>;
