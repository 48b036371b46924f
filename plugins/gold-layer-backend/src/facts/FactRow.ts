import { toDate } from '../database/rows';
import type { FactToRecord, StoredFact } from './FactStore';

/** A row of `facts`. */
export interface FactRow {
  service_ref: string;
  fact: string;
  value: string;
  source: string;
  collected_at: number | string;
  valid_until: number | string | null;
  changed_at: number | string;
}

/** Columns of {@link FactRow}. */
export const factColumns = [
  'service_ref',
  'fact',
  'value',
  'source',
  'collected_at',
  'valid_until',
  'changed_at',
] as const;

/** A row of `facts` as the rest of the backend knows it. */
export function toStoredFact(row: FactRow): StoredFact {
  return {
    service: row.service_ref,
    fact: row.fact,
    value: JSON.parse(row.value),
    source: row.source,
    collectedAt: new Date(Number(row.collected_at)),
    validUntil: toDate(row.valid_until),
    changedAt: new Date(Number(row.changed_at)),
  };
}

/** A row of `fact_history`. */
export interface FactHistoryRow {
  service_ref: string;
  fact: string;
  at: number | string;
  /** Null from when it was no longer known. */
  value: string | null;
  source: string;
}

/** A row of `fact_history` with a value, as a fact of that time. */
export function toPastFact(
  row: FactHistoryRow & { value: string },
): StoredFact {
  const at = new Date(Number(row.at));
  return {
    service: row.service_ref,
    fact: row.fact,
    value: JSON.parse(row.value),
    source: row.source,
    collectedAt: at,
    changedAt: at,
  };
}

/** What a value to be recorded would look like as a row. */
export function toFactRow(fact: FactToRecord): FactRow {
  const collectedAt = fact.collectedAt.getTime();
  return {
    service_ref: fact.service,
    fact: fact.fact,
    value: JSON.stringify(fact.value),
    source: fact.source,
    collected_at: collectedAt,
    valid_until: fact.validUntil?.getTime() ?? null,
    changed_at: collectedAt,
  };
}

/** One text per service and fact, to look rows up by. */
export function keyOf(row: { service_ref: string; fact: string }): string {
  return `${row.service_ref} ${row.fact}`;
}

/** Orders rows by service and fact, so that writers never wait for each other in a circle. */
export function byKey(
  a: { service_ref: string; fact: string },
  b: { service_ref: string; fact: string },
): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
