import type { Knex } from 'knex';
import type { SloRecord } from '../../records';
import { excludedTimes, ExcludedTime, withoutOverlaps } from '../exclusions';
import type { BucketStore } from '../store/BucketStore';
import {
  addCounts,
  Counts,
  floorTo,
  fromMinutes,
  noCounts,
  Span,
  toMinutes,
} from '../store/buckets';
import type { ExclusionStore, StoredExclusion } from '../store/ExclusionStore';
import type { StoredStatus } from '../store/statusRows';
import { corrections, without } from './corrections';
import type { SloWindows } from './planWindows';
import { sparklineDays } from './sparkline';

/** One SLO whose windows are known. */
export interface Planned {
  record: SloRecord;
  before: StoredStatus;
  plan: SloWindows;
}

/** A planned SLO with what was counted in its windows. */
export interface Counted extends Planned {
  from: number[];
  sums?: Counts[];
  excluded: ExcludedTime[];
}

/** Counts the windows of many SLOs: a statement per kind of window, and one for all that is excluded. */
export class WindowCounts {
  readonly #options: { buckets: BucketStore; exclusions: ExclusionStore };

  private constructor(options: {
    buckets: BucketStore;
    exclusions: ExclusionStore;
  }) {
    this.#options = options;
  }

  static create(options: {
    buckets: BucketStore;
    exclusions: ExclusionStore;
  }): WindowCounts {
    return new WindowCounts(options);
  }

  /** What was counted of each, without what is excluded. */
  async count(
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
      let sum: Counts = noCounts;
      each.sums = each.sums?.map((counts, window) => {
        sum = addCounts(sum, taken[index][window]);
        return without(counts, sum);
      });
    });
    return counted;
  }
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

/** Excluded time within an SLO's own window that means one of the two, in milliseconds. */
export function excludedWithin(
  { excluded, plan, from }: Pick<Counted, 'excluded' | 'plan' | 'from'>,
  meaning: ExcludedTime['meaning'],
): Span[] {
  const begin = fromMinutes(from[plan.windows.indexOf(plan.own)]);
  return excluded.flatMap(time =>
    time.meaning === meaning && time.to > begin
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
