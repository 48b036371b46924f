import type { SloOrigin } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { ParsedDocument, SloDocumentReader } from '../records';
import { attributeProblems } from './attributeProblems';
import { SloDocumentRow, toDocument } from './documentRows';

type Reading = Pick<ParsedDocument, 'slos' | 'problems'>;

interface DefinitionRow {
  key: string;
  hash: string;
  location: string;
  error: string | null;
}

const origin: SloOrigin = 'definitions';

/**
 * Documents with what they say. Files of definitions may speak of any service,
 * so they are looked at whatever service is in question; what was read of them
 * is remembered until they change.
 */
export class ParsedDocuments {
  readonly #read: SloDocumentReader;
  #known = new Map<string, Reading>();

  private constructor(read: SloDocumentReader) {
    this.#read = read;
  }

  static create(options: { read: SloDocumentReader }): ParsedDocuments {
    return new ParsedDocuments(options.read);
  }

  /** All documents that may speak of the services, with no SLOs of others. */
  async of(tx: Knex, services: ReadonlySet<string>): Promise<ParsedDocument[]> {
    const own: ParsedDocument[] = [];
    for (const chunk of chunked([...services])) {
      const rows = await tx<SloDocumentRow>('slo_documents').whereIn(
        'service_ref',
        chunk,
      );
      own.push(...rows.map(row => this.#parse(row)));
    }
    const shared = await this.#definitions(tx);
    return [
      ...own,
      ...shared.map(document => ({
        ...document,
        slos: document.slos.filter(({ spec }) => services.has(spec.service)),
      })),
    ];
  }

  /** Files of definitions, by key. */
  async definitions(
    tx: Knex,
    keys: readonly string[],
  ): Promise<ParsedDocument[]> {
    const asked = new Set(keys);
    if (asked.size === 0) return [];
    return (await this.#definitions(tx)).filter(({ key }) => asked.has(key));
  }

  async #definitions(tx: Knex): Promise<ParsedDocument[]> {
    const rows: DefinitionRow[] = await tx('slo_documents')
      .where({ origin })
      .select('key', 'hash', 'location', 'error');
    const known = new Map<string, Reading>();
    const unknown: string[] = [];
    for (const row of rows) {
      const before = this.#known.get(mark(row));
      if (before) known.set(mark(row), before);
      else unknown.push(row.key);
    }
    for (const chunk of chunked(unknown)) {
      const texts = await tx<SloDocumentRow>('slo_documents').whereIn(
        'key',
        chunk,
      );
      for (const row of texts) known.set(mark(row), this.#parse(row));
    }
    this.#known = known;
    return rows.map(row => ({
      ...(known.get(mark(row)) ?? { slos: [], problems: [] }),
      key: row.key,
      origin,
      location: row.location,
      error: row.error ?? undefined,
    }));
  }

  #parse(row: SloDocumentRow): ParsedDocument {
    const { key, service, location, error, text, ...rest } = toDocument(row);
    const read =
      text === ''
        ? { slos: [], problems: [] }
        : attributeProblems(this.#read(text, { service }));
    return { ...read, key, origin: rest.origin, service, location, error };
  }
}

/** The same text of the same file. */
function mark({ key, hash }: Pick<SloDocumentRow, 'key' | 'hash'>): string {
  return `${hash} ${key}`;
}
