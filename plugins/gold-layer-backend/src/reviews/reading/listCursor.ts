import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { storableText } from '../../http/storableText';

/** Where a page ended: the sort value and key of its last row. */
export interface ListPosition {
  value: string | number | null;
  key: string;
}

const types = {
  string: storableText,
  number: z.int(),
  /** PostgreSQL compares such a column with nothing larger. */
  int32: z.int32(),
};

/** What the column holds that is sorted by. */
export type PositionType = keyof typeof types;

const cursorSchema = z.tuple([
  z.string(),
  z.union([storableText, z.number(), z.null()]),
  storableText,
]);

/** Writes a position as the opaque cursor that leads to the rows after it. */
export function encodePosition(
  query: object,
  { value, key }: ListPosition,
): string {
  const content = [fingerprint(query), value, key];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/**
 * Reads a cursor; `type` is what the order sorts by.
 *
 * @throws InputError if it is none, or was given for other filters or another order
 */
export function decodePosition(
  query: { cursor?: string },
  type: PositionType,
): ListPosition | undefined {
  const { cursor } = query;
  if (cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(readJson(cursor));
  const [asked, value, key] = parsed.data ?? [];
  if (key === undefined || value === undefined) throw noCursor(cursor);
  if (asked !== fingerprint(query)) {
    throw new InputError(
      'query.cursor: it was given for other filters or another order; start again without it',
    );
  }
  if (!types[type].nullable().safeParse(value).success) throw noCursor(cursor);
  return { value, key };
}

function noCursor(found: string): InputError {
  return new InputError(
    `query.cursor: expected a value of pageInfo.nextCursor, found '${found}'`,
  );
}

/** Of filters and order, so that a cursor is not used with others. */
function fingerprint(query: object): string {
  const sorted = Object.entries(query)
    .filter(
      ([name, value]) =>
        name !== 'cursor' && name !== 'limit' && value !== undefined,
    )
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
