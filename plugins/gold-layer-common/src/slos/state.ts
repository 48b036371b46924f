import { z } from 'zod';

/**
 * How a number stands; only measured ones (`ok`, `at-risk`, `exhausted`) say
 * anything about the service:
 * - `exhausted`: nothing left of the budget; `at-risk`: the policy's state is below healthy, or a paging alert fires; `ok`: neither
 * - `no-data`: nothing was ever measured, or nothing in the window; `idle`: measured, and nobody asked for anything
 * - `partial`: less than the least coverage is measured; `stale`: the last measurement is too old
 * - `error`: the source refused or the query is wrong; `invalid`: the document has errors
 */
export const sloStates = [
  'exhausted',
  'at-risk',
  'error',
  'stale',
  'partial',
  'no-data',
  'invalid',
  'idle',
  'ok',
] as const;
/** How a number stands, worst first; see {@link sloStates}. */
export const sloStateSchema = z.enum(sloStates);
/** How a number stands. */
export type SloState = z.infer<typeof sloStateSchema>;

/** Where a budget stands by its policy; `unknown` while nothing trustworthy is measured. */
export const budgetStates = [
  'exhausted',
  'critical',
  'warning',
  'unknown',
  'healthy',
] as const;
/** Where a budget stands by its policy, worst first. */
export const budgetStateSchema = z.enum(budgetStates);
/** Where a budget stands by its policy. */
export type BudgetState = z.infer<typeof budgetStateSchema>;

/** Windows over which burn is shown, in minutes. */
export const burnWindows = {
  '5m': 5,
  '30m': 30,
  '1h': 60,
  '2h': 120,
  '6h': 360,
  '1d': 1440,
  '3d': 4320,
} as const;
/** Name of a window over which burn is shown. */
export type BurnWindow = keyof typeof burnWindows;
/** Names of windows over which burn is shown, shortest first. */
export const burnWindowNames = [
  '5m',
  '30m',
  '1h',
  '2h',
  '6h',
  '1d',
  '3d',
] as const satisfies readonly BurnWindow[];

/** Burn per window: how many times faster than the budget allows; absent where nothing was measured. */
export const burnRatesSchema = z.object({
  '5m': z.number().optional(),
  '30m': z.number().optional(),
  '1h': z.number().optional(),
  '2h': z.number().optional(),
  '6h': z.number().optional(),
  '1d': z.number().optional(),
  '3d': z.number().optional(),
});
/** Burn per window. */
export type BurnRates = z.infer<typeof burnRatesSchema>;

/** A burn alert as it stands. */
export const alertStates = ['firing', 'pending', 'quiet', 'unknown'] as const;
/** A burn alert as it stands. */
export const alertStateSchema = z.enum(alertStates);
/** A burn alert as it stands. */
export type AlertState = z.infer<typeof alertStateSchema>;

/** Whether the source has loaded the rules that follow from the document. */
export const ruleStates = [
  'loaded',
  'missing',
  'older',
  'different',
  'unknown',
  'not-needed',
] as const;
/** Whether the source has loaded the rules that follow from the document. */
export const ruleStateSchema = z.enum(ruleStates);
/** Whether the source has loaded the rules that follow from the document. */
export type RuleState = z.infer<typeof ruleStateSchema>;
