import { z } from 'zod';

/** A service's standing on one scorecard, short. */
export const standingSchema = z.object({
  scorecard: z.string(),
  /** Name of the level held; absent on the ground floor. */
  level: z.string().optional(),
  /** 0 on the ground floor, 1 for the first level, and so on. */
  rank: z.number().int(),
  /** Checks still missing to the next level; absent at the top. */
  toNext: z.number().int().optional(),
  /** Applicable checks that pass. */
  passed: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  /** Applicable and enforced checks: pass + fail + unknown + waived. */
  applicable: z.number().int(),
  /** Share of applicable checks whose answer is known, 0–1; absent when nothing applies. */
  coverage: z.number().optional(),
  /** Change of rank within the last 7 days. */
  trend: z.number().int(),
});
/** A service's standing on one scorecard, short. */
export type Standing = z.infer<typeof standingSchema>;
