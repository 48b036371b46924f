import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { FactStore } from '../../facts';
import type {
  ServiceChanges,
  ServiceProjection,
  ServiceScope,
  ServiceStore,
} from '../../services';
import type { AcceptedRisks } from '../AcceptedRisks';
import type { CompiledScorecards } from '../CompiledScorecards';
import { Counts } from './Counts';
import { EvaluationQueue } from './EvaluationQueue';
import { EvaluationState } from './EvaluationState';
import { evaluationStatus } from './evaluationStatus';
import { Evaluator } from './Evaluator';
import { FullEvaluation } from './FullEvaluation';
import { HistoryReplay } from './HistoryReplay';
import { confirmMs, ReplicaPrecedence } from './ReplicaPrecedence';
import { ReplicaStore } from './ReplicaStore';
import { ReplayStore } from './ReplayStore';
import { ResultStore } from './ResultStore';
import { RollupStore } from './RollupStore';
import { Sweep } from './Sweep';

/** What evaluating rests on. */
export interface EvaluationOptions {
  accepted: AcceptedRisks;
  changes: ServiceChanges;
  database: Knex;
  facts: FactStore;
  /** Has facts of the catalog entity collected again. */
  collectEntities(refs: string[]): Promise<void>;
  lifecycle: LifecycleService;
  logger: LoggerService;
  projection: ServiceProjection;
  scheduler: SchedulerService;
  scorecards: CompiledScorecards;
  services: ServiceStore;
}

/**
 * A task whose process was killed is let go of only when its time is over, and
 * these lose nothing by it: they stop in time and go on where they stopped.
 */
const resumable = { minutes: 5 };

/** Builds what evaluates services: at once, soon after a change, all of them, and as time passes. */
export function createEvaluation(options: EvaluationOptions) {
  const { changes, database, logger, projection, scheduler, scorecards } =
    options;
  const results = ResultStore.create({ database });
  const rollups = RollupStore.create({ database });
  const state = EvaluationState.create({ database });
  const replicas = ReplicaStore.create({ database });
  const precedence = ReplicaPrecedence.create({ ...options, store: replicas });
  const evaluator = Evaluator.create({
    ...options,
    store: results,
    goldChanged: refs => options.collectEntities(refs),
  });
  const counts = Counts.create({ store: rollups, logger });
  const changed = (names: Set<string>) => counts.soon(names);
  const common = { ...options, changed, evaluator, precedence, state };
  const queue = EvaluationQueue.create(common);
  const all = FullEvaluation.create(common);
  const parts = { ...common, counts, queue, results, rollups };
  const sweep = Sweep.create(parts);
  const store = ReplayStore.create({ database });
  const replay = HistoryReplay.create({ ...parts, store });
  projection.subscribe({
    upserted: async () => {},
    removed: async refs => {
      await results.removeServices(refs);
      counts.soon(scorecards.current().scorecards.map(({ name }) => name));
    },
  });

  return {
    evaluateNow: (refs: string[]) => queue.drain({ refs }),
    replayHistory: (since: Date) => replay.begin(since),
    status: (scope: ServiceScope) =>
      evaluationStatus(scope, { changes, database, precedence, state }),
    /** Starts evaluating; call it once definitions are loaded. */
    start: async () => {
      await replicas.forgetEnded();
      options.lifecycle.addShutdownHook(() => precedence.leave());
      queue.follow();
      await scheduler.scheduleTask({
        id: 'scorecards-replica',
        scope: 'local',
        frequency: { milliseconds: confirmMs },
        timeout: { minutes: 1 },
        fn: async () => void (await precedence.isAhead()),
      });
      await scheduler.scheduleTask({
        id: 'scorecards-evaluate',
        scope: 'global',
        frequency: { seconds: 10 },
        initialDelay: { seconds: 5 },
        timeout: resumable,
        fn: signal =>
          inSpiteOf(
            () => all.runIfDue({ signal }),
            async () => {
              // What a source's past was told with must be scored before it is compared with the past.
              await queue.drain({ signal });
              await replay.continue({ signal });
            },
          ),
      });
      await scheduler.scheduleTask({
        id: 'scorecards-sweep',
        scope: 'global',
        frequency: { minutes: 1 },
        initialDelay: { seconds: 20 },
        timeout: resumable,
        fn: signal => sweep.minutely({ signal }),
      });
      await scheduler.scheduleTask({
        id: 'scorecards-roll-up',
        scope: 'global',
        frequency: { minutes: 15 },
        initialDelay: { seconds: 60 },
        timeout: { minutes: 10 },
        fn: () => sweep.rollUp(),
      });
    },
  };
}

/** Runs the second also where the first fails, and fails if either did. */
async function inSpiteOf(
  first: () => Promise<void>,
  second: () => Promise<void>,
): Promise<void> {
  try {
    await first();
  } finally {
    await second();
  }
}
