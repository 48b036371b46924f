import type {
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import type { FactSource } from '@gold-layer/backstage-plugin-node';

/** Facts of the entity never expire, so nobody could tell that they are no longer looked after. */
const indispensable = 'entity';

/** Whether a source is in use: `goldLayer.sources.<name>.enabled`. */
export function isEnabled(
  source: FactSource,
  config: RootConfigService,
): boolean {
  const key = `goldLayer.sources.${source.name}.enabled`;
  return (
    source.name === indispensable || (config.getOptionalBoolean(key) ?? true)
  );
}

/** A source's schedule, with the frequency of `goldLayer.sources.<name>.frequency` if it is set. */
export function scheduleOf(
  source: FactSource,
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const key = `goldLayer.sources.${source.name}.frequency`;
  return config.has(key)
    ? {
        ...source.schedule,
        frequency: readDurationFromConfig(config, { key }),
      }
    : source.schedule;
}
