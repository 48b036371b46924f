import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type {
  CatalogFreshness,
  ServicesQuery,
} from '@gold-layer/backstage-plugin-common';
import type { Response } from 'express';
import type { ServiceScope } from '../services';
import { csvHeader, csvService } from './csv';
import type { DirectoryStore } from './DirectoryStore';

/** Services read at a time, so that ten thousand never stand in memory at once. */
const batchSize = 500;

/** Streams every matching service as CSV; stops reading when the caller goes away. */
export async function exportServices(
  query: Omit<ServicesQuery, 'limit' | 'cursor'>,
  scope: ServiceScope,
  options: {
    store: DirectoryStore;
    freshness: CatalogFreshness;
    response: Response;
  },
): Promise<undefined> {
  const { response } = options;
  // Read before the first byte, so that an error still gets its status.
  const lines = csvLines(query, scope, options);
  const header = await lines.next();
  response.type('text/csv; charset=utf-8').attachment('services.csv');
  await pipeline(
    Readable.from(concat(header.value ?? '', lines)),
    response,
  ).catch(error => {
    if (!response.destroyed) throw error;
  });
}

async function* csvLines(
  query: Omit<ServicesQuery, 'limit' | 'cursor'>,
  scope: ServiceScope,
  { store, freshness }: { store: DirectoryStore; freshness: CatalogFreshness },
): AsyncGenerator<string, undefined> {
  const scorecards = await store.scorecards();
  let cursor: string | undefined;
  let first = csvHeader(scorecards);
  do {
    const page = await store.page(
      { ...query, limit: batchSize, cursor },
      scope,
    );
    const lines = page.items.map(row => csvService(row, scorecards, freshness));
    yield first + lines.join('');
    first = '';
    cursor = page.nextCursor;
  } while (cursor);
}

async function* concat(
  head: string,
  rest: AsyncIterable<string>,
): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
