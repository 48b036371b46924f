import { z } from 'zod';
import { serviceSchema } from './service';

/** A group as shown beside the services it owns. */
export const owningGroupSchema = z.object({
  ref: z.string(),
  title: z.string(),
  members: z.number().int(),
  /** Refs of the groups above, nearest first. */
  ancestors: z.array(z.string()),
});

/** A related service and, if Gold Layer knows it, its tier. */
export const relatedServiceSchema = z.object({
  ref: z.string(),
  title: z.string().optional(),
  tier: z.string().optional(),
  known: z.boolean(),
});

/** One service with its surroundings. */
export const serviceDetailSchema = z.object({
  service: serviceSchema,
  owner: owningGroupSchema.optional(),
  dependsOn: z.array(relatedServiceSchema),
  dependedOnBy: z.array(relatedServiceSchema),
  /** True when the catalog could not be reached lately and this is the last known state. */
  stale: z.boolean(),
});
/** One service with its surroundings. */
export type ServiceDetail = z.infer<typeof serviceDetailSchema>;
