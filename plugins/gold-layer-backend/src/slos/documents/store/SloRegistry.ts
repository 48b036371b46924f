import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';
import type {
  NewDocument,
  ParsedDocument,
  SloChange,
  StoredDocument,
  SloDocumentReader,
} from '../records';
import {
  documentColumns,
  fromDocument,
  SloDocumentRow,
  toDocument,
} from './documentRows';
import { hashOf } from './hashes';
import { ParsedDocuments } from './ParsedDocuments';
import { planSlos } from './planSlos';
import { Resolved, resolveSlos } from './resolveSlos';
import { StoredSloRow, toSlo } from './sloRows';
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
    const plan = planSlos({ resolved, documents, stored, services, now });
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

async function byKey(
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
async function servicesOf(
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

async function storedSlos(
  tx: Knex.Transaction,
  services: ReadonlySet<string>,
  ids: string[],
) {
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
async function noteProblems(
  tx: Knex.Transaction,
  documents: ParsedDocument[],
  { problems }: Resolved,
): Promise<void> {
  for (const chunk of chunked(documents.map(({ key }) => key))) {
    const rows: Pick<SloDocumentRow, 'key' | 'problems'>[] = await tx(
      'slo_documents',
    )
      .whereIn('key', chunk)
      .select('key', 'problems');
    for (const { key, problems: before } of rows) {
      const now = JSON.stringify(problems.get(key) ?? []);
      if (now === before) continue;
      await tx('slo_documents').where({ key }).update({ problems: now });
    }
  }
}

function touched(plan: ReturnType<typeof planSlos>): Set<string> {
  const all = [...plan.insert, ...plan.update, ...plan.remove];
  return new Set(all.map(({ spec }) => spec.service));
}
