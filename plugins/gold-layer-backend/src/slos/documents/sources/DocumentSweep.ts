import type { Knex } from 'knex';
import type { SloRegistry } from '../store/SloRegistry';

/** What {@link DocumentSweep} works with. */
export interface DocumentSweepOptions {
  database: Knex;
  now: () => Date;
  registry: SloRegistry;
}

/**
 * A service that has left the catalog may be back tomorrow, as when the file it
 * is registered from was broken for a day; 400 days of numbers are not.
 */
const keptMs = 7 * 24 * 3600_000;
const batchSize = 200;

/** Forgets documents of services that have left the catalog for good, and with them their SLOs. */
export class DocumentSweep {
  readonly #options: DocumentSweepOptions;

  private constructor(options: DocumentSweepOptions) {
    this.#options = options;
  }

  static create(options: DocumentSweepOptions): DocumentSweep {
    return new DocumentSweep(options);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { database, now, registry } = this.#options;
    const time = now().getTime();
    const inCatalog = database('services').whereRaw(
      'services.ref = slo_documents.service_ref',
    );
    await database('slo_documents')
      .whereNotNull('service_ref')
      .whereNull('gone_since')
      .whereNotExists(inCatalog)
      .update({ gone_since: time });
    await database('slo_documents')
      .whereNotNull('gone_since')
      .whereExists(inCatalog)
      .update({ gone_since: null });
    for (;;) {
      signal.throwIfAborted();
      const remove = await database('slo_documents')
        .where('gone_since', '<=', time - keptMs)
        .limit(batchSize)
        .pluck<string[]>('key');
      if (remove.length === 0) return;
      await registry.change(async () => ({ remove }));
    }
  }
}
