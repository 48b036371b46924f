import { z } from 'zod';
import { tierSchema } from './tier';

const text = z.string().trim().min(1);
const amount = z.number().finite().nonnegative();

/**
 * The service record: what a team declares in `spec.goldLayer` of its catalog
 * entity. Owner, system, domain and dependencies come from catalog relations
 * and are never repeated here. Unknown fields are refused, so that a misspelt
 * one is noticed.
 */
export const serviceRecordSchema = z.strictObject({
  tier: tierSchema.optional(),
  onCall: z
    .strictObject({
      /** Name or URL of the rotation that answers first. */
      rotation: text.optional(),
      /** Who is called next, in order: entity refs, names or URLs. */
      escalation: z.array(text).max(10).optional(),
    })
    .optional(),
  dataClassification: z
    .enum(['public', 'internal', 'confidential', 'restricted'])
    .optional(),
  deploymentFrequency: z
    .enum(['daily', 'weekly', 'biweekly', 'monthly'])
    .optional(),
  architecture: z
    .enum(['monolith', 'microservice', 'serverless', 'hybrid'])
    .optional(),
  language: text.optional(),
  runtime: z
    .enum(['kubernetes', 'ecs', 'lambda', 'vm', 'bare-metal'])
    .optional(),
  trafficPattern: z.enum(['steady', 'diurnal', 'spiky', 'seasonal']).optional(),
  serviceType: z
    .enum([
      'api',
      'web',
      'data-pipeline',
      'storage',
      'streaming',
      'batch',
      'ml-model',
    ])
    .optional(),
  /** Requests per second at the busiest moment. */
  peakRps: amount.optional(),
  storageGb: amount.optional(),
  /** In US dollars. */
  monthlyCostUsd: amount.optional(),
  servesCustomers: z.boolean().optional(),
  regulatedData: z.boolean().optional(),
  /** Path or URL of an OpenSLO file, or OpenSLO documents inline. */
  slos: z.union([text, z.array(z.record(z.string(), z.unknown()))]).optional(),
  /** The contractual target in percent, as a decimal string or number below 100. */
  sla: z
    .union([
      z.number().positive().lt(100),
      z.string().regex(/^\d{1,2}(\.\d+)?$/),
    ])
    .optional(),
  /** URLs or repository paths. */
  runbooks: z.array(text).max(100).optional(),
  /** 1 (recovers in minutes) to 4 (recovers in days). */
  drTier: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .optional(),
  links: z
    .array(z.strictObject({ title: text.optional(), url: z.url() }))
    .max(50)
    .optional(),
});
/** A service record whose every field is valid. */
export type ServiceRecord = z.infer<typeof serviceRecordSchema>;

/** One thing wrong with a record: the field, what was found and what would be right. */
export const recordProblemSchema = z.object({
  /** Dotted path below the entity, such as `spec.goldLayer.tier`. */
  field: z.string(),
  /** The value found, as short JSON. */
  found: z.string(),
  /** What is allowed, in words. */
  allowed: z.string(),
});
/** One thing wrong with a record. */
export type RecordProblem = z.infer<typeof recordProblemSchema>;
