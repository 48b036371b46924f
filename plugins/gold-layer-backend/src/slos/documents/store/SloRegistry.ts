import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type {
  NewDocument,
  SloChange,
  StoredDocument,
  SloDocumentReader,
} from '../records';
import type { DefaultSource } from '../../measureHash';
import { documentColumns, fromDocument } from './documentRows';
import { hashOf } from './hashes';
import { ParsedDocuments } from './ParsedDocuments';
import { planSlos } from './planSlos';
import { byKey, noteProblems, servicesOf, storedSlos } from './registryRows';
import { resolveSlos } from './resolveSlos';
import { writeSlos } from './writeSlos';

/** What changes about documents. */
export interface DocumentChange {
  /** New, or in the place of what they were. */
  put?: NewDocument[];
  /** Keys of those that are gone. */
  remove?: string[];
  /** Services whose documents are looked at again although none of them has changed. */
  again?: string[];
}

/** Told of every change within its transaction: what the listener writes, or its failure, holds for both. */
export type SloChangeListener = (
  change: SloChange,
  tx: Knex.Transaction,
) => Promise<void>;

/** What {@link SloRegistry} works with. */
export interface SloRegistryOptions {
  database: Knex;
  /** What queries mean that name no data source. */
  defaultSource?: DefaultSource;
  read: SloDocumentReader;
  now: () => Date;
}

/**
 * Takes in documents and keeps the objectives in force in step with them. A
 * change of any number of documents is one transaction; replicas take turns,
 * as who has the say on an SLO depends on all documents of its service.
 */
export class SloRegistry {
  readonly #options: SloRegistryOptions;
  readonly #parsed: ParsedDocuments;
  readonly #listeners: SloChangeListener[] = [];

  private constructor(options: SloRegistryOptions) {
    this.#options = options;
    this.#parsed = ParsedDocuments.create(options);
  }

  static create(options: SloRegistryOptions): SloRegistry {
    return new SloRegistry(options);
  }

  subscribe(listener: SloChangeListener): void {
    this.#listeners.push(listener);
  }

  /** Works out a change and carries it through, all in one transaction in which nobody else changes documents. */
  change(
    work: (tx: Knex.Transaction) => Promise<DocumentChange>,
  ): Promise<SloChange> {
    return this.#options.database.transaction(async tx => {
      await serialize(tx);
      return this.#apply(tx, await work(tx));
    });
  }

  async #apply(
    tx: Knex.Transaction,
    { put = [], remove = [], again = [] }: DocumentChange,
  ): Promise<SloChange> {
    const now = this.#options.now().getTime();
    const keys = [...put.map(({ key }) => key), ...remove];
    const services = new Set([
      ...again,
      ...(await servicesOf(tx, keys)),
      ...put.flatMap(({ service }) => service ?? []),
    ]);
    await this.#put(tx, put, now);
    for (const chunk of chunked(remove)) {
      await tx('slo_documents').whereIn('key', chunk).delete();
    }
    for (const { slos } of await this.#parsed.definitions(tx, keys)) {
      for (const { spec } of slos) services.add(spec.service);
    }
    return this.#bringUpToDate(tx, { keys, now, services });
  }

  async #bringUpToDate(
    tx: Knex.Transaction,
    {
      keys,
      now,
      services,
    }: { keys: string[]; now: number; services: Set<string> },
  ): Promise<SloChange> {
    const documents = await this.#parsed.of(tx, services);
    const resolved = resolveSlos(documents);
    const stored = await storedSlos(tx, services, [...resolved.wanted.keys()]);
    const { defaultSource } = this.#options;
    const ground = { resolved, documents, stored, services };
    const plan = planSlos({ ...ground, defaultSource, now });
    const added = await writeSlos(tx, plan, now);
    const told = documents.filter(
      ({ key, service }) => service !== undefined || keys.includes(key),
    );
    await noteProblems(tx, told, resolved);
    const change: SloChange = {
      added,
      changed: plan.update.map(({ num }) => num),
      remeasured: plan.remeasured,
      removed: plan.remove.map(({ num }) => num),
      services: [...touched(plan)],
    };
    if (change.services.length > 0) {
      for (const listener of this.#listeners) await listener(change, tx);
    }
    return change;
  }

  async #put(
    tx: Knex.Transaction,
    documents: NewDocument[],
    now: number,
  ): Promise<void> {
    const before = await byKey(
      tx,
      documents.map(({ key }) => key),
    );
    const rows = documents.map(document =>
      fromDocument(toStored(document, before.get(document.key), now)),
    );
    for (const chunk of chunked(rows, documentColumns.length + 1)) {
      await tx('slo_documents')
        .insert(chunk)
        .onConflict('key')
        .merge([...documentColumns]);
    }
  }
}

/** SQLite has one writer anyway. */
async function serialize(tx: Knex.Transaction): Promise<void> {
  if (tx.client.config.client === 'pg') {
    await tx.raw('select pg_advisory_xact_lock(hashtext(?))', [
      'gold-layer-slo-documents',
    ]);
  }
}

function toStored(
  document: NewDocument,
  before: StoredDocument | undefined,
  now: number,
): StoredDocument {
  const hash = hashOf(document.text);
  const same = before !== undefined && before.hash === hash;
  return {
    ...document,
    hash,
    problems: before?.problems ?? [],
    version: same ? before.version : (before?.version ?? 0) + 1,
    changedBy: same ? before.changedBy : document.changedBy,
    changedAt: same ? before.changedAt : now,
  };
}

function touched(plan: ReturnType<typeof planSlos>): Set<string> {
  const all = [...plan.insert, ...plan.update, ...plan.remove];
  return new Set(all.map(({ spec }) => spec.service));
}
