import { toError } from '@backstage/errors';
import type { BudgetPolicyDocument } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { SloRecord } from '../../records';
import type { BucketStore } from '../store/BucketStore';
import { toMinutes } from '../store/buckets';
import type { BurnStore } from '../store/BurnStore';
import type { ChangeStore } from '../store/ChangeStore';
import type { ExclusionStore } from '../store/ExclusionStore';
import type { StatusStore } from '../store/StatusStore';
import type { StoredStatus } from '../store/statusRows';
import { burnsTaken, differs, isTold, stepTaken } from './compareStatus';
import { Look, LookedAt, LongerLooks } from './LongerLooks';
import { planWindows } from './planWindows';
import type { Remeasuring } from './Remeasuring';
import type { SourceView } from './SourceView';
import { Counted, excludedWithin, Planned, WindowCounts } from './WindowCounts';
import { Findings, workOut } from './workOut';

/** Budget policies in force. */
export interface Policies {
  of(slo: { policy?: string }): { document: BudgetPolicyDocument };
}

/** What {@link Evaluator} works with. */
export interface EvaluatorOptions {
  buckets: BucketStore;
  burns: BurnStore;
  changes: ChangeStore;
  database: Knex;
  exclusions: ExclusionStore;
  policies: Policies;
  remeasuring: Remeasuring;
  sources: SourceView;
  status: StatusStore;
  now: () => Date;
}

/** Numbers that came out the same are said to be new only now and then. */
const touchMs = 10 * 60_000;

const unknownRules: Pick<StoredStatus, 'rules'> = { rules: 'unknown' };

/** Works out the numbers of some SLOs from what is stored, and stores what differs. */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #counts: WindowCounts;
  readonly #looks = LongerLooks.create();

  private constructor(options: EvaluatorOptions) {
    this.#options = options;
    this.#counts = WindowCounts.create(options);
  }

  static create(options: EvaluatorOptions): Evaluator {
    return new Evaluator(options);
  }

  /**
   * At most a few hundred at once, held until it is written: two evaluations of
   * the same SLO at the same time come one after the other, and a step of its
   * budget is taken once. Answers the services of which something that others
   * build on has changed.
   */
  async evaluate(records: readonly SloRecord[]): Promise<Set<string>> {
    if (records.length === 0) return new Set();
    const { database, remeasuring, status } = this.#options;
    const { services, remember } = await database.transaction(async tx => {
      await byItself(tx);
      const now = this.#options.now();
      let before = await status.hold(tx, records);
      const begun = await remeasuring.begin(tx, records, before);
      if (begun) before = await status.hold(tx, records);
      const { planned, broken } = planAll(records, before, now);
      const counted = await this.#counts.count(tx, planned, now);
      const looked = await this.#workOut(tx, counted, now);
      const told = await this.#write(tx, records, {
        before,
        after: [...looked.statuses, ...broken],
        now: now.getTime(),
      });
      return { services: told, remember: looked.remember };
    });
    remember();
    return services;
  }

  /** Says of an SLO that its numbers cannot be worked out. */
  async giveUp(record: SloRecord): Promise<Set<string>> {
    const { database, status } = this.#options;
    return database.transaction(async tx => {
      const now = this.#options.now();
      const before = await status.hold(tx, [record]);
      const why =
        'the database refuses them, and the log of the backend says why';
      const after = [...before.values()].map(each =>
        notWorkedOut({ before: each }, now, new Error(why)),
      );
      return this.#write(tx, [record], { before, after, now: now.getTime() });
    });
  }

  async #workOut(
    tx: Knex.Transaction,
    counted: Counted[],
    now: Date,
  ): Promise<LookedAt> {
    const { buckets, policies, sources } = this.#options;
    const looks: Look[] = [];
    const broken: StoredStatus[] = [];
    for (const { excluded, ...each } of counted) {
      const { spec } = each.record;
      try {
        const policy = policies.of(spec).document.spec;
        // Rules with a query that the source cannot read are not generated: nobody can load them.
        const rules = each.before.failure?.unreadable
          ? unknownRules
          : sources.rulesOf(spec);
        const findings: Findings = {
          ...each,
          now,
          policy,
          rules: rules?.rules ?? each.before.rules,
          dropped: excludedWithin({ ...each, excluded }, 'dropped'),
          countedGood: excludedWithin({ ...each, excluded }, 'counted-good'),
          atSource: sources.alertsOf(spec),
        };
        const status = { ...workOut(findings), ...rules };
        looks.push({ findings, status, excluded, policy });
      } catch (error) {
        broken.push(notWorkedOut(each, now, error));
      }
    }
    const { statuses, remember } = await this.#looks.add(looks, {
      buckets: buckets.within(tx),
      now: toMinutes(now),
    });
    return { statuses: [...statuses, ...broken], remember };
  }

  async #write(
    tx: Knex.Transaction,
    records: readonly SloRecord[],
    {
      before,
      after,
      now,
    }: {
      before: Map<number, StoredStatus>;
      after: StoredStatus[];
      now: number;
    },
  ): Promise<Set<string>> {
    const { burns, changes, status } = this.#options;
    const pairs = after.flatMap(each => {
      const was = before.get(each.num);
      return was ? [{ was, is: each }] : [];
    });
    const different = pairs.filter(({ was, is }) => differs(was, is));
    await status.write(
      tx,
      different.map(({ is }) => is),
    );
    const same = pairs.filter(
      ({ was, is }) =>
        !differs(was, is) &&
        (was.marks > was.marksDone || now - (was.evaluatedAt ?? 0) >= touchMs),
    );
    await status.touch(
      tx,
      same.map(({ is }) => is),
      now,
    );
    await changes.append(
      tx,
      different.flatMap(({ was, is }) => stepTaken(was, is, now)),
    );
    const steps = different.map(({ was, is }) => burnsTaken(was, is, now));
    await burns.follow(tx, {
      begun: steps.flatMap(({ begun }) => begun),
      ended: steps.flatMap(({ ended }) => ended),
    });
    const told = new Set(
      different.flatMap(({ was, is }) => (isTold(was, is) ? is.num : [])),
    );
    return new Set(
      records.flatMap(({ num, spec }) => (told.has(num) ? spec.service : [])),
    );
  }
}

/**
 * Several parts are worked on at a time: helpers that the server starts for
 * each statement would take longer than the statement, and from the others.
 */
async function byItself(tx: Knex.Transaction): Promise<void> {
  if (tx.client.config.client !== 'pg') return;
  await tx.raw('set local max_parallel_workers_per_gather = 0');
}

/** Plans the windows of all; one whose window makes no sense does not keep the others. */
function planAll(
  records: readonly SloRecord[],
  before: Map<number, StoredStatus>,
  now: Date,
): { planned: Planned[]; broken: StoredStatus[] } {
  const planned: Planned[] = [];
  const broken: StoredStatus[] = [];
  for (const record of records) {
    const known = before.get(record.num);
    if (!known) continue;
    try {
      const asked = { now: now.getTime(), asOf: known.asOf };
      const plan = planWindows(record.spec, asked);
      planned.push({ record, before: known, plan });
    } catch (error) {
      broken.push(notWorkedOut({ before: known }, now, error));
    }
  }
  return { planned, broken };
}

/** Nothing can be said; what was frozen stays so. */
function notWorkedOut(
  { before }: { before: StoredStatus },
  now: Date,
  error: unknown,
): StoredStatus {
  return {
    ...before,
    state: 'error',
    diagnosis: `Its numbers cannot be worked out: ${toError(error).message}`,
    budget: 'unknown',
    forecast: {},
    evaluatedAt: now.getTime(),
    marksDone: before.marks,
  };
}
