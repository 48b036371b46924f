import type {
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import type { ProjectionListener } from '../../services/ServiceProjection';
import type { FactStore } from '../FactStore';
import type { FactCollector } from './FactCollector';
import type { SourceStore } from './SourceStore';

/** What {@link followProjection} works with. */
export interface FollowProjectionOptions {
  collector: FactCollector;
  store: FactStore;
  sources: SourceStore;
  all: FactSource[];
}

/**
 * Keeps facts in step with the catalog: what the entity says is known at once,
 * other sources are asked soon, as annotations may lead them elsewhere, and
 * of services that are gone nothing is kept.
 */
export function followProjection(
  options: FollowProjectionOptions,
): ProjectionListener {
  const { collector, store, sources, all } = options;
  const entity = all.find(source => source.name === 'entity');
  return {
    async upserted(services: ServiceWithEntity[]): Promise<void> {
      if (entity) {
        const signal = AbortSignal.timeout(60_000);
        await collector.collect(entity, services, { signal });
      }
      const refs = services.map(it => it.service.ref);
      await sources.askAgain(refs, { except: 'entity' });
    },
    removed: refs => store.removeServices(refs),
  };
}
