import type { WaiversQuery } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { storableText } from '../../http/storableText';

/** Where a page ended: the sort value and id of its last row. */
export interface RegisterPosition {
  value: string | number;
  id: string;
}

interface RegisterOrder {
  /** What is sorted by; never null. */
  column: string;
  value: z.ZodType<string | number>;
  /** The greatest age is the smallest time. */
  reversed?: boolean;
}

/** Services that have left the catalog come under the title they had. */
const serviceName =
  "coalesce(services.sort_name, lower(waivers.service_title), '')";
const ownerRef =
  "coalesce(case when services.ref is null then waivers.owner_ref else services.owner_ref end, '')";

const orders: Record<WaiversQuery['sort'], RegisterOrder> = {
  risk: { column: 'waivers.level_rank', value: z.int32() },
  age: { column: 'waivers.requested_at', value: z.int(), reversed: true },
  until: { column: 'waivers.ends_at', value: z.int() },
  renewals: { column: 'waivers.renewal', value: z.int32() },
  service: { column: serviceName, value: storableText },
  owner: { column: ownerRef, value: storableText },
};

/** What a position of this order holds. */
export function positionSchema(
  sort: WaiversQuery['sort'],
): z.ZodType<RegisterPosition> {
  return z.object({ value: orders[sort].value, id: storableText });
}

/** Whether an order sorts by text; the others sort by numbers. */
export function isByText(sort: WaiversQuery['sort']): boolean {
  return orders[sort].value === storableText;
}

/** Selects the sort value, orders, and begins after a position; those with the same value come in order of id. */
export function orderRegister(
  query: Knex.QueryBuilder,
  { sort, order }: Pick<WaiversQuery, 'sort' | 'order'>,
  { after, knex }: { after: RegisterPosition | undefined; knex: Knex },
): void {
  const { column, reversed = false } = orders[sort];
  const ascending = (order === 'asc') !== reversed;
  const direction = ascending ? 'asc' : 'desc';
  const beyond = ascending ? '>' : '<';
  query
    .select(knex.raw(`${column} as sort_value`))
    .orderByRaw(`${column} ${direction}`)
    .orderBy('waivers.id', direction);
  if (!after) return;
  query
    .whereRaw(`${column} ${beyond}= ?`, [after.value])
    .where(rest =>
      rest
        .whereRaw(`${column} ${beyond} ?`, [after.value])
        .orWhere('waivers.id', beyond, after.id),
    );
}
