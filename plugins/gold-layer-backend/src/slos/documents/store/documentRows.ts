import type { SloOrigin } from '@gold-layer/backstage-plugin-common';
import { toNumber } from '../../../database/rows';
import type { StoredDocument } from '../records';
import { isBroken } from './planSlos';

/** A row of `slo_documents`. */
export interface SloDocumentRow {
  key: string;
  origin: SloOrigin;
  service_ref: string | null;
  location: string;
  url: string | null;
  text: string;
  hash: string;
  etag: string | null;
  problems: string;
  error: string | null;
  broken: number;
  version: number;
  changed_by: string | null;
  changed_at: number | string;
  read_at: number | string;
}

/** Columns that are written; when its service left the catalog is noted apart. */
export const documentColumns = [
  'origin',
  'service_ref',
  'location',
  'url',
  'text',
  'hash',
  'etag',
  'problems',
  'error',
  'broken',
  'version',
  'changed_by',
  'changed_at',
  'read_at',
] as const satisfies readonly (keyof SloDocumentRow)[];

/** The row of a document. */
export function fromDocument(document: StoredDocument): SloDocumentRow {
  return {
    key: document.key,
    origin: document.origin,
    service_ref: document.service ?? null,
    location: document.location,
    url: document.url ?? null,
    text: document.text,
    hash: document.hash,
    etag: document.etag ?? null,
    problems: JSON.stringify(document.problems),
    error: document.error ?? null,
    broken: isBroken(document) ? 1 : 0,
    version: document.version,
    changed_by: document.changedBy ?? null,
    changed_at: document.changedAt,
    read_at: document.readAt,
  };
}

/** A document out of its row. */
export function toDocument(row: SloDocumentRow): StoredDocument {
  return {
    key: row.key,
    origin: row.origin,
    service: row.service_ref ?? undefined,
    location: row.location,
    url: row.url ?? undefined,
    text: row.text,
    hash: row.hash,
    etag: row.etag ?? undefined,
    problems: JSON.parse(row.problems),
    error: row.error ?? undefined,
    version: row.version,
    changedBy: row.changed_by ?? undefined,
    changedAt: toNumber(row.changed_at),
    readAt: toNumber(row.read_at),
  };
}
