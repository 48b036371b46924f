import type { Knex } from 'knex';
import { partition } from 'lodash';
import { earlyMeasureHash } from '../../measureHash';
import type { SloRecord } from '../../records';
import {
  coveredUntil,
  spanOfIntervals,
  spreadIntervals,
} from '../push/spreadIntervals';
import type { BucketStore } from '../store/BucketStore';
import { fromMinutes, toMinutes } from '../store/buckets';
import type { FormerMeasures, MeasuredSoFar } from '../store/FormerMeasures';
import type { PushStore } from '../store/PushStore';
import type { StatusStore } from '../store/StatusStore';
import type { StoredStatus } from '../store/statusRows';

/** What {@link Remeasuring} works with. */
export interface RemeasuringOptions {
  buckets: BucketStore;
  former: FormerMeasures;
  pushes: PushStore;
  status: StatusStore;
  now: () => Date;
}

/**
 * Lets the buckets of SLOs begin anew of which something else is measured now.
 * What was counted before is put aside, and where the same was measured some
 * time ago, what was counted then comes back. The state of the budget stays, so
 * that nobody gets rid of a freeze by an edit. What was pushed is counted again
 * from the intervals, as far as they are kept.
 */
export class Remeasuring {
  readonly #options: RemeasuringOptions;

  private constructor(options: RemeasuringOptions) {
    this.#options = options;
  }

  static create(options: RemeasuringOptions): Remeasuring {
    return new Remeasuring(options);
  }

  /** Within the transaction that holds the SLOs; answers whether there was anything to do. */
  async begin(
    tx: Knex.Transaction,
    records: readonly SloRecord[],
    before: ReadonlyMap<number, StoredStatus>,
  ): Promise<boolean> {
    const hashOf = ({ num }: SloRecord) => before.get(num)?.measureHash;
    const different = records.filter(each => hashOf(each) !== each.measureHash);
    if (different.length === 0) return false;
    const [same, other] = partition(
      different,
      each => hashOf(each) === earlyMeasureHash(each.spec),
    );
    await this.#options.status.rename(tx, same);
    if (other.length > 0) await this.#change(tx, other, before);
    return true;
  }

  async #change(
    tx: Knex.Transaction,
    records: readonly SloRecord[],
    before: ReadonlyMap<number, StoredStatus>,
  ): Promise<void> {
    const { former, now, status } = this.#options;
    const was = records.flatMap(({ num }) => before.get(num) ?? []);
    await former.setAside(tx, was, now().getTime());
    const back = await former.takeBack(
      tx,
      records.map(({ measureHash, num, spec }) => ({
        num,
        hashes: [measureHash, earlyMeasureHash(spec)],
      })),
    );
    await status.begin(
      tx,
      records.map(({ measureHash, num }) => ({
        num,
        measureHash,
        ...back.get(num),
      })),
    );
    for (const record of records) {
      if (record.spec.sli.kind !== 'pushed') continue;
      await this.#recount(tx, record, back.get(record.num));
    }
  }

  async #recount(
    tx: Knex.Transaction,
    { num, spec }: SloRecord,
    { asOf: known = 0 }: MeasuredSoFar = {},
  ): Promise<void> {
    const { buckets, pushes, status } = this.#options;
    const intervals = await pushes.ofSlo(tx, num);
    if (intervals.length === 0) return;
    const span = spanOfIntervals(intervals, spec);
    const now = toMinutes(this.#options.now());
    const counted = spreadIntervals(intervals, spec, { num, now, ...span });
    // Of the first hour that came back, intervals may be gone that were counted.
    const first = fromMinutes(span.from) < known ? span.from + 60 : span.from;
    await buckets.within(tx).add(counted.filter(({ start }) => start >= first));
    const asOf = Math.max(...intervals.map(({ to }) => to));
    const measuredUntil = Math.max(
      ...intervals.map(each => coveredUntil(each, spec)),
    );
    await status.pushed(tx, [{ num, asOf, measuredUntil }]);
  }
}
