import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import type { ServiceStore } from '../../services/ServiceStore';
import { batchSize } from './batchServices';
import type { FactCollector } from './FactCollector';
import { plainError } from './plainError';

/** What {@link collectNow} works with. */
export interface CollectNowOptions {
  collector: FactCollector;
  logger: LoggerService;
  services: ServiceStore;
  sources: FactSource[];
}

/**
 * Asks one source about some services at once, for features that give facts
 * about what they have just written. It never fails them: what cannot be
 * collected now comes with the source's next run.
 */
export async function collectNow(
  name: string,
  refs: string[],
  options: CollectNowOptions,
): Promise<void> {
  const { collector, logger, services, sources } = options;
  const source = sources.find(each => each.name === name);
  if (!source) return;
  try {
    for (let i = 0; i < refs.length; i += batchSize) {
      const some = await services.findEntities(refs.slice(i, i + batchSize));
      const signal = AbortSignal.timeout(20_000);
      await collector.collect(source, some, { signal });
    }
  } catch (error) {
    logger.warn(
      `Facts of '${name}' will follow with its next run, as collecting them at once failed: ${plainError(error)}`,
    );
  }
}
