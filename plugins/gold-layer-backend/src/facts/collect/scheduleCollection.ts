import type {
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import { Duration } from 'luxon';
import type { ServiceProjection } from '../../services/ServiceProjection';
import type { FactRegistry } from '../FactRegistry';
import type { FactStore } from '../FactStore';
import type { FactSweep } from '../FactSweep';
import { collectHistory } from './collectHistory';
import type { FactCollector } from './FactCollector';
import { scheduleOf } from './sourceConfig';
import type { SourceStore } from './SourceStore';

/** What {@link scheduleCollection} works with. */
export interface ScheduleCollectionOptions {
  collector: FactCollector;
  config: RootConfigService;
  logger: LoggerService;
  projection: ServiceProjection;
  registry: FactRegistry;
  scheduler: SchedulerService;
  sources: FactSource[];
  sourceStore: SourceStore;
  store: FactStore;
  sweep: FactSweep;
  /** Told when a source has brought past values: since when they reach back. */
  afterHistory?(since: Date): Promise<void>;
}

/** Changes of facts are kept this long unless `goldLayer.facts.keepHistory` says otherwise. */
const defaultKept = { days: 400 };

/** Schedules every source, the catching up between their runs, and the sweeping. */
export async function scheduleCollection(
  options: ScheduleCollectionOptions,
): Promise<void> {
  const { collector, config, scheduler, sources, sweep } = options;
  for (const source of sources) {
    await scheduler.scheduleTask({
      id: `facts-${source.name}`,
      ...scheduleOf(source, config),
      scope: 'global',
      fn: signal => collector.run(source, signal),
    });
    await scheduler.scheduleTask({
      id: `facts-${source.name}-catch-up`,
      scope: 'global',
      frequency: { seconds: 20 },
      timeout: { minutes: 30 },
      initialDelay: { seconds: 5 },
      fn: catchUp(source, options),
    });
  }
  await scheduler.scheduleTask({
    id: 'facts-sweep',
    scope: 'global',
    frequency: { hours: 6 },
    timeout: { hours: 1 },
    initialDelay: { hours: 1 },
    fn: async signal => {
      await sweep.removeVanished(signal);
      await sweep.removePushers(signal);
      await sweep.removeHistory(keptSince(config), signal);
    },
  });
}

/** Between runs: a source's history if it has not told it yet, services that are new or have changed, failures to be tried again. */
function catchUp(
  source: FactSource,
  { afterHistory, ...options }: ScheduleCollectionOptions,
): (signal: AbortSignal) => Promise<void> {
  const { collector, projection, sourceStore } = options;
  let lastCount: number | undefined;
  return async signal => {
    const { services, confirmedAt } = await projection.state();
    // Past values are only worth replaying once all services are there.
    const settled = services > 0 && services === lastCount;
    lastCount = services;
    if (settled && confirmedAt) {
      const since = await collectHistory(source, {
        ...options,
        sources: sourceStore,
        signal,
      });
      if (since) await afterHistory?.(since);
    }
    await collector.catchUp(source, signal);
  };
}

function keptSince(config: RootConfigService): Date {
  const key = 'goldLayer.facts.keepHistory';
  const kept = config.has(key)
    ? readDurationFromConfig(config, { key })
    : defaultKept;
  return new Date(Date.now() - Duration.fromObject(kept).toMillis());
}
