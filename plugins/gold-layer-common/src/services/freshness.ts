import { z } from 'zod';

/** How far an answer about services still is the catalog's. */
export const catalogFreshnessSchema = z.object({
  /** True when the catalog could not be reached lately and this is its last known state. */
  stale: z.boolean(),
  /** ISO time of the catalog's last confirmation; told while it is stale. */
  confirmedAt: z.string().optional(),
});
/** How far an answer about services still is the catalog's. */
export type CatalogFreshness = z.infer<typeof catalogFreshnessSchema>;

/** As part of an answer; older backends do not tell it. */
export const freshnessFields = catalogFreshnessSchema.partial().shape;
