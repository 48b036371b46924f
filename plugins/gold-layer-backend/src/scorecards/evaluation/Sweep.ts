import type { FactStore } from '../../facts';
import { letOthersGoFirst } from '../../http/letOthersGoFirst';
import type { ServiceChanges } from '../../services';
import type { CompiledScorecards } from '../CompiledScorecards';
import type { Counts } from './Counts';
import type { EvaluationQueue } from './EvaluationQueue';
import type { EvaluationState } from './EvaluationState';
import type { ResultStore } from './ResultStore';
import type { RollupStore } from './RollupStore';

/** What {@link Sweep} works with. */
export interface SweepOptions {
  changes: Pick<ServiceChanges, 'mark'>;
  counts: Counts;
  facts: Pick<FactStore, 'markNewlyStale'>;
  queue: EvaluationQueue;
  results: ResultStore;
  rollups: RollupStore;
  scorecards: CompiledScorecards;
  state: EvaluationState;
  now?: () => Date;
}

/** On the first sweep: facts that went stale longer ago have been seen by the first evaluation. */
const firstReachMs = 10 * 60 * 1000;

/**
 * Services whose evaluation erred are tried again with the next sweep, as the
 * database may only have been away; then after this, so many of them within a minute.
 */
const [retryMs, retries] = [10 * 60 * 1000, 100];

/** What has to be done because time has passed, or because something was missed. */
export class Sweep {
  readonly #options: SweepOptions;

  private constructor(options: SweepOptions) {
    this.#options = options;
  }

  static create(options: SweepOptions): Sweep {
    return new Sweep(options);
  }

  /** Every minute: services of facts that went stale, what erred, and whatever still waits. */
  async minutely(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { changes, counts, facts, queue, results, state } = this.#options;
    const now = this.#now();
    const from =
      (await state.sweptAt()) ?? new Date(now.getTime() - firstReachMs);
    await facts.markNewlyStale(from, now);
    await state.keepSweptAt(now);
    const orphans = await results.orphans(500);
    if (orphans.length > 0) {
      await results.removeServices(orphans);
      counts.soon(await this.#names());
    }
    const failed = new Date(Date.now() - retryMs);
    await changes.mark(await results.toRetry(failed, retries));
    await queue.drain(options);
  }

  /** Several times a day: trends, counts and today's roll-up, and what is too old to keep. */
  async rollUp(): Promise<void> {
    const { counts, results, rollups, scorecards } = this.#options;
    const now = this.#now();
    await results.updateTrends(now.getTime());
    counts.soon(await this.#names());
    await counts.flush();
    for (const { name } of scorecards.current().scorecards) {
      await rollups.rollUp(name, now.toISOString().slice(0, 10));
      await letOthersGoFirst();
    }
    await rollups.expire(now);
  }

  async #names(): Promise<string[]> {
    const { rollups, scorecards } = this.#options;
    const defined = scorecards.current().scorecards.map(({ name }) => name);
    return [...defined, ...(await rollups.scorecards())];
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}
