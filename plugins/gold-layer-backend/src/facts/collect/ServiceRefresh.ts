import { goldLayerServiceRefreshPermission } from '@gold-layer/backstage-plugin-common';
import type {
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { Caller } from '../../http/serve';
import { NotStoredError } from '../../services/NotStoredError';
import type { ServiceProjection } from '../../services/ServiceProjection';
import type { ServiceAccess } from '../../services/ServiceScope';
import type { ServiceStore } from '../../services/ServiceStore';
import type { FactCollector } from './FactCollector';
import { plainError } from './plainError';

/** What {@link ServiceRefresh} works with. */
export interface ServiceRefreshOptions {
  access: ServiceAccess;
  collector: FactCollector;
  projection: Pick<ServiceProjection, 'refreshEntities'>;
  services: ServiceStore;
  sources: FactSource[];
  /** Brings the results of services up to date. */
  afterRefresh(services: string[]): Promise<void>;
  /** Milliseconds a source may take; 20 seconds if absent, as somebody is waiting. */
  patienceMs?: number;
}

/** How one source fared. */
export interface RefreshedSource {
  name: string;
  error?: string;
}

/** Has every source asked about one service now, because somebody wants to know. */
export class ServiceRefresh {
  readonly #options: ServiceRefreshOptions;

  private constructor(options: ServiceRefreshOptions) {
    this.#options = options;
  }

  static create(options: ServiceRefreshOptions): ServiceRefresh {
    return new ServiceRefresh(options);
  }

  /**
   * @throws NotFoundError if the caller cannot see such a service
   * @throws NotAllowedError if the caller may not refresh it
   */
  async refresh(
    ref: string,
    options: { credentials: Caller },
  ): Promise<RefreshedSource[]> {
    const { access, afterRefresh, services, sources } = this.#options;
    await access.require(goldLayerServiceRefreshPermission, ref, options);
    const catalog = await this.#readCatalog(ref);
    const found = await services.findEntities([ref]);
    const asked = await Promise.all(
      sources.map(source => this.#ask(source, found)),
    );
    await afterRefresh([ref]);
    return catalog ? [catalog, ...asked] : asked;
  }

  async #readCatalog(ref: string): Promise<RefreshedSource | undefined> {
    try {
      await this.#options.projection.refreshEntities([ref]);
      return undefined;
    } catch (error) {
      if (error instanceof NotStoredError) {
        return { name: 'catalog', error: error.message };
      }
      return {
        name: 'catalog',
        error: `The catalog could not be read; its last known state was used. ${plainError(error)}`,
      };
    }
  }

  async #ask(
    source: FactSource,
    services: ServiceWithEntity[],
  ): Promise<RefreshedSource> {
    const { name } = source;
    const signal = AbortSignal.timeout(this.#options.patienceMs ?? 20_000);
    try {
      const { error } = await this.#options.collector.collect(
        source,
        services,
        { signal },
      );
      return { name, error };
    } catch (error) {
      return { name, error: plainError(error) };
    }
  }
}
