import type { LoggerService } from '@backstage/backend-plugin-api';
import { setImmediate as breathe } from 'node:timers/promises';
import { inTurn } from '../../http/inTurn';
import type { ServiceChanges } from '../../services';
import type { Evaluator } from './Evaluator';
import type { ReplicaPrecedence } from './ReplicaPrecedence';

/** What {@link EvaluationQueue} works with. */
export interface EvaluationQueueOptions {
  changes: ServiceChanges;
  evaluator: Evaluator;
  logger: LoggerService;
  /** Whether this replica may evaluate. */
  precedence: Pick<ReplicaPrecedence, 'isAhead'>;
  /** Told which scorecards changed, batch by batch. */
  changed: (scorecards: Set<string>) => void;
}

const batchSize = 15;

/** Leaves those who marked services the time to evaluate them at once. */
const delayMs = 100;

/**
 * Works off the services that wait to be scored, where no other replica has
 * newer definitions to score them by. A service leaves the queue only when it
 * has been evaluated, and only if it was not marked again since.
 */
export class EvaluationQueue {
  readonly #options: EvaluationQueueOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  private constructor(options: EvaluationQueueOptions) {
    this.#options = options;
  }

  static create(options: EvaluationQueueOptions): EvaluationQueue {
    return new EvaluationQueue(options);
  }

  /** From now on works off what this replica marks, soon after it was marked. */
  follow(): void {
    this.#options.changes.subscribe(() => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.drain().catch(error =>
          this.#options.logger.error(
            'Scoring changed services failed; it is tried again within a minute',
            error,
          ),
        );
      }, delayMs);
    });
  }

  /** Evaluates the waiting ones among the named services, or all of them if none are named. */
  async drain(
    options: { refs?: string[]; signal?: AbortSignal } = {},
  ): Promise<void> {
    if (options.refs) return this.#drain(options);
    this.#working ??= this.#drain(options).finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  async #drain({ refs, signal }: { refs?: string[]; signal?: AbortSignal }) {
    const { changes, evaluator, changed, precedence } = this.#options;
    const step = async () => {
      if (!(await precedence.isAhead())) return false;
      const pending = await changes.pending(batchSize, { refs });
      if (pending.length === 0) return false;
      const evaluation = await evaluator.evaluate(
        pending.map(({ ref }) => ref),
      );
      await changes.done(pending);
      changed(evaluation.changed);
      return true;
    };
    while (!signal?.aborted) {
      // Whoever named services waits for them.
      if (!(await (refs ? step() : inTurn(step)))) return;
      if (refs) await breathe();
    }
  }
}
