import { z } from 'zod';
import { entityRefSchema } from '../services/service';
import { durationSchema, factNameSchema, factValueSchema } from './fact';

/** The most facts one call may carry. */
export const maxPushedFacts = 1000;

/** One pushed fact. */
export const pushedFactSchema = z.strictObject({
  service: entityRefSchema,
  fact: factNameSchema,
  value: factValueSchema,
  /** When the value was true; now if absent. At most 400 days ago and 5 minutes ahead. */
  collectedAt: z.iso.datetime({ offset: true }).optional(),
  /** How long it stays fresh; the fact definition's validity if absent. */
  validFor: durationSchema.optional(),
});
/** One pushed fact. */
export type PushedFact = z.infer<typeof pushedFactSchema>;

/**
 * A push: items are validated one by one, so a bad one never costs the good
 * ones. Pushing the same value again changes nothing.
 */
export const pushRequestSchema = z.strictObject({
  /** Who measured it, such as `ci` or `load-test`; shown beside every value. */
  source: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected lower case letters, digits, -')
    .default('push'),
  items: z.array(z.unknown()).min(1).max(maxPushedFacts),
});
/** A push as sent. */
export type PushRequest = {
  source?: string;
  items: z.input<typeof pushedFactSchema>[];
};

/** What became of one pushed item, in the order sent. */
export const pushResultSchema = z.object({
  index: z.number().int(),
  status: z.enum(['stored', 'unchanged', 'superseded', 'rejected']),
  /** For a rejected item: field, found and what would be right. */
  reason: z.string().optional(),
});
/** The answer to a push. */
export const pushResponseSchema = z.object({
  stored: z.number().int(),
  unchanged: z.number().int(),
  /** A newer value was already known; this one went to the history at most. */
  superseded: z.number().int(),
  rejected: z.number().int(),
  results: z.array(pushResultSchema),
});
/** The answer to a push. */
export type PushResponse = z.infer<typeof pushResponseSchema>;
