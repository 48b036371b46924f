import {
  SloOrigin,
  sloOrigins,
  SloProblem,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toNumber } from '../../../database/rows';
import { onlyVisible, ServiceScope } from '../../../services';
import { everyService } from '../../reading/filterSlos';
import type { SloDocumentRow } from './documentRows';
import { hasErrors } from './resolveSlos';

/** How the documents are doing. */
export interface SloDocumentStatus {
  /** SLOs in force by where their documents stand, zeros too. */
  slos: { origin: SloOrigin; count: number }[];
  /** Files that could not be read, or not all of them, the first 100. */
  unreadable: { location: string; service?: string; error: string }[];
  /** How many there are. */
  unreadableCount: number;
  /** Documents with errors, the first 100. */
  broken: { location: string; service?: string; errors: number }[];
  /** SLOs of services that the catalog does not have, the first 100. */
  homeless: { slo: string; service: string; location: string }[];
}

/** More on one page helps nobody. */
const longestList = 100;

/** Reads how documents are doing as a whole. */
export class DocumentStatusStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DocumentStatusStore {
    return new DocumentStatusStore(options.database);
  }

  /**
   * Names documents of services that a caller may see; those of services that
   * have left the catalog, and files that may speak of any service, are for
   * callers who may see every service.
   */
  async status(scope: ServiceScope = everyService): Promise<SloDocumentStatus> {
    const unreadable = this.#visible(scope).whereNotNull('slo_documents.error');
    const total = await unreadable
      .clone()
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return {
      slos: await this.#countByOrigin(),
      unreadable: (await listed(unreadable, ['error'])).map(row => ({
        ...whereabouts(row),
        error: row.error ?? '',
      })),
      unreadableCount: toNumber(total?.count),
      broken: await this.#broken(scope),
      homeless: scope.everything ? await this.#homeless() : [],
    };
  }

  #visible(scope: ServiceScope): Knex.QueryBuilder {
    return onlyVisible(this.#knex('slo_documents'), {
      scope,
      by: 'slo_documents.service_ref',
    });
  }

  async #countByOrigin(): Promise<SloDocumentStatus['slos']> {
    const rows: { origin: SloOrigin; count: number | string }[] =
      await this.#knex('slos')
        .groupBy('origin')
        .select('origin')
        .count({ count: '*' });
    return sloOrigins.map(origin => ({
      origin,
      count: toNumber(rows.find(row => row.origin === origin)?.count),
    }));
  }

  async #broken(scope: ServiceScope): Promise<SloDocumentStatus['broken']> {
    // Problems are short JSON; whoever has an error says so in these letters.
    const rows = await listed(
      this.#visible(scope).where(
        'slo_documents.problems',
        'like',
        '%"severity":"error"%',
      ),
      ['problems'],
    );
    return rows.flatMap(row => {
      const problems: SloProblem[] = JSON.parse(row.problems ?? '[]');
      const errors = problems.filter(each => hasErrors([each])).length;
      return errors > 0 ? { ...whereabouts(row), errors } : [];
    });
  }

  async #homeless(): Promise<SloDocumentStatus['homeless']> {
    const rows: { id: string; service_ref: string; location: string }[] =
      await this.#knex('slos')
        .join('slo_documents', 'slo_documents.key', 'slos.document_key')
        .whereNotExists(
          this.#knex('services').whereRaw('services.ref = slos.service_ref'),
        )
        .orderBy('slos.id')
        .limit(longestList)
        .select('slos.id', 'slos.service_ref', 'slo_documents.location');
    return rows.map(({ id, service_ref, location }) => ({
      slo: id,
      service: service_ref,
      location,
    }));
  }
}

type ListedRow = Pick<SloDocumentRow, 'location' | 'service_ref'> &
  Partial<Pick<SloDocumentRow, 'error' | 'problems'>>;

async function listed(
  query: Knex.QueryBuilder,
  columns: (keyof SloDocumentRow)[],
): Promise<ListedRow[]> {
  return query
    .clone()
    .orderBy('key')
    .limit(longestList)
    .select(
      ['location', 'service_ref', ...columns].map(
        name => `slo_documents.${name}`,
      ),
    );
}

function whereabouts({ location, service_ref }: ListedRow) {
  return { location, service: service_ref ?? undefined };
}
