import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { SloReviewCard } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { SettledNotices } from '../../notices';
import type { People } from '../../people';
import type { ServiceAccess } from '../../services';
import { Evaluation } from './evaluation/Evaluation';
import { Evaluator, Policies } from './evaluation/Evaluator';
import { Measuring } from './evaluation/Measuring';
import { Remeasuring } from './evaluation/Remeasuring';
import { SourceRounds } from './evaluation/SourceRounds';
import { SourceView } from './evaluation/SourceView';
import { SourceWatch } from './evaluation/SourceWatch';
import { numbersStatus } from './evaluation/status';
import { Sweep } from './evaluation/Sweep';
import { ExclusionDesk } from './exclusions';
import { IntervalPush } from './push/IntervalPush';
import { MarkPush } from './push/MarkPush';
import type { SlosInForce } from './SlosInForce';
import { addSloNumberRoutes } from './sloNumberRouter';
import { BucketStore } from './store/BucketStore';
import { BucketSweep } from './store/BucketSweep';
import { BurnStore } from './store/BurnStore';
import { ChangeStore } from './store/ChangeStore';
import { ExclusionStore } from './store/ExclusionStore';
import { FormerMeasures } from './store/FormerMeasures';
import { MarkStore } from './store/MarkStore';
import { PushStore } from './store/PushStore';
import { RunStore } from './store/RunStore';
import { StatusStore } from './store/StatusStore';
import { VanishedStore } from './store/VanishedStore';
import { BudgetNotices } from './tell/BudgetNotices';
import { BurnNotices } from './tell/BurnNotices';
import { SloServices } from './tell/SloServices';
import { SloTasks } from './tell/SloTasks';

export type { SlosInForce } from './SlosInForce';
export type { SloNumbersStatus } from './evaluation/status';
export type { BucketStore } from './store/BucketStore';
export type { StatusStore } from './store/StatusStore';

/** What the room of SLO numbers needs from the backend. */
export interface SloNumbersOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notices: SettledNotices;
  people: People;
  policies: Policies;
  /** Review cards by the numbers of SLOs. */
  reviewCardOf(nums: number[]): Promise<ReadonlyMap<number, SloReviewCard>>;
  scheduler: SchedulerService;
  slos: SlosInForce;
  /** Where SLIs are measured; each data source's type belongs to the first that answers for it. */
  sources: SliSource[];
  now?: () => Date;
}

/** What the room learns once others are built. */
export interface SloNumbersHooks {
  /** Brings facts and results of services up to date whose SLOs stand differently. */
  afterChange(services: string[]): Promise<void>;
}

/** Builds the room of SLO numbers: what is pushed and measured, and what follows from it. */
export function createSloNumbers(options: SloNumbersOptions) {
  const { now = () => new Date(), scheduler } = options;
  const view = SourceView.create({ now });
  const parts = {
    ...options,
    now,
    view,
    buckets: BucketStore.create(options),
    burns: BurnStore.create(options),
    changes: ChangeStore.create(options),
    exclusions: ExclusionStore.create(options),
    former: FormerMeasures.create(options),
    pushes: PushStore.create(options),
    runs: RunStore.create(options),
    services: SloServices.create(options),
    status: StatusStore.create(options),
    // SQLite has one connection: there would only be more to wait for.
    sideBySide: options.database.client.config.client === 'pg' ? 3 : 1,
  };
  const burnNotices = BurnNotices.create(parts);
  const budgetNotices = BudgetNotices.create(parts);
  const evaluator = Evaluator.create({
    ...parts,
    remeasuring: Remeasuring.create(parts),
    sources: view,
  });
  const sweep = Sweep.create({
    ...parts,
    sweep: BucketSweep.create(options),
    vanished: VanishedStore.create(options),
  });
  const hooks: SloNumbersHooks = { afterChange: async () => {} };
  const evaluation = Evaluation.create({
    ...parts,
    evaluator,
    rounds: SourceRounds.create({
      ...parts,
      measuring: Measuring.create(parts),
      watch: SourceWatch.create(parts),
    }),
    afterChange: services => hooks.afterChange(services),
    afterRun: async () => {
      await burnNotices.tell();
      await budgetNotices.tell();
    },
  });
  const evaluateNow = (nums: number[]) => evaluation.evaluateNow(nums);

  return {
    /** What was counted. */
    buckets: parts.buckets,
    /** Latest numbers by SLO. */
    numbers: parts.status,
    /** Planned time in force. */
    exclusions: parts.exclusions,
    taskSource: SloTasks.create(parts),
    /** Works out the numbers of SLOs from what is stored, by their numbers. */
    evaluateNow,
    /** Listens to changes of SLOs, within their transaction: their numbers have to follow. */
    follow: async (
      { added, changed }: { added: number[]; changed: number[] },
      tx: Knex.Transaction,
    ) => parts.status.within(tx).mark([...added, ...changed]),
    /** How measuring and working out are doing, for the page on the health of Gold Layer. */
    status: () => numbersStatus(parts),
    /** One evaluation of all that is due, and one sweep: for those who do not want to wait for the schedule. */
    run: (signal?: AbortSignal) => evaluation.run({ signal }),
    sweep: (signal?: AbortSignal) => sweep.run({ signal }),
    router: (router: Router) =>
      addSloNumberRoutes(router, {
        ...options,
        exclusions: ExclusionDesk.create({ ...parts, evaluateNow }),
        intervals: IntervalPush.create({ ...parts, evaluateNow }),
        marks: MarkPush.create({ ...parts, marks: MarkStore.create(options) }),
      }),
    /** Begins to evaluate; call it once definitions are loaded. */
    start: async ({ afterChange }: SloNumbersHooks) => {
      hooks.afterChange = afterChange;
      await scheduler.scheduleTask({
        id: 'slos-evaluate',
        scope: 'global',
        frequency: { minutes: 1 },
        initialDelay: { seconds: 5 },
        timeout: { minutes: 10 },
        fn: signal => evaluation.run({ signal }),
      });
      await scheduler.scheduleTask({
        id: 'slos-sweep',
        scope: 'global',
        frequency: { hours: 1 },
        initialDelay: { minutes: 5 },
        timeout: { minutes: 50 },
        fn: signal => sweep.run({ signal }),
      });
    },
  };
}
