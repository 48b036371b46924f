import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Task } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../http/serve';
import type { Actor } from '../people';
import type { TaskSource } from './TaskSource';

/** Tasks in the order in which they should be looked at, and which features did not answer. */
export interface GatheredTasks {
  items: Task[];
  missing: string[];
}

/**
 * Asks all sources at once. One that fails is named, and does not keep the
 * tasks of the others. For a service's token nothing waits.
 */
export async function gatherTasks(
  options: { sources: Record<string, TaskSource>; logger: LoggerService },
  { actor, credentials }: { actor: Actor; credentials: Caller },
): Promise<GatheredTasks> {
  if (!actor.isUser) return { items: [], missing: [] };
  const missing: string[] = [];
  const found = await Promise.all(
    Object.entries(options.sources).map(async ([name, source]) => {
      try {
        return await source.tasksOf(actor, { credentials });
      } catch (error) {
        missing.push(name);
        options.logger.error(
          `Tasks of ${name} could not be read`,
          toError(error),
        );
        return [];
      }
    }),
  );
  return { items: found.flat().sort(byUrgency), missing: missing.sort() };
}

/** Overdue first, then what is due soonest, then what waits longest. */
function byUrgency(a: Task, b: Task): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  const due = compare(a.due ?? '9999', b.due ?? '9999');
  return due || compare(a.since, b.since) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
