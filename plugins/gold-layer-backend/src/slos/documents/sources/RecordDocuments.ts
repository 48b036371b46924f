import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { ServiceWithEntity } from '@gold-layer/backstage-plugin-node';
import type { Knex } from 'knex';
import type { ProjectionListener } from '../../../services/ServiceProjection';
import type { ServiceStore } from '../../../services';
import { inTurn } from '../../../http/inTurn';
import type { SloRegistry } from '../store/SloRegistry';
import type { SloRegistryStore } from '../store/SloRegistryStore';
import { recordChanges, recordKeys } from './recordChanges';
import { recordDocument } from './recordDocument';

/** What {@link RecordDocuments} works with. */
export interface RecordDocumentsOptions {
  integrations: Pick<ScmIntegrations, 'resolveUrl'>;
  logger: LoggerService;
  registry: SloRegistry;
  services: Pick<ServiceStore, 'findEntities' | 'refsAfter'>;
  store: SloRegistryStore;
  /** Told of services whose SLOs are others now. */
  afterChange(services: string[]): Promise<void>;
}

/** Services that are looked at together. */
const batchSize = 50;

/**
 * Keeps stored documents in step with service records: at once when the
 * catalog brings a record that differs, and by walking all services now and
 * then, as nobody may have listened when a change came.
 */
export class RecordDocuments implements ProjectionListener {
  readonly #options: RecordDocumentsOptions;
  /** Documents are read anew once in the life of a process: its readers may be newer than what is stored. */
  #reread = false;

  private constructor(options: RecordDocumentsOptions) {
    this.#options = options;
  }

  static create(options: RecordDocumentsOptions): RecordDocuments {
    return new RecordDocuments(options);
  }

  async upserted(services: ServiceWithEntity[]): Promise<void> {
    await this.#take(services, { again: false });
  }

  /** Documents of services that are gone are kept for a while; see the sweep. */
  async removed(): Promise<void> {}

  /** Looks at every service of the catalog. */
  async walk(signal: AbortSignal): Promise<void> {
    const { services } = this.#options;
    const again = !this.#reread;
    let last: string | undefined;
    for (;;) {
      signal.throwIfAborted();
      const refs = await services.refsAfter(last, batchSize);
      last = refs.at(-1);
      if (last === undefined) break;
      await inTurn(async () =>
        this.#take(await services.findEntities(refs), { again }),
      );
    }
    this.#reread = true;
  }

  async #take(
    services: ServiceWithEntity[],
    { again }: { again: boolean },
  ): Promise<void> {
    const { afterChange, integrations, registry, store } = this.#options;
    const said = services.map(it => ({
      ref: it.service.ref,
      document: recordDocument(it, integrations),
    }));
    const compare = async (tx?: Knex) => {
      const keys = said.flatMap(({ ref }) => Object.values(recordKeys(ref)));
      const stored = new Map(
        (await store.documents(keys, { tx })).map(it => [it.key, it]),
      );
      return said.map(({ ref, document }) =>
        recordChanges(ref, document, stored),
      );
    };
    const refs = said.map(({ ref }) => ref);
    const differs = (await compare()).some(
      ({ put, remove }) => put.length + remove.length > 0,
    );
    if (!differs && !again) return;
    const change = await registry.change(async tx => {
      const changes = await compare(tx);
      return {
        put: changes.flatMap(({ put }) => put),
        remove: changes.flatMap(({ remove }) => remove),
        again: again ? refs : [],
      };
    });
    await afterChange(change.services);
  }
}
