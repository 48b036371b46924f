import type {
  SloOrigin,
  SloProblem,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../../database/rows';
import { matchingSlos, Reading } from '../../reading/filterSlos';
import type { SloRecord } from '../../records';
import type { StoredDocument } from '../records';
import { SloDocumentRow, toDocument } from './documentRows';
import { problemsOf } from './resolveSlos';
import { StoredSloRow, toSlo } from './sloRows';

/** A document of which something could not be used. */
export interface ProblemDocument {
  location: string;
  problems: SloProblem[];
}

/** Reads documents and the objectives in force. */
export class SloRegistryStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): SloRegistryStore {
    return new SloRegistryStore(options.database);
  }

  /** SLOs in order of their numbers, for walking all of them in steady batches. */
  async all(page: { after?: number; limit: number }): Promise<SloRecord[]> {
    const rows = await this.#knex<StoredSloRow>('slos')
      .where('num', '>', page.after ?? 0)
      .orderBy('num')
      .limit(page.limit);
    return rows.map(toSlo);
  }

  async find(id: string): Promise<SloRecord | undefined> {
    const row = await this.#knex<StoredSloRow>('slos')
      .where({ id: id.toLocaleLowerCase('en-US') })
      .first();
    return row && toSlo(row);
  }

  byNums(nums: number[]): Promise<SloRecord[]> {
    return this.#in('num', nums);
  }

  byIds(ids: string[]): Promise<SloRecord[]> {
    return this.#in('id', ids);
  }

  /** SLOs of the services, by service and id. */
  async ofServices(refs: string[]): Promise<SloRecord[]> {
    return this.#in('service_ref', refs);
  }

  async count(): Promise<number> {
    const row = await this.#knex('slos')
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  async document(key: string): Promise<StoredDocument | undefined> {
    const row = await this.#knex<SloDocumentRow>('slo_documents')
      .where({ key })
      .first();
    return row && toDocument(row);
  }

  /** Documents by key. */
  async documents(
    keys: string[],
    { tx = this.#knex }: { tx?: Knex } = {},
  ): Promise<StoredDocument[]> {
    const found: StoredDocument[] = [];
    for (const chunk of chunked([...new Set(keys)])) {
      const rows = await tx<SloDocumentRow>('slo_documents').whereIn(
        'key',
        chunk,
      );
      found.push(...rows.map(toDocument));
    }
    return found;
  }

  async ofOrigin(
    origin: SloOrigin,
    { tx = this.#knex }: { tx?: Knex } = {},
  ): Promise<StoredDocument[]> {
    const rows = await tx<SloDocumentRow>('slo_documents')
      .where({ origin })
      .orderBy('key');
    return rows.map(toDocument);
  }

  /** Keys of the documents that have the say on SLOs, as far as a caller may see these. */
  async visibleKeys(ids: string[], reading: Reading): Promise<string[]> {
    const keys = new Set<string>();
    for (const chunk of chunked(ids)) {
      const found = await matchingSlos(this.#knex, {}, reading)
        .whereIn('slos.id', chunk)
        .pluck<string[]>('slos.document_key');
      for (const key of found) keys.add(key);
    }
    return [...keys].sort();
  }

  /** Those among the documents that have the say on an SLO. */
  async withSlos(keys: string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const chunk of chunked(keys)) {
      const some = await this.#knex('slos')
        .distinct('document_key')
        .whereIn('document_key', chunk)
        .where({ invalid: 0 })
        .pluck<string[]>('document_key');
      for (const key of some) found.add(key);
    }
    return found;
  }

  /** Files of repositories that were last tried before a moment, the longest untried first. */
  async filesTriedBefore(
    time: number,
    page: { limit: number },
  ): Promise<StoredDocument[]> {
    const rows = await this.#knex<SloDocumentRow>('slo_documents')
      .where({ origin: 'repository' })
      .whereNotNull('url')
      .whereNull('gone_since')
      .where('read_at', '<', time)
      .orderBy(['read_at', 'key'])
      .limit(page.limit);
    return rows.map(toDocument);
  }

  /** Documents that belong to a service, or that give its SLOs, and have problems. */
  async problemsOf(service: string): Promise<ProblemDocument[]> {
    const rows = await this.#knex<SloDocumentRow>('slo_documents')
      .where({ service_ref: service })
      .orWhereIn(
        'key',
        this.#knex('slos')
          .where({ service_ref: service })
          .select('document_key'),
      );
    return rows.map(toDocument).flatMap(document => {
      const problems = problemsOf(document);
      const { location } = document;
      return problems.length > 0 ? { location, problems } : [];
    });
  }

  async #in(
    column: 'num' | 'id' | 'service_ref',
    values: (number | string)[],
  ): Promise<SloRecord[]> {
    const found: SloRecord[] = [];
    for (const chunk of chunked([...new Set(values)])) {
      const rows = await this.#knex<StoredSloRow>('slos')
        .whereIn(column, chunk)
        .orderBy(['service_ref', 'id']);
      found.push(...rows.map(toSlo));
    }
    return found;
  }
}
