/**
 * What binary arithmetic may be off by without changing a decision. Budgets and
 * burns are decided with it, never on rounded numbers.
 */
const tolerance = 1e-9;

/** Strictly above: a burn of exactly 14.4 is not above 14.4, however it was worked out. */
export function isAbove(value: number, limit: number): boolean {
  return value - limit > tolerance * Math.max(1, Math.abs(limit));
}

/** At the limit or above it. */
export function isAtLeast(value: number, limit: number): boolean {
  return !isAbove(limit, value);
}

/** Without the noise of binary arithmetic: 12 digits, and never −0. */
export function withoutNoise(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
