import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';

/** The same text has the same hash everywhere. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Of a whole SLO: whatever the order in which its fields were written. */
export function specHash(spec: SloSpec): string {
  return hashOf(sortedJson(spec));
}

/** Whether two values are stored as the same: what was stored lacks fields that are undefined in what was just read. */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** As JSON in which fields stand in the order of their names. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
