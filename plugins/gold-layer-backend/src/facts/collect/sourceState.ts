import type { SourceStatus } from '@gold-layer/backstage-plugin-common';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import { Duration } from 'luxon';
import type { SourceReach, SourceRun } from './SourceStore';

/** How a source is doing, from its last run and what it could not find out. */
export function sourceState(
  run: SourceRun,
  options: { reach?: SourceReach; source: FactSource; now: Date },
): Pick<SourceStatus, 'state' | 'error'> {
  const { reach, source, now } = options;
  if (run.startedAt && !run.finishedAt) {
    return isOverdue(run.startedAt, { source, now })
      ? { state: 'error', error: 'The last run was cut off.' }
      : { state: 'running', error: reach?.error };
  }
  if (run.error) return { state: 'error', error: run.error };
  if (reach?.failures) {
    const state = reach.services > 0 ? 'degraded' : 'error';
    return { state, error: reach.error };
  }
  return { state: run.finishedAt || reach?.services ? 'ok' : 'never-run' };
}

function isOverdue(
  startedAt: Date,
  { source, now }: { source: FactSource; now: Date },
): boolean {
  const { timeout } = source.schedule;
  const allowed = Duration.isDuration(timeout)
    ? timeout.toMillis()
    : Duration.fromObject(timeout).toMillis();
  return now.getTime() - startedAt.getTime() > allowed;
}
