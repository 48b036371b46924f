import type { Knex } from 'knex';
import { chunked, toNumber } from '../database/rows';
import { onlyVisible } from './onlyVisible';
import type {
  PendingChange,
  ServiceChanges,
  WhichChanges,
} from './ServiceChanges';

const later = `case when excluded.mark > service_changes.mark
  then excluded.mark else service_changes.mark + 1 end`;

/**
 * The queue in the table `service_changes`: one row per waiting service.
 *
 * Every mark gets a number never used before, so that {@link done} of a number
 * read earlier cannot take away a mark set since, whichever replica set it.
 * Numbers are microseconds made of the clock and a counter that starts at
 * random; a mark on a row whose number is already greater (a clock that runs
 * ahead) adds one to it instead.
 */
export class DatabaseServiceChanges implements ServiceChanges {
  readonly #knex: Knex;
  readonly #listeners = new Set<(refs: string[]) => void>();
  #counter = Math.floor(Math.random() * 1000);

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DatabaseServiceChanges {
    return new DatabaseServiceChanges(options.database);
  }

  async mark(
    refs: string[],
    options: { tx?: Knex.Transaction } = {},
  ): Promise<void> {
    if (refs.length === 0) return;
    const { tx } = options;
    const now = Date.now();
    this.#counter = (this.#counter + 1) % 1000;
    const mark = now * 1000 + this.#counter;
    // In order of ref, so that two replicas never wait for each other's rows.
    const rows = [...new Set(refs)]
      .sort()
      .map(ref => ({ ref, mark, waiting_since: now }));
    for (const chunk of chunked(rows, 3)) {
      await (tx ?? this.#knex)('service_changes')
        .insert(chunk)
        .onConflict('ref')
        .merge({ mark: this.#knex.raw(later) });
    }
    if (tx) tx.executionPromise.then(() => this.#notify(refs), ignoreRollback);
    else this.#notify(refs);
  }

  async pending(
    limit: number,
    options: { refs?: string[] } = {},
  ): Promise<PendingChange[]> {
    const changes: PendingChange[] = [];
    const chunks = options.refs ? chunked(options.refs) : [undefined];
    for (const refs of chunks) {
      const query = this.#knex('service_changes')
        .select<Row[]>('ref', 'mark')
        .orderBy(['waiting_since', 'ref'])
        .limit(limit - changes.length);
      if (refs) query.whereIn('ref', refs);
      changes.push(...(await query).map(toPendingChange));
      if (changes.length >= limit) break;
    }
    return changes;
  }

  async done(changes: PendingChange[]): Promise<void> {
    for (const chunk of chunked(changes, 2)) {
      await this.#knex('service_changes')
        .whereIn(
          ['ref', 'mark'],
          chunk.map(change => [change.ref, change.mark]),
        )
        .delete();
    }
  }

  async count(which: WhichChanges = {}): Promise<number> {
    const { scope, waitingSince, except } = which;
    const marks: Knex.QueryBuilder = this.#knex('service_changes as w');
    if (waitingSince) {
      marks.where('w.waiting_since', '<', waitingSince.getTime());
    }
    if (except) marks.whereNotIn('w.ref', except);
    const row = await onlyVisible(marks, { scope, by: 'w.ref' })
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  subscribe(listener: (refs: string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(refs: string[]): void {
    for (const listener of this.#listeners) listener(refs);
  }
}

interface Row {
  ref: string;
  mark: number | string;
}

function toPendingChange(row: Row): PendingChange {
  return { ref: row.ref, mark: toNumber(row.mark) };
}

/** A rolled back transaction marked nothing, so there is nothing to tell. */
function ignoreRollback(): void {}
