import type { BurnSeverity } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { jsonRows } from '../../../database/jsonRows';
import {
  deleteRows,
  upsertRows,
  WritableTable,
} from '../../../database/writeRows';

/** Burn alerts of one severity of an SLO. */
export interface BurnKey {
  num: number;
  severity: BurnSeverity;
}

/** Burn alerts of one severity of an SLO that fire: a row of `slo_burns`. */
export interface Burn extends BurnKey {
  /** Milliseconds since 1970. */
  since: number;
}

/** What became of burn alerts when numbers were worked out. */
export interface BurnSteps {
  begun: Burn[];
  ended: BurnKey[];
}

const burnTable: WritableTable = {
  name: 'slo_burns',
  columns: { num: 'bigint', severity: 'text', since: 'bigint' },
  key: ['num', 'severity'],
  kept: ['since'],
};

/**
 * Keeps which burn alerts fire, and whether the portal has told somebody. A row
 * is there from when an alert begins to fire until it is known to be over, so
 * that it is told once in between, whoever asks and however often it restarts.
 */
export class BurnStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): BurnStore {
    return new BurnStore(options.database);
  }

  /** Within the transaction that holds the numbers: each alert begins, and ends, once. */
  async follow(
    tx: Knex.Transaction,
    { begun, ended }: BurnSteps,
  ): Promise<void> {
    await deleteRows(
      tx,
      burnTable,
      ended.map(({ num, severity }) => ({ num, severity })),
    );
    await upsertRows(
      tx,
      burnTable,
      begun.map(({ num, severity, since }) => ({ num, severity, since })),
    );
  }

  /**
   * Burn alerts that fire and that nobody was told of, neither by the portal nor
   * by loaded rules, though there is an owner to tell: those that page first, then
   * the latest.
   */
  async untold(options: { limit: number }): Promise<Burn[]> {
    const rows: (Omit<Burn, 'since'> & { since: number | string })[] =
      await this.#knex({ b: 'slo_burns' })
        .join({ s: 'slo_status' }, 's.num', 'b.num')
        .join('slos', 'slos.num', 'b.num')
        .whereNull('b.told_at')
        .whereNot('s.rules', 'loaded')
        .where('slos.invalid', 0)
        // Those that nobody could be told of must not take the places of others.
        .whereExists(
          this.#knex('service_owners').whereRaw(
            'service_owners.service_ref = slos.service_ref',
          ),
        )
        // The row outlasts times in which nobody knows.
        .whereRaw(
          "s.firing in (3, case when b.severity = 'page' then 2 else 1 end)",
        )
        .orderBy([
          { column: 'b.severity' },
          { column: 'b.since', order: 'desc' },
          { column: 'b.num' },
        ])
        .limit(options.limit)
        .select('b.num', 'b.severity', 'b.since');
    return rows.map(row => ({ ...row, since: Number(row.since) }));
  }

  /** Somebody was told. Of one that has ended meanwhile, and begun anew, nobody was. */
  async told(burns: readonly Burn[], at: number): Promise<void> {
    if (burns.length === 0) return;
    await this.#knex.raw(
      `update slo_burns set told_at = ?
       from ${jsonRows(this.#knex, { num: 'int', severity: 'text', since: 'bigint' })} v
       where slo_burns.num = v.num and slo_burns.severity = v.severity
         and slo_burns.since = v.since`,
      [
        at,
        JSON.stringify(
          burns.map(({ num, severity, since }) => [num, severity, since]),
        ),
      ],
    );
  }
}
