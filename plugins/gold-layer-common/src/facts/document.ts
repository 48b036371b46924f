import { z } from 'zod';
import { definitionApiVersion, definitionMetadataSchema } from '../definitions';
import { factDefinitionSchema } from './fact';

/** A set of facts that are pushed: what may be pushed, and what it means. */
export const factsDocumentSchema = z.strictObject({
  apiVersion: z.literal(definitionApiVersion),
  kind: z.literal('Facts'),
  metadata: definitionMetadataSchema,
  spec: z.strictObject({
    facts: z.array(factDefinitionSchema).min(1).max(500),
  }),
});
/** A set of facts that are pushed. */
export type FactsDocument = z.infer<typeof factsDocumentSchema>;
