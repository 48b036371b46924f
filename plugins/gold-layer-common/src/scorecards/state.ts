import { z } from 'zod';

/**
 * The states of a check, worst first. `unknown` (no fact, a stale fact, or a
 * rule that erred) is never green and never counts as a pass.
 */
export const checkStates = [
  'fail',
  'unknown',
  'waived',
  'upcoming',
  'pass',
  'not-applicable',
] as const;
/** See {@link checkStates}. */
export const checkStateSchema = z.enum(checkStates);
/** See {@link checkStates}. */
export type CheckState = z.infer<typeof checkStateSchema>;
