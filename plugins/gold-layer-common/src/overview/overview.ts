import { z } from 'zod';
import { scorecardSummarySchema } from '../scorecards/result';
import { ownershipGapKindSchema } from '../services/service';
import { shownTierSchema } from '../services/tier';

/** A service whose level changed lately. */
export const moverSchema = z.object({
  ref: z.string(),
  title: z.string(),
  scorecard: z.string(),
  from: z.string(),
  to: z.string(),
  /** Negative for the worse. */
  change: z.number().int(),
  at: z.string(),
});

/** The overview: what the caller's services look like today. */
export const overviewSchema = z.object({
  services: z.number().int(),
  /** The scorecard the panels speak of. */
  scorecard: z.string().optional(),
  scorecards: z.array(scorecardSummarySchema),
  /** Services per tier and level of `scorecard`. */
  byTier: z.array(
    z.object({
      tier: shownTierSchema,
      services: z.number().int(),
      levels: z.record(z.string(), z.number().int()),
    }),
  ),
  /** Level changes for the worse within 7 days, worst first, at most ten. */
  fallers: z.array(moverSchema),
  /** Level changes for the better within 7 days, at most ten. */
  climbers: z.array(moverSchema),
  gaps: z.array(
    z.object({ kind: ownershipGapKindSchema, services: z.number().int() }),
  ),
  servicesWithGaps: z.number().int(),
  /** The open checks that hold back most services. */
  blockers: z.array(
    z.object({
      check: z.string(),
      title: z.string(),
      level: z.string(),
      effort: z.string(),
      failing: z.number().int(),
      unknown: z.number().int(),
    }),
  ),
  /** How many services each source of facts has reached. */
  coverage: z.array(
    z.object({
      source: z.string(),
      title: z.string(),
      services: z.number().int(),
      /** Services with at least one stale fact from it. */
      stale: z.number().int(),
    }),
  ),
  /** Services per answer to "should this be Gold?". */
  gold: z.record(z.string(), z.number().int()),
  /** ISO time of the catalog's last confirmation. */
  confirmedAt: z.string().optional(),
  stale: z.boolean(),
});
/** The overview. */
export type Overview = z.infer<typeof overviewSchema>;
