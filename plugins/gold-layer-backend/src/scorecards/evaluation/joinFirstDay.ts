import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { ReplayedBatch } from './ReplayStore';
import {
  CheckChangeRow,
  CheckResultRow,
  LevelChangeRow,
  ScorecardResultRow,
  tables,
} from './resultTables';
import { deleteRows, upsertRows } from '../../database/writeRows';

/** What the first observed day is joined to. */
export interface FirstDay {
  since: ReplayedBatch['since'];
  /** Its last millisecond. */
  until: number;
}

/**
 * Joins the day on which the portal began to the replayed days before it. On
 * that day services seem to change from minute to minute, only because facts
 * come in one after the other: what counts is what the day came to, as one
 * change from the last replayed state, or none.
 */
export async function joinFirstDay(
  tx: Knex.Transaction,
  refs: string[],
  day: FirstDay,
): Promise<void> {
  await joinLevels(tx, refs, day);
  await joinChecks(tx, refs, day);
}

async function joinLevels(
  tx: Knex.Transaction,
  refs: string[],
  { since, until }: FirstDay,
): Promise<void> {
  const rows = await tx('level_changes')
    .select<LevelChangeRow[]>(Object.keys(tables.levelChanges.columns))
    .whereIn('service_ref', refs)
    .where('replayed', 0)
    .where('at', '<=', until)
    .orderBy('at');
  const joined = rows.filter(row => since.has(levelKey(row)));
  const outcomes = new Map(joined.map(row => [levelKey(row), row]));
  const moved: LevelChangeRow[] = [];
  const unmoved = new Map<string, { seen: number; at: number }>();
  for (const [key, row] of outcomes) {
    const last = since.get(key);
    if (!last || !('rank' in last)) continue;
    const at = toNumber(row.at);
    if (last.rank === row.to_rank && last.level === row.to_level) {
      unmoved.set(key, { seen: at, at: last.at });
    } else {
      const from = { from_level: last.level, from_rank: last.rank };
      moved.push({ ...row, at, ...from });
    }
  }
  await deleteRows(tx, tables.levelChanges, joined);
  await upsertRows(tx, tables.levelChanges, moved);

  const results = await tx('scorecard_results')
    .select<ScorecardResultRow[]>(Object.keys(tables.results.columns))
    .whereIn('service_ref', refs);
  const older = results.flatMap(row => {
    const known = unmoved.get(levelKey(row));
    return known?.seen === toNumber(row.changed_at)
      ? [{ ...row, changed_at: known.at }]
      : [];
  });
  await upsertRows(tx, tables.results, older);
}

async function joinChecks(
  tx: Knex.Transaction,
  refs: string[],
  { since, until }: FirstDay,
): Promise<void> {
  const rows = await tx('check_changes')
    .select<CheckChangeRow[]>(Object.keys(tables.checkChanges.columns))
    .whereIn('service_ref', refs)
    .where('replayed', 0)
    .orderBy('at');
  const later = new Set(
    rows.filter(row => toNumber(row.at) > until).map(checkKey),
  );
  const joined = rows.filter(
    row => toNumber(row.at) <= until && since.has(checkKey(row)),
  );
  const moved: CheckChangeRow[] = [];
  for (const [key, row] of new Map(joined.map(it => [checkKey(it), it]))) {
    const last = since.get(key);
    if (last && 'state' in last && last.state !== row.to_state) {
      moved.push({ ...row, from_state: last.state });
    }
  }
  await deleteRows(tx, tables.checkChanges, joined);
  await upsertRows(tx, tables.checkChanges, moved);

  const results = await tx('check_results')
    .select<CheckResultRow[]>(Object.keys(tables.checks.columns))
    .whereIn('service_ref', refs);
  const older = results.flatMap(row => {
    const last = since.get(checkKey(row));
    const same = last && 'state' in last && last.state === row.state;
    return same && !later.has(checkKey(row))
      ? [{ ...row, changed_at: last.at }]
      : [];
  });
  await upsertRows(tx, tables.checks, older);
}

function levelKey(
  row: Pick<LevelChangeRow, 'service_ref' | 'scorecard'>,
): string {
  return JSON.stringify([row.service_ref, row.scorecard, '']);
}

function checkKey(
  row: Pick<CheckResultRow, 'service_ref' | 'scorecard' | 'check_id'>,
): string {
  return JSON.stringify([row.service_ref, row.scorecard, row.check_id]);
}
