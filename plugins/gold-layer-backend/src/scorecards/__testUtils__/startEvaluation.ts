import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { noRisksAccepted } from '../AcceptedRisks';
import { createEvaluation } from '../evaluation';
import type { createWorld } from './createWorld';

type Task = SchedulerServiceTaskScheduleDefinition & {
  fn: (signal: AbortSignal) => unknown;
};

/** For tests: a process that has started to evaluate; its tasks run when they are told to. */
export async function startEvaluation(
  world: Awaited<ReturnType<typeof createWorld>>,
) {
  const tasks = new Map<string, Task>();
  const hooks: (() => unknown)[] = [];
  const evaluation = createEvaluation({
    ...world,
    accepted: noRisksAccepted,
    collectEntities: async () => {},
    facts: world.factStore,
    lifecycle: mockServices.lifecycle.mock({
      addShutdownHook: hook => void hooks.push(hook),
    }),
    projection: {
      subscribe: () => {},
      refresh: async () => {},
      refreshEntities: async () => {},
      state: async () => ({ services: 1, groups: 0, stale: false }),
    },
    scheduler: mockServices.scheduler.mock({
      scheduleTask: async task => void tasks.set(task.id, task),
    }),
  });
  await evaluation.start();
  return {
    tasks,
    run: async (id: string, signal = new AbortController().signal) => {
      await tasks.get(id)?.fn(signal);
    },
    shutDown: async () => {
      for (const hook of hooks) await hook();
    },
  };
}
