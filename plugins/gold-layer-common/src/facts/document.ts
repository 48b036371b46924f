import { z } from 'zod';
import { factDefinitionSchema } from './fact';

/** A set of facts that are pushed: what may be pushed, and what it means. */
export const factsDocumentSchema = z.strictObject({
  apiVersion: z.literal('gold-layer.io/v1'),
  kind: z.literal('Facts'),
  metadata: z.strictObject({
    name: z
      .string()
      .max(63)
      .regex(
        /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
        'expected lower case letters, digits and -',
      ),
    title: z.string().min(1).max(80),
    description: z.string().min(1).max(1000),
    /** Raise it with every change of meaning. */
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 1.0.0'),
  }),
  spec: z.strictObject({
    facts: z.array(factDefinitionSchema).min(1).max(500),
  }),
});
/** A set of facts that are pushed. */
export type FactsDocument = z.infer<typeof factsDocumentSchema>;
