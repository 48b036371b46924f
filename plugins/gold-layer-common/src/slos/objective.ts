import Big from 'big.js';

/** Digits after the point that an objective may have. */
const longestFraction = 10;

/** Budgets are whole numbers of this small part. */
const parts = 10 ** longestFraction;

/**
 * The share of bad events an objective allows: exactly 1 − objective, so 0.001
 * for `0.999`. Asked for a million times in an evaluation, hence without
 * decimals: a whole number divided by another gives the nearest number there
 * is, as reading the decimal would.
 */
export function budgetOf(objective: string): number {
  return Math.round((1 - Number(objective)) * parts) / parts;
}

/** An objective as people write it: `99.9%` for `0.999`. */
export function objectiveInWords(objective: string): string {
  return `${new Big(objective).times(100).toFixed()}%`;
}

/** What several promises allow together, as people write it: cut after three decimals, as it is never more than that. */
export function ceilingInWords(ceiling: string): string {
  const percent = new Big(ceiling).times(100);
  return `${percent.round(3, Big.roundDown).toFixed()}%`;
}

/** Below 0 where the first is looser, above 0 where it is stricter; 0.9990 and 0.999 are the same. */
export function compareObjectives(a: string, b: string): number {
  return new Big(a).cmp(b);
}

/**
 * The fraction a percentage stands for, exactly: `0.999` for `99.9`, `"99.90"`
 * or `99.9 %`. Absent for what is no objective: below 0, 100 and more, or finer
 * than ten digits.
 */
export function objectiveOfPercent(
  percent: string | number,
): string | undefined {
  const written = String(percent).trim().replace(/\s*%$/, '');
  return objectiveOfFraction(written, { dividedBy: 100 });
}

/** The same for a fraction, such as 0.999 from a YAML file. */
export function objectiveOfFraction(
  fraction: string | number,
  options: { dividedBy?: number } = {},
): string | undefined {
  const value = decimalOf(String(fraction))?.div(options.dividedBy ?? 1);
  if (!value || value.lt(0) || value.gte(1)) return undefined;
  const rounded = value.round(longestFraction);
  return rounded.eq(value) ? rounded.toFixed() : undefined;
}

/** What several promises allow together when all of them are needed: their product, never rounded up. Absent for none. */
export function productOfObjectives(objectives: string[]): string | undefined {
  if (objectives.length === 0) return undefined;
  return objectives
    .reduce((product, objective) => product.times(objective), new Big(1))
    .round(longestFraction, Big.roundDown)
    .toFixed();
}

function decimalOf(text: string): Big | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    ? new Big(text)
    : undefined;
}
