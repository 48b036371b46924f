import { z } from 'zod';
import { scorecardSummarySchema } from '../scorecards/result';
import { ownershipGapKindSchema } from '../services/service';
import { shownTierSchema } from '../services/tier';
import { sloStateSchema } from '../slos/state';

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
  /** The checks that keep most services from their next level. */
  blockers: z.array(
    z.object({
      check: z.string(),
      title: z.string(),
      level: z.string(),
      effort: z.string(),
      /** Services whose next level it stands before; the next two are among them. */
      services: z.number().int(),
      failing: z.number().int(),
      unknown: z.number().int(),
    }),
  ),
  /** How many services each source of facts has reached, counted as on the status page. */
  coverage: z.array(
    z.object({
      source: z.string(),
      title: z.string(),
      /** Services with at least one fact from it. */
      services: z.number().int(),
      /** Of those, services with at least one stale fact from it. */
      stale: z.number().int(),
      /** Services it could not find out about when last asked. */
      failures: z.number().int(),
    }),
  ),
  /** Services per answer to "should this be Gold?". */
  gold: z.record(z.string(), z.number().int()),
  /** How SLOs stand; absent for those who may see none. */
  slos: z
    .object({
      total: z.number().int(),
      /** Each state with its count, worst first, zeros too. */
      states: z.array(
        z.object({ state: sloStateSchema, count: z.number().int() }),
      ),
      frozen: z.number().int(),
      firing: z.number().int(),
      /** Services of tier critical or important without any SLO. */
      servicesWithout: z.number().int(),
      /** Documents of services that the caller may see that cannot be read, or not all of them. */
      brokenDocuments: z.number().int(),
      /** At most five that are not well, worst first. */
      worst: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          service: z.string(),
          serviceTitle: z.string(),
          state: sloStateSchema,
          remaining: z.number().optional(),
        }),
      ),
    })
    .optional(),
  /** ISO time of the catalog's last confirmation. */
  confirmedAt: z.string().optional(),
  stale: z.boolean(),
});
/** The overview. */
export type Overview = z.infer<typeof overviewSchema>;
