import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const cursorSchema = z.tuple([z.string(), z.unknown()]);

/** Writes where a page ended as the opaque cursor that leads to the rows after it. */
export function encodeCursor(query: object, position: unknown): string {
  const content = [fingerprint(query), position];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/**
 * Reads a query's cursor; undefined on the first page. The schema says what a
 * position holds: PostgreSQL compares columns with nothing else.
 *
 * @throws InputError if it is none, or was given for other filters or another order
 */
export function decodeCursor<T>(
  query: { cursor?: string },
  position: z.ZodType<T>,
): T | undefined {
  if (query.cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(readJson(query.cursor));
  if (!parsed.success) throw noCursor(query.cursor);
  const [asked, content] = parsed.data;
  if (asked !== fingerprint(query)) {
    throw new InputError(
      'query.cursor: it was given for other filters or another order; start again without it',
    );
  }
  const found = position.safeParse(content);
  if (!found.success) throw noCursor(query.cursor);
  return found.data;
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
