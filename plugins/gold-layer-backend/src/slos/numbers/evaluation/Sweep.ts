import { inTurn } from '../../../http/inTurn';
import { cutHours } from '../exclusions';
import type { SlosInForce } from '../SlosInForce';
import type { BucketSweep } from '../store/BucketSweep';
import { fineSince, floorTo, toMinutes } from '../store/buckets';
import type { ExclusionStore } from '../store/ExclusionStore';
import type { FormerMeasures } from '../store/FormerMeasures';
import type { PushStore } from '../store/PushStore';
import type { RunStore } from '../store/RunStore';
import type { VanishedStore } from '../store/VanishedStore';

/** What {@link Sweep} works with. */
export interface SweepOptions {
  exclusions: ExclusionStore;
  former: FormerMeasures;
  pushes: PushStore;
  runs: RunStore;
  slos: SlosInForce;
  sweep: BucketSweep;
  vanished: VanishedStore;
  now: () => Date;
}

const dayMs = 24 * 3600_000;

/** Intervals of up to 31 days may be pushed for 90 days: until then each can be replaced. */
const pushesKeptMs = 125 * dayMs;

const keptMs = 400 * dayMs;

/** An SLO that returns within this time, or a query, goes on where it was: longer than its window, even a quarter. */
const returnMs = 100 * dayMs;

/** So many former pasts of one SLO are kept, the longest: a query that is another with every deploy must not fill the disk. */
const mostFormer = 10;

/** Beyond what windows need, so that an evaluation under way does not lose its footing. */
const slackMinutes = 120;

/** Removes what nobody needs any more, a little at a time. */
export class Sweep {
  readonly #options: SweepOptions;

  private constructor(options: SweepOptions) {
    this.#options = options;
  }

  static create(options: SweepOptions): Sweep {
    return new Sweep(options);
  }

  async run({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    const { exclusions, pushes, runs, sweep, vanished } = this.#options;
    const startedAt = this.#options.now();
    const last = await runs.find('sweep');
    await this.#removeFine(last?.endedAt && last.startedAt, signal);
    await untilDone(() => sweep.removeOldest(toMinutes(startedAt)), signal);
    await untilDone(
      () => pushes.removeBefore(startedAt.getTime() - pushesKeptMs),
      signal,
    );
    await vanished.removeBefore(startedAt.getTime() - keptMs);
    await exclusions.removeBefore(startedAt.getTime() - keptMs);
    const goneBefore = startedAt.getTime() - returnMs;
    const gone = await this.#removeVanished(goneBefore, signal);
    await this.#removeFormer(goneBefore, signal);
    if (signal?.aborted) return;
    await vanished.forget({ goneBefore });
    const endedAt = this.#options.now();
    await runs.keep('sweep', { startedAt, endedAt, slos: gone, failed: 0 });
  }

  /**
   * Buckets of five minutes go after three days, since then the hours above
   * them are enough. They stay where excluded time cuts an hour: without them,
   * a planned half hour would begin to count once it is three days old; of SLOs
   * that may come back, too.
   */
  async #removeFine(since: Date | undefined, signal?: AbortSignal) {
    const { exclusions, former, slos, sweep, vanished } = this.#options;
    const to = fineSince(toMinutes(this.#options.now())) - slackMinutes;
    // What an earlier run has kept on purpose is not looked at again.
    const from = since ? fineSince(toMinutes(since)) - 2 * slackMinutes : 0;
    let start = await sweep.nextFine({ from, to });
    if (start === undefined) return;
    const planned = await exclusions.all();
    const services = [...new Set(planned.map(({ service }) => service))];
    const kept = [
      ...(await slos.ofServices(services)),
      ...(await vanished.ofServices(services)),
    ];
    const cut = cutHours(kept, planned, { from: start, to });
    const aside = await former.all();
    while (start !== undefined && !signal?.aborted) {
      const at: number = start;
      const those = cut.get(floorTo(60, at)) ?? [];
      const but = those.flatMap(num => [num, ...(aside.get(num) ?? [])]);
      await inTurn(() => sweep.removeFine(at, { but }));
      start = await sweep.nextFine({ from: at + 5, to });
    }
  }

  async #removeVanished(
    goneBefore: number,
    signal?: AbortSignal,
  ): Promise<number> {
    const { sweep, vanished } = this.#options;
    let gone = 0;
    while (!signal?.aborted) {
      const nums = await vanished.find({ goneBefore });
      if (nums.length === 0) break;
      await inTurn(() => sweep.clear(nums));
      await vanished.remove(nums);
      gone += nums.length;
    }
    return gone;
  }

  async #removeFormer(
    setAsideBefore: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const { former, sweep } = this.#options;
    while (!signal?.aborted) {
      const nums = await former.overdue({ setAsideBefore, most: mostFormer });
      if (nums.length === 0) break;
      await inTurn(() => sweep.clear(nums));
      await former.forget(nums);
    }
  }
}

async function untilDone(
  step: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  while (!signal?.aborted && (await inTurn(step)));
}
