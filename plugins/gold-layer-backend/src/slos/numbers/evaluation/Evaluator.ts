import { toError } from '@backstage/errors';
import type { BudgetPolicyDocument } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { SloRecord } from '../../records';
import { excludedTimes, ExcludedTime, withoutOverlaps } from '../exclusions';
import type { BucketStore } from '../store/BucketStore';
import {
  Counts,
  floorTo,
  fromMinutes,
  Span,
  toMinutes,
} from '../store/buckets';
import type { BudgetStepTaken, ChangeStore } from '../store/ChangeStore';
import type { ExclusionStore, StoredExclusion } from '../store/ExclusionStore';
import type { StatusStore } from '../store/StatusStore';
import { fromStatus, StoredStatus } from '../store/statusRows';
import { corrections, without } from './corrections';
import { Look, LongerLooks } from './LongerLooks';
import { planWindows, SloWindows } from './planWindows';
import type { Remeasuring } from './Remeasuring';
import type { SourceView } from './SourceView';
import { sparklineDays } from './sparkline';
import { Findings, workOut } from './workOut';

/** Budget policies in force. */
export interface Policies {
  of(slo: { policy?: string }): { document: BudgetPolicyDocument };
}

/** What {@link Evaluator} works with. */
export interface EvaluatorOptions {
  buckets: BucketStore;
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

/** One SLO whose windows are known. */
interface Planned {
  record: SloRecord;
  before: StoredStatus;
  plan: SloWindows;
}

/** A planned SLO with what was counted in its windows. */
interface Counted extends Planned {
  from: number[];
  sums?: Counts[];
  excluded: ExcludedTime[];
}

/** Works out the numbers of some SLOs from what is stored, and stores what differs. */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #looks = LongerLooks.create();

  private constructor(options: EvaluatorOptions) {
    this.#options = options;
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
    return database.transaction(async tx => {
      const now = this.#options.now();
      let before = await status.hold(tx, records);
      const begun = await remeasuring.begin(tx, records, before);
      if (begun) before = await status.hold(tx, records);
      const { planned, broken } = planAll(records, before, now);
      const counted = await this.#count(tx, planned, now);
      const after = await this.#workOut(tx, counted, now);
      return this.#write(tx, records, {
        before,
        after: [...after, ...broken],
        now: now.getTime(),
      });
    });
  }

  async #count(
    tx: Knex.Transaction,
    planned: Planned[],
    now: Date,
  ): Promise<Counted[]> {
    const buckets = this.#options.buckets.within(tx);
    const exclusions = await this.#options.exclusions
      .within(tx)
      .ofServices(planned.map(({ record }) => record.spec.service));
    const counted: Counted[] = [];
    for (const group of sameWindows(planned)) {
      const [{ plan }] = group;
      const { from, byNum } = await buckets.sums(
        group.map(({ record }) => record.num),
        { end: plan.end, windows: plan.windows, now: toMinutes(now) },
      );
      for (const each of group) {
        counted.push({
          ...each,
          from,
          sums: byNum.get(each.record.num),
          excluded: excludedIn(each, exclusions),
        });
      }
    }
    return this.#correct(buckets, counted, now);
  }

  async #correct(
    buckets: BucketStore,
    counted: Counted[],
    now: Date,
  ): Promise<Counted[]> {
    const some = counted.filter(
      ({ excluded, sums }) => excluded.length > 0 && sums,
    );
    const taken = await corrections(
      buckets,
      some.map(({ record, excluded, from, plan }) => ({
        num: record.num,
        excluded,
        stretches: stretchesOf(from, plan.end),
      })),
      { now: toMinutes(now) },
    );
    some.forEach((each, index) => {
      let sum: Counts = { bad: 0, total: 0, covered: 0 };
      each.sums = each.sums?.map((counts, window) => {
        const more = taken[index][window];
        sum = {
          bad: sum.bad + more.bad,
          total: sum.total + more.total,
          covered: sum.covered + more.covered,
        };
        return without(counts, sum);
      });
    });
    return counted;
  }

  async #workOut(
    tx: Knex.Transaction,
    counted: Counted[],
    now: Date,
  ): Promise<StoredStatus[]> {
    const { buckets, policies, sources } = this.#options;
    const looks: Look[] = [];
    const broken: StoredStatus[] = [];
    for (const { excluded, ...each } of counted) {
      const { spec } = each.record;
      try {
        const policy = policies.of(spec).document.spec;
        const findings: Findings = {
          ...each,
          now,
          policy,
          dropped: droppedWithin(excluded, each),
          atSource: sources.alertsOf(spec),
        };
        const rules = sources.rulesOf(spec);
        const status = { ...workOut(findings), ...rules };
        looks.push({ findings, status, excluded, policy });
      } catch (error) {
        broken.push(notWorkedOut(each, now, error));
      }
    }
    const done = await this.#looks.add(looks, {
      buckets: buckets.within(tx),
      now: toMinutes(now),
    });
    return [...done, ...broken];
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
    const { changes, status } = this.#options;
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
    const told = new Set(
      different.flatMap(({ was, is }) => (isTold(was, is) ? is.num : [])),
    );
    return new Set(
      records.flatMap(({ num, spec }) => (told.has(num) ? spec.service : [])),
    );
  }
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

function sameWindows(planned: Planned[]): Planned[][] {
  const groups = new Map<string, Planned[]>();
  for (const each of planned) {
    const key = `${each.plan.end}: ${each.plan.windows.join(' ')}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()];
}

/** All that windows and the line of the last days have to know of. */
function excludedIn(
  { record, plan }: Planned,
  exclusions: StoredExclusion[],
): ExcludedTime[] {
  if (exclusions.length === 0) return [];
  const furthest = plan.windows[plan.windows.length - 1];
  const [firstDay] = sparklineDays(record.spec, plan.end);
  const begin = Math.min(floorTo(60, plan.end - furthest), firstDay);
  return withoutOverlaps(
    excludedTimes(record, exclusions, {
      from: new Date(fromMinutes(begin)),
      to: new Date(fromMinutes(plan.end)),
    }),
  );
}

function droppedWithin(
  excluded: readonly ExcludedTime[],
  { plan, from }: Pick<Counted, 'plan' | 'from'>,
): Span[] {
  const begin = fromMinutes(from[plan.windows.indexOf(plan.own)]);
  return excluded.flatMap(time =>
    time.meaning === 'dropped' && time.to > begin
      ? [{ from: Math.max(begin, time.from), to: time.to }]
      : [],
  );
}

/** The stretches between the edges of windows, newest first. */
function stretchesOf(from: readonly number[], end: number): Span[] {
  return from.map((begin, index) => ({
    from: begin,
    to: index === 0 ? end : from[index - 1],
  }));
}

/** Whether anything but the time of working it out is different. */
function differs(was: StoredStatus, is: StoredStatus): boolean {
  return comparable(was) !== comparable(is);
}

function comparable(status: StoredStatus): string {
  const row = fromStatus(status);
  return JSON.stringify({
    ...row,
    evaluated_at: null,
    rules_at: null,
    marks_done: null,
  });
}

/** Whether something is different that facts, gates and lists by state build on. */
function isTold(was: StoredStatus, is: StoredStatus): boolean {
  return (
    was.state !== is.state ||
    was.budget !== is.budget ||
    was.frozen !== is.frozen ||
    was.rules !== is.rules ||
    fromStatus(was).firing !== fromStatus(is).firing
  );
}

function stepTaken(
  was: StoredStatus,
  is: StoredStatus,
  at: number,
): BudgetStepTaken[] {
  if (was.budget === is.budget && was.frozen === is.frozen) return [];
  const { num, budget, frozen } = is;
  const remaining = budget === 'unknown' ? undefined : is.remaining;
  return [{ num, at, from: was.budget, to: budget, frozen, remaining }];
}
