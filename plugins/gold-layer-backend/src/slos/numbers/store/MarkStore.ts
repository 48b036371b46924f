import type { Knex } from 'knex';
import { jsonRows, rowsOf } from '../../../database/jsonRows';
import { upsertRows, WritableTable } from '../../../database/writeRows';

/** A deploy or an incident as told; times are milliseconds since 1970. */
export interface ToldMark {
  service: string;
  kind: 'deploy' | 'incident';
  key: string;
  from: number;
  to?: number;
  title: string;
  url?: string;
}

const table: WritableTable = {
  name: 'slo_marks',
  columns: {
    service_ref: 'text',
    kind: 'text',
    key: 'text',
    '"from"': 'bigint',
    '"to"': 'bigint',
    title: 'text',
    url: 'text',
  },
  key: ['service_ref', 'kind', 'key'],
};

/** Keeps deploys and incidents of services. */
export class MarkStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): MarkStore {
    return new MarkStore(options.database);
  }

  /** Stores marks; the same service, kind and key replaces. Answers, in order, which of them were new or different. */
  async put(marks: readonly ToldMark[]): Promise<boolean[]> {
    return this.#knex.transaction(async tx => {
      const known = await this.#known(tx, marks);
      const changed = marks.map(mark => {
        const text = JSON.stringify(toRow(mark));
        const differs = known.get(keyOf(mark)) !== text;
        known.set(keyOf(mark), text);
        return differs;
      });
      const last = new Map(
        marks.flatMap((mark, index) =>
          changed[index] ? [[keyOf(mark), mark]] : [],
        ),
      );
      await upsertRows(tx, table, [...last.values()].map(toRow));
      return changed;
    });
  }

  async #known(
    tx: Knex.Transaction,
    marks: readonly ToldMark[],
  ): Promise<Map<string, string>> {
    const told = jsonRows(tx, {
      service_ref: 'text',
      kind: 'text',
      key: 'text',
    });
    const found = await tx.raw<StoredMark[] | { rows: StoredMark[] }>(
      `select m.* from ${told} v
       cross join slo_marks m
       where m.service_ref = v.service_ref and m.kind = v.kind and m.key = v.key`,
      [
        JSON.stringify(
          marks.map(({ service, kind, key }) => [service, kind, key]),
        ),
      ],
    );
    return new Map(
      rowsOf(found).map(row => {
        const mark = toMark(row);
        return [keyOf(mark), JSON.stringify(toRow(mark))];
      }),
    );
  }
}

interface StoredMark {
  service_ref: string;
  kind: ToldMark['kind'];
  key: string;
  from: number | string;
  to: number | string | null;
  title: string;
  url: string | null;
}

function toRow(mark: ToldMark) {
  return {
    service_ref: mark.service,
    kind: mark.kind,
    key: mark.key,
    '"from"': mark.from,
    '"to"': mark.to ?? null,
    title: mark.title,
    url: mark.url ?? null,
  };
}

function toMark(row: StoredMark): ToldMark {
  return {
    service: row.service_ref,
    kind: row.kind,
    key: row.key,
    from: Number(row.from),
    to: row.to === null ? undefined : Number(row.to),
    title: row.title,
    url: row.url ?? undefined,
  };
}

function keyOf({ service, kind, key }: ToldMark): string {
  return JSON.stringify([service, kind, key]);
}
