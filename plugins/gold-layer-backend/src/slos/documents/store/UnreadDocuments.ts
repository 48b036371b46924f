import type { UnreadDocument } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { ReadSlos, SloDocumentReader, StoredDocument } from '../records';
import { SloDocumentRow, toDocument } from './documentRows';
import type { SloRegistryStore } from './SloRegistryStore';
import { unreadIn } from './unreadIn';

/** What {@link UnreadDocuments} works with. */
export interface UnreadDocumentsOptions {
  database: Knex;
  read: SloDocumentReader;
  store: Pick<SloRegistryStore, 'ofServices'>;
}

/** Broken files that are remembered as read: pipelines ask again and again. */
const mostKnown = 50;

/** Finds documents of a service of which nothing is in force: its SLOs alone do not tell that anything is missing. */
export class UnreadDocuments {
  readonly #options: UnreadDocumentsOptions;
  readonly #known = new Map<string, ReadSlos>();

  private constructor(options: UnreadDocumentsOptions) {
    this.#options = options;
  }

  static create(options: UnreadDocumentsOptions): UnreadDocuments {
    return new UnreadDocuments(options);
  }

  /** By document. Where no file of the service has errors, that is one small statement. */
  async of(service: string): Promise<UnreadDocument[]> {
    const { database, store } = this.#options;
    const rows = await database<SloDocumentRow>('slo_documents')
      .where({ broken: 1 })
      .where(query =>
        query.where({ service_ref: service }).orWhereNull('service_ref'),
      )
      .orderBy('key');
    if (rows.length === 0) return [];
    const inForce = await store.ofServices([service]);
    return rows
      .map(toDocument)
      .flatMap(file => unreadIn(file, this.#read(file), { service, inForce }));
  }

  #read({ hash, key, service, text }: StoredDocument): ReadSlos {
    if (text === '') return { documents: [], problems: [] };
    const mark = `${hash} ${key}`;
    const known = this.#known.get(mark);
    if (known) return known;
    const read = this.#options.read(text, { service });
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostKnown) this.#known.delete(oldest);
    this.#known.set(mark, read);
    return read;
  }
}
