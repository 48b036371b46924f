import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { ServicesQuery } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { storableText } from '../http/storableText';
import { sortKey } from './sorting';

/** Where a page ended: the sort value and ref of its last row. */
export interface Position {
  value: string | number | null;
  ref: string;
}

const cursorSchema = z.tuple([z.string(), z.unknown(), storableText]);

/** Writes a position as the opaque cursor that leads to the rows after it. */
export function encodeCursor(
  query: ServicesQuery,
  { value, ref }: Position,
): string {
  const content = [fingerprint(query), value, ref];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws InputError if it is none, or was given for other filters or another order
 */
export function decodeCursor(query: ServicesQuery): Position | undefined {
  if (query.cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(readJson(query.cursor));
  if (!parsed.success) throw noCursor(query.cursor);
  const [asked, found, ref] = parsed.data;
  if (asked !== fingerprint(query)) {
    throw new InputError(
      'query.cursor: it was given for other filters or another order; start again without it',
    );
  }
  const value = sortKey(query.sort).value.safeParse(found);
  if (!value.success) throw noCursor(query.cursor);
  return { value: value.data, ref };
}

function noCursor(found: string): InputError {
  return new InputError(
    `query.cursor: expected a value of pageInfo.nextCursor, found '${found}'`,
  );
}

/** Of filters and order, so that a cursor is not used with others. */
function fingerprint({ cursor, limit, ...rest }: ServicesQuery): string {
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
