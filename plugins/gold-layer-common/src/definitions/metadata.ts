import { z } from 'zod';

/** The version of every definition document. */
export const definitionApiVersion = 'gold-layer.io/v1';

/** Name of a definition, or of a part of one, such as `sre-lead`. */
export const definitionNameSchema = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'expected lower case letters, digits and -',
  );

/** What every definition document says of itself. */
export const definitionMetadataSchema = z.strictObject({
  name: definitionNameSchema,
  title: z.string().min(1).max(80),
  description: z.string().min(1).max(1000),
  /** Raise it with every change of meaning; results say which version produced them. */
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 1.0.0'),
});
