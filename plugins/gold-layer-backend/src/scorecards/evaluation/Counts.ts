import type { LoggerService } from '@backstage/backend-plugin-api';
import { letOthersGoFirst } from '../../http/letOthersGoFirst';
import type { RollupStore } from './RollupStore';

/** Changes within this time are counted together. */
const delayMs = 1000;

/** While much changes, counting takes at most a twentieth of the time, */
const restFactor = 20;
/** but people never wait longer than this for the figures of now. */
const longestDelayMs = 15_000;

/** Keeps the counts of all scorecards in step with their results, soon after those changed. */
export class Counts {
  readonly #store: RollupStore;
  readonly #logger: LoggerService;
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  /** How long counting took the last time. */
  #tookMs = 0;

  private constructor(options: { store: RollupStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  static create(options: {
    store: RollupStore;
    logger: LoggerService;
  }): Counts {
    return new Counts(options);
  }

  /** Counts the scorecards anew in a moment. */
  soon(scorecards: Iterable<string>): void {
    for (const scorecard of scorecards) this.#waiting.add(scorecard);
    if (this.#waiting.size === 0) return;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.flush().catch(error =>
          this.#logger.error(
            'Counting services failed; it is tried again with the next change',
            error,
          ),
        );
      },
      Math.min(longestDelayMs, Math.max(delayMs, this.#tookMs * restFactor)),
    );
    this.#timer.unref();
  }

  /** Counts what waits, now. */
  async flush(): Promise<void> {
    this.#tookMs = 0;
    for (const scorecard of [...this.#waiting]) {
      // Whoever changes something from now on wants it counted once more.
      this.#waiting.delete(scorecard);
      try {
        await this.#count(scorecard);
      } catch (error) {
        this.#waiting.add(scorecard);
        throw error;
      }
    }
  }

  /** In parts, between which others go first. */
  async #count(scorecard: string): Promise<void> {
    await this.#timed(() => this.#store.countLevels(scorecard));
    for (const checks of await this.#store.checkRanges(scorecard)) {
      await this.#timed(() => this.#store.countChecks(scorecard, checks));
    }
  }

  async #timed(work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await work();
    this.#tookMs += performance.now() - began;
    await letOthersGoFirst();
  }
}
