import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { FactStore } from './FactStore';
import { tablesOfServices } from './tablesOfServices';

/** Rows looked at or removed by one statement, so that nobody waits for long. */
const batchSize = 500;

/** Whoever pushed more recently may just be about to be noted. */
const underWayMs = 3_600_000;

/** Whether a later entry was in force before the limit. */
const outlived = `case when exists (
  select 1 from fact_history later
  where later.service_ref = h.service_ref and later.fact = h.fact
    and later.at > h.at and later.at <= ?
) then 1 else 0 end as outlived`;

/** Removes what nobody needs any more, a little at a time. */
export class FactSweep {
  readonly #knex: Knex;
  readonly #store: FactStore;

  private constructor(options: { database: Knex; store: FactStore }) {
    this.#knex = options.database;
    this.#store = options.store;
  }

  static create(options: { database: Knex; store: FactStore }): FactSweep {
    return new FactSweep(options);
  }

  /** Removes everything known about services that the catalog no longer has; answers how many services. */
  async removeVanished(signal: AbortSignal): Promise<number> {
    let removed = 0;
    for (const table of tablesOfServices) {
      let last = '';
      for (;;) {
        signal.throwIfAborted();
        const refs = await this.#servicesAfter(table, last);
        const tail = refs.at(-1);
        if (tail === undefined) break;
        last = tail;
        const gone = await this.#missing(refs);
        await this.#store.removeServices(gone);
        removed += gone.length;
      }
    }
    return removed;
  }

  /**
   * Forgets of which services somebody pushed facts that are gone or come from
   * elsewhere now, and those who pushed of whom nothing is left: their names
   * may be as many as there were builds. Answers how many services.
   */
  async removePushers(signal: AbortSignal): Promise<number> {
    let removed = 0;
    let last = ['', ''];
    for (;;) {
      signal.throwIfAborted();
      const rows = await this.#knex('source_services')
        .select<{ source: string; service_ref: string }[]>(
          'source',
          'service_ref',
        )
        .where('outcome', 'pushed')
        .whereRaw('(source, service_ref) > (?, ?)', last)
        .orderBy(['source', 'service_ref'])
        .limit(batchSize);
      const tail = rows.at(-1);
      if (!tail) break;
      last = [tail.source, tail.service_ref];
      for (const chunk of chunked(rows, 2)) {
        removed += await this.#knex('source_services')
          .whereIn(
            ['source', 'service_ref'],
            chunk.map(row => [row.source, row.service_ref]),
          )
          .where('outcome', 'pushed')
          .whereNotExists(
            this.#knex('facts')
              .whereRaw('facts.service_ref = source_services.service_ref')
              .whereRaw('facts.source = source_services.source'),
          )
          .delete();
      }
    }
    await this.#removePushedRuns();
    return removed;
  }

  /** Sources that collect have a beginning, or a past, which those who push have not. */
  async #removePushedRuns(): Promise<void> {
    const runs = this.#knex('source_runs')
      .whereNull('started_at')
      .whereNull('history_at')
      .where('finished_at', '<', Date.now() - underWayMs);
    for (const table of ['source_services', 'service_sources']) {
      runs.whereNotExists(
        this.#knex(table).whereRaw('??.source = source_runs.source', [table]),
      );
    }
    await runs.delete();
  }

  /** Found by steps through the index by service: a table has hundreds of rows of each. */
  async #servicesAfter(table: string, last: string): Promise<string[]> {
    const next = (after: string) =>
      `select min(t.service_ref) from ${table} t where t.service_ref > ${after}`;
    const rows: { ref: string }[] = await this.#knex
      .withRecursive(
        'refs',
        ['ref'],
        this.#knex.raw(
          `${next('?')} union all
           select (${next('refs.ref')}) from refs where refs.ref is not null`,
          [last],
        ),
      )
      .select('ref')
      .from('refs')
      .whereNotNull('ref')
      .limit(batchSize);
    return rows.map(({ ref }) => ref);
  }

  async #missing(refs: string[]): Promise<string[]> {
    const known = new Set(
      await this.#knex('services').whereIn('ref', refs).pluck<string[]>('ref'),
    );
    return refs.filter(ref => !known.has(ref));
  }

  /**
   * Removes history from before a moment, except what was still in force then;
   * answers how many entries. Walks along the index by age, so that entries
   * that stay are passed once and not looked at again for every batch.
   */
  async removeHistory(before: Date, signal: AbortSignal): Promise<number> {
    let removed = 0;
    let last: [number, string, string] = [-Infinity, '', ''];
    for (;;) {
      signal.throwIfAborted();
      const rows = await this.#oldest(before, last);
      const tail = rows.at(-1);
      if (!tail) return removed;
      last = [Number(tail.at), tail.service_ref, tail.fact];
      const gone = rows
        .filter(row => Boolean(Number(row.outlived)))
        .map(row => [row.service_ref, row.fact, row.at]);
      for (const chunk of chunked(gone, 3)) {
        await this.#knex('fact_history')
          .whereIn(['service_ref', 'fact', 'at'], chunk)
          .delete();
      }
      removed += gone.length;
    }
  }

  async #oldest(
    before: Date,
    [at, service, fact]: [number, string, string],
  ): Promise<AgedRow[]> {
    const query = this.#knex({ h: 'fact_history' })
      .select<AgedRow[]>(
        'h.at',
        'h.service_ref',
        'h.fact',
        this.#knex.raw(outlived, [before.getTime()]),
      )
      .where('h.at', '<', before.getTime())
      .orderBy(['h.at', 'h.service_ref', 'h.fact'])
      .limit(batchSize);
    if (Number.isFinite(at)) {
      query.whereRaw('(h.at, h.service_ref, h.fact) > (?, ?, ?)', [
        at,
        service,
        fact,
      ]);
    }
    return query;
  }
}

interface AgedRow {
  at: number | string;
  service_ref: string;
  fact: string;
  outlived: number | string;
}
