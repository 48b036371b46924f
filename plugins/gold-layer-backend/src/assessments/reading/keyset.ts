import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/listCursor';
import { storableText } from '../../http/storableText';

/** What a list is sorted by. */
export interface SortKey {
  column: string;
  /** What tells rows with the same value apart, in the same index. */
  id: string;
  /** The same where there is no value; `id` if absent. */
  emptyId?: string;
  /** Whether there are rows without a value; they come last in both directions. */
  optional: boolean;
  /** What the column holds: PostgreSQL compares it with nothing else. */
  value: z.ZodType<string | number>;
}

/** Where a page ended: the sort value and id of its last row. */
export interface Position {
  value: string | number | null;
  id: string;
}

interface PagedQuery {
  cursor?: string;
  limit: number;
  order: 'asc' | 'desc';
}

function positionSchema({ value, optional }: SortKey): z.ZodType<Position> {
  return z.object({
    value: optional ? value.nullable() : value,
    id: storableText,
  });
}

/**
 * Reads the page after the query's cursor: first rows that have a value to
 * sort by, then those that have none. Both are found by index, so that a page
 * costs the same wherever it lies. `matching` starts a query anew.
 */
export async function findPage(
  query: PagedQuery,
  key: SortKey,
  matching: (part: 'filled' | 'empty') => Knex.QueryBuilder,
): Promise<{ ids: string[]; nextCursor?: string }> {
  const after = decodeCursor(query, positionSchema(key));
  const limit = query.limit + 1;
  const found: Position[] = [];
  if (after?.value !== null) {
    const filled = matching('filled')
      .select(`${key.id} as id`, `${key.column} as value`)
      .limit(limit);
    orderFilled(filled, { key, order: query.order, after });
    found.push(...(await filled));
  }
  if (key.optional && found.length < limit) {
    const emptyId = key.emptyId ?? key.id;
    const empty = matching('empty')
      .whereNull(key.column)
      .select(`${emptyId} as id`)
      .limit(limit - found.length)
      .orderBy(emptyId, query.order);
    if (after?.value === null) empty.where(emptyId, beyond(query), after.id);
    const rows: { id: string }[] = await empty;
    found.push(...rows.map(({ id }) => ({ id, value: null })));
  }
  const shown = found.slice(0, query.limit);
  const last = found.length > query.limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map(({ id }) => id),
    nextCursor: last && encodeCursor(query, numeric(last, key)),
  };
}

function orderFilled(
  query: Knex.QueryBuilder,
  options: { key: SortKey; order: 'asc' | 'desc'; after?: Position },
): void {
  const { key, order, after } = options;
  if (key.optional) query.whereNotNull(key.column);
  query.orderBy([
    { column: key.column, order },
    { column: key.id, order },
  ]);
  const value = after?.value ?? undefined;
  if (!after || value === undefined) return;
  const side = beyond(options);
  query
    .where(key.column, `${side}=`, value)
    .where(rest =>
      rest.where(key.column, side, value).orWhere(key.id, side, after.id),
    );
}

function beyond({ order }: { order: 'asc' | 'desc' }): '>' | '<' {
  return order === 'asc' ? '>' : '<';
}

/** PostgreSQL hands bigints back as strings. */
function numeric({ id, value }: Position, key: SortKey): Position {
  const isNumber = key.value.safeParse(0).success;
  return { id, value: isNumber && value !== null ? Number(value) : value };
}
