import { z } from 'zod';

/** How much the company depends on a service, most critical first. */
export const tiers = [
  'critical',
  'important',
  'standard',
  'experimental',
] as const;

/** A declared tier. */
export const tierSchema = z.enum(tiers);
/** A declared tier. */
export type Tier = z.infer<typeof tierSchema>;

/** A tier as shown: a service whose record names none (or a wrong one) is `unclassified`, itself a gap. */
export const shownTierSchema = z.enum([...tiers, 'unclassified']);
/** A tier as shown, including `unclassified`. */
export type ShownTier = z.infer<typeof shownTierSchema>;
