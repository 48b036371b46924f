/**
 * What SQLite and PostgreSQL do differently, made the same: times are stored
 * as milliseconds since 1970 in bigint columns (which PostgreSQL hands back as
 * strings), JSON as text, refs in lower case, booleans as 0 and 1 in integer
 * columns, and lists of values are bound in chunks.
 */

/** A count, sum or bigint column as a number. */
export function toNumber(value: number | string | null | undefined): number {
  return value === null || value === undefined ? 0 : Number(value);
}

/** A time column as a date; absent when null. */
export function toDate(
  value: number | string | null | undefined,
): Date | undefined {
  return value === null || value === undefined
    ? undefined
    : new Date(Number(value));
}

/** A time column as an ISO string; absent when null. */
export function toIso(
  value: number | string | null | undefined,
): string | undefined {
  return toDate(value)?.toISOString();
}

/** Both databases accept at least this many bound values in one statement. */
const bindLimit = 900;

/** Splits values so that each part, with `perValue` bindings each, fits one statement. */
export function chunked<T>(values: readonly T[], perValue = 1): T[][] {
  const size = Math.max(1, Math.floor(bindLimit / perValue));
  const chunks: T[][] = [];
  for (let i = 0; i < values.length; i += size) {
    chunks.push(values.slice(i, i + size));
  }
  return chunks;
}
