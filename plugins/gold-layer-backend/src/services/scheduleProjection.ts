import type {
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { CatalogServiceProjection } from './CatalogServiceProjection';

const defaultIntervalMs = 5_000;

/** Milliseconds between comparisons with the catalog, from `goldLayer.catalog.interval`. */
export function comparisonInterval(config: RootConfigService): number {
  const key = 'goldLayer.catalog.interval';
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : defaultIntervalMs;
}

/** Schedules the comparisons; one replica at a time makes them. */
export async function scheduleProjection(
  projection: CatalogServiceProjection,
  options: { config: RootConfigService; scheduler: SchedulerService },
): Promise<void> {
  const { scheduler, config } = options;
  await scheduler.scheduleTask({
    id: 'services-compare',
    scope: 'global',
    frequency: { milliseconds: comparisonInterval(config) },
    // So long does nobody compare after a process was killed while it did.
    timeout: { minutes: 5 },
    initialDelay: { seconds: 2 },
    fn: () => projection.catchUpIfDue(),
  });
  // For what etags do not tell: users who own services by themselves, entities
  // whose etag was set by their author.
  await scheduler.scheduleTask({
    id: 'services-refresh',
    scope: 'global',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 5 },
    fn: () => projection.refresh(),
  });
}
