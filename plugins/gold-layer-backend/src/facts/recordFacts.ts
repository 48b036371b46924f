import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import { decideRecord, RecordDecision } from './decideRecord';
import {
  byKey,
  factColumns,
  FactHistoryRow,
  FactRow,
  keyOf,
  toFactRow,
} from './FactRow';
import type { FactToRecord, RecordOutcome } from './FactStore';
import { mergeHistory } from './mergeHistory';

/** What was done, and which services must be scored again. */
export interface Recorded {
  outcomes: RecordOutcome[];
  services: string[];
}

/**
 * Records values within a transaction: one read, one upsert and at most one
 * history statement per chunk, however many services they are about.
 *
 * Rows are not locked while they are compared, as that would write to every
 * row of an unchanged batch. Two writers of the same fact are kept right by
 * the upsert itself, which never lets an older value replace a newer one.
 */
export async function recordFacts(
  tx: Knex.Transaction,
  facts: FactToRecord[],
): Promise<Recorded> {
  const incoming = facts.map(toFactRow);
  const rows = await readKnown(tx, incoming);
  const written = new Map<string, FactRow>();
  const services = new Set<string>();
  const appended: FactHistoryRow[] = [];
  const late: FactHistoryRow[] = [];
  const now = Date.now();

  const outcomes = incoming.map((row, index) => {
    const key = keyOf(row);
    const decision = decideRecord(rows.get(key), row, { now });
    if (decision.row) {
      rows.set(key, decision.row);
      written.set(key, decision.row);
    }
    if (decision.matters) services.add(row.service_ref);
    if (facts[index].history) sortOut(decision, row, { appended, late });
    return decision.outcome;
  });

  await upsert(tx, [...written.values()]);
  await append(tx, appended);
  await insertLate(tx, late);
  return { outcomes, services: [...services] };
}

function sortOut(
  decision: RecordDecision,
  row: FactRow,
  { appended, late }: { appended: FactHistoryRow[]; late: FactHistoryRow[] },
): void {
  const { service_ref, fact, value, source } = row;
  const entry = { service_ref, fact, at: row.collected_at, value, source };
  if (decision.history === 'append') appended.push(entry);
  if (decision.history === 'insert') late.push(entry);
}

async function readKnown(
  tx: Knex.Transaction,
  incoming: FactRow[],
): Promise<Map<string, FactRow>> {
  const known = new Map<string, FactRow>();
  const services = [...new Set(incoming.map(row => row.service_ref))];
  const facts = [...new Set(incoming.map(row => row.fact))];
  for (const someServices of chunked(services, 2)) {
    for (const someFacts of chunked(facts, 2)) {
      const rows = await tx<FactRow>('facts')
        .select(...factColumns)
        .whereIn('service_ref', someServices)
        .whereIn('fact', someFacts);
      for (const row of rows) known.set(keyOf(row), row);
    }
  }
  return known;
}

async function upsert(tx: Knex.Transaction, rows: FactRow[]): Promise<void> {
  for (const chunk of chunked(rows.sort(byKey), factColumns.length)) {
    await tx('facts')
      .insert(chunk)
      .onConflict(['service_ref', 'fact'])
      .merge()
      .where('facts.collected_at', '<=', tx.raw('excluded.collected_at'));
  }
}

async function append(
  tx: Knex.Transaction,
  entries: FactHistoryRow[],
): Promise<void> {
  // Of several entries for one moment the last counts.
  const unique = new Map(entries.map(row => [`${keyOf(row)} ${row.at}`, row]));
  for (const chunk of chunked([...unique.values()].sort(byKey), 5)) {
    await tx('fact_history')
      .insert(chunk)
      .onConflict(['service_ref', 'fact', 'at'])
      .merge();
  }
}

async function insertLate(
  tx: Knex.Transaction,
  late: FactHistoryRow[],
): Promise<void> {
  const byFact = new Map<string, FactHistoryRow[]>();
  for (const row of late) {
    byFact.set(keyOf(row), [...(byFact.get(keyOf(row)) ?? []), row]);
  }
  const pairs = [...byFact.values()].map(([row]) => [
    row.service_ref,
    row.fact,
  ]);
  for (const chunk of chunked(pairs, 2)) {
    const rows = await tx<FactHistoryRow>('fact_history')
      .select('*')
      .whereIn(['service_ref', 'fact'], chunk);
    const known = new Map<string, FactHistoryRow[]>();
    for (const row of rows) {
      const key = keyOf(row);
      known.set(key, [...(known.get(key) ?? []), row]);
    }
    const inserted: FactHistoryRow[] = [];
    const deleted: FactHistoryRow[] = [];
    for (const [service_ref, fact] of chunk) {
      const key = keyOf({ service_ref, fact });
      const merge = mergeHistory(known.get(key) ?? [], byFact.get(key) ?? []);
      inserted.push(...merge.inserted);
      deleted.push(...merge.deleted);
    }
    for (const gone of chunked(deleted, 3)) {
      await tx('fact_history')
        .whereIn(
          ['service_ref', 'fact', 'at'],
          gone.map(row => [row.service_ref, row.fact, row.at]),
        )
        .delete();
    }
    await append(tx, inserted);
  }
}
