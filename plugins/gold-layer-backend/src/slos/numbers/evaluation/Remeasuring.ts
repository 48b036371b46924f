import type { Knex } from 'knex';
import type { SloRecord } from '../../records';
import {
  coveredUntil,
  spanOfIntervals,
  spreadIntervals,
} from '../push/spreadIntervals';
import type { BucketStore } from '../store/BucketStore';
import { BucketSweep } from '../store/BucketSweep';
import { toMinutes } from '../store/buckets';
import type { PushStore } from '../store/PushStore';
import type { StatusStore } from '../store/StatusStore';
import type { StoredStatus } from '../store/statusRows';

/** What {@link Remeasuring} works with. */
export interface RemeasuringOptions {
  buckets: BucketStore;
  pushes: PushStore;
  status: StatusStore;
  now: () => Date;
}

/**
 * Lets the buckets of SLOs begin anew of which something else is measured now.
 * What was pushed is counted again from the intervals, as far as they are kept.
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
    const different = records.filter(
      ({ num, measureHash }) => before.get(num)?.measureHash !== measureHash,
    );
    if (different.length === 0) return false;
    const { status } = this.#options;
    await BucketSweep.create({ database: tx }).clear(
      different.map(({ num }) => num),
    );
    await status.begin(tx, different);
    for (const record of different) {
      if (record.spec.sli.kind === 'pushed') await this.#recount(tx, record);
    }
    return true;
  }

  async #recount(
    tx: Knex.Transaction,
    { num, spec }: SloRecord,
  ): Promise<void> {
    const { buckets, pushes, status } = this.#options;
    const intervals = await pushes.ofSlo(tx, num);
    if (intervals.length === 0) return;
    const span = spanOfIntervals(intervals, spec);
    const now = toMinutes(this.#options.now());
    const counted = spreadIntervals(intervals, spec, { num, now, ...span });
    await buckets.within(tx).add(counted);
    const asOf = Math.max(...intervals.map(({ to }) => to));
    const measuredUntil = Math.max(
      ...intervals.map(each => coveredUntil(each, spec)),
    );
    await status.pushed(tx, [{ num, asOf, measuredUntil }]);
  }
}
