import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { WaiversQuery } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { storableText } from '../../http/storableText';

/** Where a page ended: the sort value and id of its last row. */
export interface RegisterPosition {
  value: string | number;
  id: string;
}

const cursorSchema = z.tuple([z.string(), z.unknown(), storableText]);

/** Writes a position as the opaque cursor that leads to the rows after it. */
export function encodeCursor(
  query: WaiversQuery,
  { value, id }: RegisterPosition,
): string {
  const content = [fingerprint(query), value, id];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/**
 * Reads a cursor. `value` is what the order's column holds: PostgreSQL compares
 * it with nothing else.
 *
 * @throws InputError if it is none, or was given for other filters or another order
 */
export function decodeCursor(
  query: WaiversQuery,
  value: z.ZodType<string | number>,
): RegisterPosition | undefined {
  if (query.cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(readJson(query.cursor));
  const found = value.safeParse(parsed.data?.[1]);
  if (!parsed.success || !found.success) {
    throw new InputError(
      `query.cursor: expected a value of pageInfo.nextCursor, found '${query.cursor}'`,
    );
  }
  const [asked, , id] = parsed.data;
  if (asked !== fingerprint(query)) {
    throw new InputError(
      'query.cursor: it was given for other filters or another order; start again without it',
    );
  }
  return { value: found.data, id };
}

/** Of filters and order, so that a cursor is not used with others. */
function fingerprint({ cursor, limit, ...rest }: WaiversQuery): string {
  const sorted = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha1')
    .update(JSON.stringify(sorted))
    .digest('base64url')
    .slice(0, 8);
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
