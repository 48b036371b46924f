import type { ServicesQuery } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { storableText } from '../http/storableText';

/** Where a page ended: the sort value and ref of its last row. */
export interface Position {
  value: string | number | null;
  ref: string;
}

/** What an order sorts by. */
export interface SortKey {
  column: string;
  /** The ref beside it in the same index. */
  ref: string;
  /** Whether there are services without a value. */
  optional: boolean;
  /** What the column holds: PostgreSQL compares it with nothing else. */
  value: z.ZodType<Position['value']>;
}

const ofService = (column: string, value: SortKey['value']): SortKey => ({
  column: `services.${column}`,
  ref: 'services.ref',
  optional: value.safeParse(null).success,
  value,
});
/** `results` is the row of the chosen scorecard. */
const ofResult = (column: string, value: z.ZodType<number>): SortKey => ({
  column: `results.${column}`,
  ref: 'results.service_ref',
  optional: true,
  value: value.nullable(),
});

const keys: Record<ServicesQuery['sort'], SortKey> = {
  name: ofService('sort_name', storableText),
  tier: ofService('tier_rank', z.int32()),
  owner: ofService('owner_ref', storableText.nullable()),
  system: ofService('system_ref', storableText.nullable()),
  lifecycle: ofService('lifecycle', storableText.nullable()),
  gaps: ofService('gap_count', z.int32()),
  level: ofResult('rank', z.int32()),
  coverage: ofResult('coverage', z.number()),
  trend: ofResult('trend', z.int32()),
};

/** What an order sorts by. */
export function sortKey(sort: ServicesQuery['sort']): SortKey {
  return keys[sort];
}

/** What a position of this order holds. */
export function positionSchema(
  sort: ServicesQuery['sort'],
): z.ZodType<Position> {
  return z.object({ value: keys[sort].value, ref: storableText });
}

/** Whether an order speaks of a scorecard. */
export function sortsByScorecard(sort: ServicesQuery['sort']): boolean {
  return keys[sort].ref !== 'services.ref';
}

/**
 * Orders services that have a value, after a position. Those with the same
 * value come in order of ref, in the same direction, so that an index on both
 * serves either direction and a page costs the same wherever it lies.
 */
export function orderFilled(
  query: Knex.QueryBuilder,
  { sort, order }: Pick<ServicesQuery, 'sort' | 'order'>,
  after: Position | undefined,
): void {
  const { column, ref, optional } = keys[sort];
  if (optional) query.whereNotNull(column);
  query.orderBy([
    { column, order },
    { column: ref, order },
  ]);
  if (!after || after.value === null) return;
  const { value } = after;
  const beyond = order === 'asc' ? '>' : '<';
  query
    .where(column, `${beyond}=`, value)
    .where(rest =>
      rest.where(column, beyond, value).orWhere(ref, beyond, after.ref),
    );
}

/** Orders services that have no value, after a position among them; they come last in both directions. */
export function orderEmpty(
  query: Knex.QueryBuilder,
  { sort, order }: Pick<ServicesQuery, 'sort' | 'order'>,
  after: Position | undefined,
): void {
  query
    .whereNull(keys[sort].column)
    .orderBy([{ column: 'services.ref', order }]);
  if (after?.value === null) {
    query.where('services.ref', order === 'asc' ? '>' : '<', after.ref);
  }
}
