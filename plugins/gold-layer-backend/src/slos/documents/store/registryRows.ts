import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { SloRecord } from '../../records';
import type { ParsedDocument, StoredDocument } from '../records';
import { SloDocumentRow, toDocument } from './documentRows';
import { isBroken } from './planSlos';
import type { Resolved } from './resolveSlos';
import { StoredSloRow, toSlo } from './sloRows';

/** Documents as stored, by key. */
export async function byKey(
  tx: Knex.Transaction,
  keys: string[],
): Promise<Map<string, StoredDocument>> {
  const found = new Map<string, StoredDocument>();
  for (const chunk of chunked(keys)) {
    const rows = await tx<SloDocumentRow>('slo_documents').whereIn(
      'key',
      chunk,
    );
    for (const row of rows) found.set(row.key, toDocument(row));
  }
  return found;
}

/** Services that the documents have spoken of so far. */
export async function servicesOf(
  tx: Knex.Transaction,
  keys: string[],
): Promise<string[]> {
  const refs = new Set<string>();
  for (const chunk of chunked(keys)) {
    const declared = await tx('slo_documents')
      .whereIn('key', chunk)
      .whereNotNull('service_ref')
      .pluck<string[]>('service_ref');
    const spoken = await tx('slos')
      .distinct('service_ref')
      .whereIn('document_key', chunk)
      .pluck<string[]>('service_ref');
    for (const ref of [...declared, ...spoken]) refs.add(ref);
  }
  return [...refs];
}

/** SLOs in force: all of the services, and those of the ids whoever has them. */
export async function storedSlos(
  tx: Knex.Transaction,
  services: ReadonlySet<string>,
  ids: string[],
): Promise<SloRecord[]> {
  const rows = new Map<number, StoredSloRow>();
  for (const [column, values] of [
    ['service_ref', [...services]],
    ['id', ids],
  ] as const) {
    for (const chunk of chunked(values)) {
      const found = await tx<StoredSloRow>('slos').whereIn(column, chunk);
      for (const row of found) rows.set(row.num, row);
    }
  }
  return [...rows.values()].map(toSlo);
}

/** Problems that show only beside other documents are kept with those of the reader. */
export async function noteProblems(
  tx: Knex.Transaction,
  documents: ParsedDocument[],
  { problems }: Resolved,
): Promise<void> {
  for (const chunk of chunked(documents.map(({ key }) => key))) {
    const rows: Pick<SloDocumentRow, 'error' | 'key' | 'problems'>[] = await tx(
      'slo_documents',
    )
      .whereIn('key', chunk)
      .select('error', 'key', 'problems');
    for (const { error, key, problems: before } of rows) {
      const found = problems.get(key) ?? [];
      const now = JSON.stringify(found);
      if (now === before) continue;
      const document = { error: error ?? undefined, problems: found };
      await tx('slo_documents')
        .where({ key })
        .update({ problems: now, broken: isBroken(document) ? 1 : 0 });
    }
  }
}
