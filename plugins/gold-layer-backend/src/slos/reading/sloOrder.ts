import type { SlosQuery } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { storableText } from '../../http/storableText';
import { standingColumns } from './standingColumns';

/** Where a page ended: the sort values of its last row and what tells it from others with the same. */
export type SloPosition = (string | number)[];

interface SortColumn {
  sql: string;
  value: z.ZodType<string | number>;
}

const title = "coalesce(services.sort_name, slos.service_ref, '')";

/** A number that may be missing: those without come last in both directions. */
const measured = (column: string, order: SlosQuery['order']): SortColumn[] => {
  const [first, last] = order === 'asc' ? [0, 1] : [1, 0];
  return [
    {
      sql: `case when ${column} is null then ${last} else ${first} end`,
      value: z.int32(),
    },
    { sql: `coalesce(${column}, 0)`, value: z.number() },
  ];
};

const columns: Record<
  SlosQuery['sort'],
  (order: SlosQuery['order'], now: Date) => SortColumn[]
> = {
  worst: (order, now) => [
    { sql: standingColumns(now).stateRank, value: z.int32() },
    ...measured('slo_status.remaining', order),
  ],
  service: () => [
    { sql: title, value: storableText },
    { sql: 'slos.title', value: storableText },
  ],
  objective: () => [{ sql: 'slos.objective', value: z.number() }],
  sli: order => measured('slo_status.sli', order),
  remaining: order => measured('slo_status.remaining', order),
  burn1h: order => measured('slo_status.burn_1h', order),
  burn6h: order => measured('slo_status.burn_6h', order),
  coverage: order => measured('slo_status.coverage', order),
};

/** What a list of SLOs is sorted by. */
export class SloOrder {
  readonly #columns: SortColumn[];
  readonly #order: SlosQuery['order'];

  private constructor(asked: SortColumn[], order: SlosQuery['order']) {
    this.#columns = [...asked, { sql: 'slos.num', value: z.int32() }];
    this.#order = order;
  }

  static of(
    { sort, order }: Pick<SlosQuery, 'sort' | 'order'>,
    now: Date,
  ): SloOrder {
    return new SloOrder(columns[sort](order, now), order);
  }

  /** What a position of this order holds. */
  get position(): z.ZodType<SloPosition> {
    return z
      .array(z.union([z.string(), z.number()]))
      .length(this.#columns.length)
      .refine(values =>
        values.every(
          (value, index) => this.#columns[index].value.safeParse(value).success,
        ),
      );
  }

  /** Orders, begins after a position, and selects the sort values as `sort_0`, `sort_1` and so on. */
  apply(
    query: Knex.QueryBuilder,
    { after, knex }: { after: SloPosition | undefined; knex: Knex },
  ): void {
    const expressions = this.#columns.map(({ sql }) => sql);
    expressions.forEach((sql, index) => {
      query.select(knex.raw(`${sql} as sort_${index}`));
      query.orderByRaw(`${sql} ${this.#order}`);
    });
    if (!after) return;
    const beyond = this.#order === 'asc' ? '>' : '<';
    const marks = after.map(() => '?').join(', ');
    query.whereRaw(`(${expressions.join(', ')}) ${beyond} (${marks})`, after);
  }

  /** Orders rows that were read with {@link SloOrder.apply} in a query beneath. */
  again(query: Knex.QueryBuilder): void {
    this.#columns.forEach((_, index) => {
      query.orderBy(`page.sort_${index}`, this.#order);
    });
  }

  /** The position of a row; PostgreSQL hands some numbers back as text. */
  positionOf(row: Record<string, unknown>): SloPosition {
    return this.#columns.map(({ value }, index) => {
      const found = row[`sort_${index}`];
      return value === storableText ? String(found) : Number(found);
    });
  }
}
