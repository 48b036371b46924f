import type { UnreadDocument } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type { ReadSlos, SloDocumentReader } from '../records';
import type { SloDocumentRow } from './documentRows';
import type { SloRegistryStore } from './SloRegistryStore';
import { unreadIn } from './unreadIn';

/** What {@link UnreadDocuments} works with. */
export interface UnreadDocumentsOptions {
  database: Knex;
  read: SloDocumentReader;
  store: Pick<SloRegistryStore, 'ofServices'>;
}

/** A broken file without its text, which is long and seldom needed. */
type BrokenRow = Pick<
  SloDocumentRow,
  'key' | 'hash' | 'service_ref' | 'location' | 'error' | 'problems'
>;

/** What was read of a text of a file. */
interface Reading {
  mark: string;
  read: ReadSlos;
}

/** Broken files of services that are remembered as read: pipelines ask again and again. */
const mostOwn = 200;

/**
 * Finds documents of a service of which nothing is in force: its SLOs alone do
 * not tell that anything is missing. Broken files of definitions are looked at
 * whatever service is in question, so all of them are remembered as read, for as
 * long as they are broken.
 */
export class UnreadDocuments {
  readonly #options: UnreadDocumentsOptions;
  #shared = new Map<string, Reading>();
  readonly #own = new Map<string, Reading>();

  private constructor(options: UnreadDocumentsOptions) {
    this.#options = options;
  }

  static create(options: UnreadDocumentsOptions): UnreadDocuments {
    return new UnreadDocuments(options);
  }

  /** By document. Where no file of the service has errors, that is one small statement. */
  async of(service: string): Promise<UnreadDocument[]> {
    const { database, store } = this.#options;
    const rows: BrokenRow[] = await database('slo_documents')
      .where({ broken: 1 })
      .where(query =>
        query.where({ service_ref: service }).orWhereNull('service_ref'),
      )
      .select('key', 'hash', 'service_ref', 'location', 'error', 'problems')
      .orderBy('key');
    if (rows.length === 0) return [];
    const readings = await this.#readingsOf(rows);
    const inForce = await store.ofServices([service]);
    return rows.flatMap(row => {
      const reading = readings.get(row.key);
      return reading
        ? unreadIn(toFile(row), reading.read, { service, inForce })
        : [];
    });
  }

  /** By key; those that have left meanwhile are absent. */
  async #readingsOf(
    rows: readonly BrokenRow[],
  ): Promise<ReadonlyMap<string, Reading>> {
    const found = new Map<string, Reading>();
    const unknown: string[] = [];
    for (const row of rows) {
      const mark = markOf(row);
      const known = this.#shared.get(mark) ?? this.#own.get(mark);
      if (known) found.set(row.key, known);
      else unknown.push(row.key);
    }
    for (const keys of chunked(unknown)) {
      const texts: Pick<
        SloDocumentRow,
        'key' | 'hash' | 'service_ref' | 'text'
      >[] = await this.#options
        .database('slo_documents')
        .whereIn('key', keys)
        .select('key', 'hash', 'service_ref', 'text');
      for (const row of texts) {
        const reading = { mark: markOf(row), read: this.#read(row) };
        found.set(row.key, reading);
        if (row.service_ref !== null) this.#remember(reading);
      }
    }
    this.#shared = new Map(
      rows.flatMap(({ key, service_ref }) => {
        const reading = service_ref === null ? found.get(key) : undefined;
        return reading ? [[reading.mark, reading]] : [];
      }),
    );
    return found;
  }

  #remember(reading: Reading): void {
    const [oldest] = this.#own.keys();
    if (this.#own.size >= mostOwn) this.#own.delete(oldest);
    this.#own.set(reading.mark, reading);
  }

  #read({
    service_ref,
    text,
  }: Pick<SloDocumentRow, 'service_ref' | 'text'>): ReadSlos {
    return text === ''
      ? { documents: [], problems: [] }
      : this.#options.read(text, { service: service_ref ?? undefined });
  }
}

/** The same text of the same file. */
function markOf({ hash, key }: Pick<SloDocumentRow, 'hash' | 'key'>): string {
  return `${hash} ${key}`;
}

function toFile({ key, service_ref, location, error, problems }: BrokenRow) {
  return {
    key,
    service: service_ref ?? undefined,
    location,
    error: error ?? undefined,
    problems: JSON.parse(problems),
  };
}
