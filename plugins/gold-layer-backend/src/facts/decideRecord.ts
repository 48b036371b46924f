import type { FactRow } from './FactRow';
import type { RecordOutcome } from './FactStore';

/** What to do about a value that came in. */
export interface RecordDecision {
  outcome: RecordOutcome;
  /** The row to write, if any. */
  row?: FactRow;
  /** Whether checks, or the counts of each source, could now come out differently. */
  matters: boolean;
  /** Whether the history gets a new entry: at the end of it, or somewhere before. */
  history?: 'append' | 'insert';
}

/**
 * Compares a value that came in with the one known.
 * - an older one never replaces a newer one
 * - the same value again costs nothing until half of its validity has passed;
 *   then it is written with its new times, so that it does not go stale
 */
export function decideRecord(
  known: FactRow | undefined,
  incoming: FactRow,
  options: { now: number },
): RecordDecision {
  if (!known) {
    return {
      outcome: 'stored',
      row: incoming,
      matters: true,
      history: 'append',
    };
  }
  const same = known.value === incoming.value;
  const at = Number(incoming.collected_at);
  if (at < Number(known.collected_at)) {
    return same && at >= Number(known.changed_at)
      ? { outcome: 'unchanged', matters: false }
      : { outcome: 'superseded', matters: false, history: 'insert' };
  }
  if (!same) {
    return {
      outcome: 'stored',
      row: incoming,
      matters: true,
      history: 'append',
    };
  }
  if (!worthExtending(known, incoming)) {
    return { outcome: 'unchanged', matters: false };
  }
  const wasStale = isStale(known, options);
  return {
    outcome: wasStale ? 'stored' : 'unchanged',
    row: { ...incoming, changed_at: known.changed_at },
    matters:
      wasStale ||
      isStale(incoming, options) ||
      known.source !== incoming.source,
  };
}

function isStale(row: FactRow, { now }: { now: number }): boolean {
  return row.valid_until !== null && Number(row.valid_until) <= now;
}

function worthExtending(known: FactRow, incoming: FactRow): boolean {
  if (known.source !== incoming.source) return true;
  if (known.valid_until === null || incoming.valid_until === null) {
    return known.valid_until !== incoming.valid_until;
  }
  const collected = Number(known.collected_at);
  const halfway = (collected + Number(known.valid_until)) / 2;
  return (
    Number(incoming.collected_at) >= halfway ||
    Number(incoming.valid_until) < Number(known.valid_until)
  );
}
