import type { SlosQuery } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import { decodeCursor, encodeCursor } from '../../http/listCursor';
import {
  everyService,
  matchingSlos,
  PartialSloFilter,
  Reading,
} from './filterSlos';
import { SloOrder } from './sloOrder';
import { standingColumns } from './standingColumns';
import { KnownSlo, sloColumns, SloStoredRow, toKnownSlo } from './sloRows';

/** One page of SLOs. */
export interface SloPage {
  items: KnownSlo[];
  nextCursor?: string;
}

/** Reads lists of SLOs: filtered, sorted, page by page. */
export class SloListStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): SloListStore {
    return new SloListStore(options.database);
  }

  /**
   * The page after the query's cursor, in one statement: sorted are narrow rows
   * that hold no more than what is sorted by, and only those of the page are
   * joined with what is shown of them.
   */
  async page(query: SlosQuery, reading: Reading): Promise<SloPage> {
    const order = SloOrder.of(query, reading.now);
    const after = decodeCursor(query, order.position);
    const narrow = matchingSlos(this.#knex, query, reading)
      .select('slos.num as num')
      .limit(query.limit + 1);
    order.apply(narrow, { after, knex: this.#knex });
    const wide: Knex.QueryBuilder = this.#knex
      .from(narrow.as('page'))
      .join('slos', 'slos.num', 'page.num')
      .leftJoin('slo_status', 'slo_status.num', 'slos.num')
      .leftJoin('services', 'services.ref', 'slos.service_ref')
      .select('page.*', ...this.#columns(reading));
    order.again(wide);
    const rows: (SloStoredRow & Record<string, unknown>)[] = await wide;
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(toKnownSlo),
      nextCursor: last && encodeCursor(query, order.positionOf(last)),
    };
  }

  /** How many match, on all pages together. */
  async count(filter: PartialSloFilter, reading: Reading): Promise<number> {
    const row = await matchingSlos(this.#knex, filter, reading)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  /** All that match, by service and title; for what a filter exports. */
  async all(filter: PartialSloFilter, reading: Reading): Promise<KnownSlo[]> {
    const rows: SloStoredRow[] = await matchingSlos(this.#knex, filter, reading)
      .select(this.#columns(reading))
      .orderBy(['slos.service_ref', 'slos.id']);
    return rows.map(toKnownSlo);
  }

  /** One SLO by its id, as far as the caller may see its service. */
  async find(id: string, reading: Reading): Promise<KnownSlo | undefined> {
    const row: SloStoredRow | undefined = await matchingSlos(
      this.#knex,
      {},
      reading,
    )
      .where('slos.id', id.toLocaleLowerCase('en-US'))
      .select(this.#columns(reading))
      .first();
    return row && toKnownSlo(row);
  }

  /** Those of services of the catalog in order of id, after one; whoever asks. */
  async byId(asked: {
    after: string | undefined;
    limit: number;
    now: Date;
  }): Promise<KnownSlo[]> {
    const reading = { scope: everyService, now: asked.now };
    const query = matchingSlos(this.#knex, {}, reading)
      .whereNotNull('services.ref')
      .select(this.#columns(reading))
      .orderBy('slos.id')
      .limit(asked.limit);
    if (asked.after !== undefined) query.where('slos.id', '>', asked.after);
    const rows: SloStoredRow[] = await query;
    return rows.map(toKnownSlo);
  }

  /** Number and service of an SLO, whoever asks. */
  async ofId(
    id: string,
  ): Promise<{ num: number; service: string } | undefined> {
    return this.#knex('slos')
      .where({ id })
      .first('num', 'service_ref as service');
  }

  #columns({ now }: Reading) {
    const { state, budget, overdue } = standingColumns(now);
    return [
      ...sloColumns,
      this.#knex.raw(`${state} as state_now`),
      this.#knex.raw(`${budget} as budget_now`),
      this.#knex.raw(`${overdue} as overdue_now`),
    ];
  }
}
