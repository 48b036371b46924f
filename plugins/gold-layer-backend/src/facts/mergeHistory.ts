import type { FactHistoryRow } from './FactRow';

/** What to write so that late entries stand in order. */
export interface HistoryMerge {
  inserted: FactHistoryRow[];
  deleted: FactHistoryRow[];
}

/**
 * Fits late entries into the history of one fact of one service. The history
 * holds changes only: a late entry equal to the one before it is left out,
 * and one that says earlier what the next one says takes its place.
 */
export function mergeHistory(
  known: FactHistoryRow[],
  late: FactHistoryRow[],
): HistoryMerge {
  const knownTimes = new Set(known.map(row => Number(row.at)));
  const entries = [
    ...known.map(row => ({ row, isLate: false })),
    ...late
      .filter(row => !knownTimes.has(Number(row.at)))
      .map(row => ({ row, isLate: true })),
  ].sort((a, b) => Number(a.row.at) - Number(b.row.at));

  const merge: HistoryMerge = { inserted: [], deleted: [] };
  let before: { value: string | null; isLate: boolean } | undefined;
  for (const { row, isLate } of entries) {
    const same = before?.value === row.value;
    if (isLate && !same) merge.inserted.push(row);
    if (!isLate && same && before?.isLate) merge.deleted.push(row);
    before = { value: row.value, isLate: same ? !!before?.isLate : isLate };
  }
  return merge;
}
