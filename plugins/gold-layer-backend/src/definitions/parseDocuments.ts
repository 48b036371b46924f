import {
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import type { Document, Node } from 'yaml';
import { z } from 'zod';

/** A place in a file, both counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A document as found in a file, not yet known to be good. */
export interface FoundDocument {
  apiVersion?: string;
  kind?: string;
  name?: string;
  /** The value as plain data; absent when the YAML itself is broken. */
  value?: unknown;
  /** The document as written. */
  source: string;
  /** Where it stands in the file, from its first character to the first of the next one. */
  range: { start: number; end: number };
  /** Why the YAML is broken, and where. */
  broken?: { reason: string; place?: Place };
  /** Where a path stands, or the nearest thing around it that is there. */
  locate(path: readonly PropertyKey[]): Place | undefined;
}

const headerSchema = z.object({
  apiVersion: z.string().optional().catch(undefined),
  kind: z.string().optional().catch(undefined),
  metadata: z
    .object({ name: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Reads every document of a YAML file; empty ones are left out. */
export function parseDocuments(text: string): FoundDocument[] {
  const lines = new LineCounter();
  const documents = [...parseAllDocuments(text, { lineCounter: lines })];
  const found: FoundDocument[] = [];
  let start = 0;
  for (const document of documents) {
    const end = document.range[2];
    const range = { start, end };
    const source = text.slice(start, end).replace(/^\s*---[^\n]*\n/, '');
    start = end;
    const place = (offset: number): Place => {
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    };
    const [error] = document.errors;
    if (error) {
      found.push({
        source,
        range,
        broken: {
          // The first line says what; the others draw where, which is said apart.
          reason: error.message
            .split('\n')[0]
            .replace(/ at line \d+, column \d+:?$/, ''),
          place: place(error.pos[0]),
        },
        locate: () => place(error.pos[0]),
      });
    } else if (document.contents) {
      found.push({ ...toFound(document, place), source, range });
    }
  }
  return found;
}

function toFound(
  document: Document,
  place: (offset: number) => Place,
): Omit<FoundDocument, 'source' | 'range'> {
  const locate = (path: readonly PropertyKey[]) => {
    const offset = offsetOf(document.contents, path);
    return offset === undefined ? undefined : place(offset);
  };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const header = headerSchema.safeParse(value).data;
    return {
      apiVersion: header?.apiVersion,
      kind: header?.kind,
      name: header?.metadata?.name,
      value,
      locate,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { broken: { reason, place: locate([]) }, locate };
  }
}

/** Follows a path as far as it exists. */
function offsetOf(
  root: unknown,
  path: readonly PropertyKey[],
): number | undefined {
  let current: unknown = root;
  let offset = isNode(root) ? startOf(root) : undefined;
  for (const part of path) {
    const next = child(current, part);
    if (!next) break;
    offset = next.offset ?? offset;
    current = next.node;
  }
  return offset;
}

function child(
  node: unknown,
  part: PropertyKey,
): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      item => isPair(item) && isScalar(item.key) && item.key.value === part,
    );
    if (!pair) return undefined;
    const key = isNode(pair.key) ? startOf(pair.key) : undefined;
    return { node: pair.value, offset: key };
  }
  if (isNode(node) && 'items' in node && Array.isArray(node.items)) {
    const item: unknown = node.items[Number(part)];
    return isNode(item) ? { node: item, offset: startOf(item) } : undefined;
  }
  return undefined;
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}
