import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ServiceChanges } from '../../services';
import type { Checklists } from '../checklists/Checklists';
import { reviewFactDefinitions } from '../reviewFactDefinitions';
import { isByReviews } from './byReviews';
import type { Expectations } from './Expectations';
import type { ReviewRefresh } from './ReviewRefresh';

/** Lets what changes together be looked at together. */
const delayMs = 150;

/** Services looked at in one go: whoever comes meanwhile waits for no more than these. */
const batchSize = 30;

/** Changes of so few services at a time come from somebody who waits for what follows. */
const fewServices = 5;

/**
 * Looks at the reviews of services soon after their facts or records changed
 * on this replica: first at those that changed by themselves, then at those
 * that changed with thousands of others, as when a source was collected. What
 * it misses, as when the process ends, the next round over all reviews finds.
 */
export class ReviewWatch {
  readonly #options: ReviewWatchOptions;
  readonly #first = new Set<string>();
  readonly #others = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  private constructor(options: ReviewWatchOptions) {
    this.#options = options;
  }

  static create(options: ReviewWatchOptions): ReviewWatch {
    return new ReviewWatch(options);
  }

  follow(changes: ServiceChanges): void {
    changes.subscribe(refs => {
      // What a look has found, published as facts, is no reason for another one.
      if (isByReviews() && !this.#readReviews()) return;
      const waiting = refs.length <= fewServices ? this.#first : this.#others;
      for (const ref of refs) waiting.add(ref);
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.drain();
      }, delayMs);
    });
  }

  /** Whether any checklist's rules read what reviews say. */
  #readReviews(): boolean {
    const { checklists } = this.#options;
    return checklists
      .definitions()
      .some(({ name }) =>
        reviewFactDefinitions.some(fact =>
          checklists.current(name).facts.has(fact.name),
        ),
      );
  }

  /** Looks at all that waits; ends when nothing does. Never throws. */
  async drain(): Promise<void> {
    this.#working ??= this.#drain().finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  /** Those that are to be looked at next; none waits twice. */
  #next(): string[] {
    const waiting = this.#first.size > 0 ? this.#first : this.#others;
    const refs = [...waiting].slice(0, batchSize);
    for (const ref of refs) {
      this.#first.delete(ref);
      this.#others.delete(ref);
    }
    return refs;
  }

  async #drain(): Promise<void> {
    for (let refs = this.#next(); refs.length > 0; refs = this.#next()) {
      try {
        await this.#options.expectations.refresh(refs);
        await this.#options.refresh.follow(refs);
        await breathe();
      } catch (error) {
        this.#options.logger.warn(
          `Reviews of changed services will be looked at later: ${toError(error).message}`,
        );
      }
    }
  }
}

/** What {@link ReviewWatch} works with. */
export interface ReviewWatchOptions {
  checklists: Checklists;
  expectations: Expectations;
  refresh: ReviewRefresh;
  logger: LoggerService;
}
