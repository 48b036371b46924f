import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { inTurn } from '../../http/inTurn';
import type { ServiceStore } from '../../services';
import type { CompiledScorecards } from '../CompiledScorecards';
import type { EvaluationState, FullRun } from './EvaluationState';
import type { Evaluator } from './Evaluator';
import type { ReplicaPrecedence } from './ReplicaPrecedence';

/** What {@link FullEvaluation} works with. */
export interface FullEvaluationOptions {
  scorecards: CompiledScorecards;
  services: ServiceStore;
  evaluator: Evaluator;
  state: EvaluationState;
  /** Whether this replica may evaluate. */
  precedence: Pick<ReplicaPrecedence, 'isAhead'>;
  /** Told which scorecards changed, batch by batch. */
  changed: (scorecards: Set<string>) => void;
  now?: () => Date;
}

/** A batch should keep this process busy no longer than this; while a database server works, others go on. */
const targetMs = 15;
const [smallestBatch, largestBatch] = [20, 200];

/** Rules that read the time are asked again after this. */
const hourMs = 3600 * 1000;

/**
 * Evaluates all services when scorecards or facts were defined anew, and now
 * and then because time has passed. How far it has come is stored with each
 * batch, so that it goes on there after a restart.
 */
export class FullEvaluation {
  readonly #options: FullEvaluationOptions;
  /** Services per batch; adapts to how long a batch keeps this process busy. */
  #size = 25;

  private constructor(options: FullEvaluationOptions) {
    this.#options = options;
  }

  static create(options: FullEvaluationOptions): FullEvaluation {
    return new FullEvaluation(options);
  }

  /** Runs, or goes on with, what is due; must not run in two places at once. */
  async runIfDue(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { precedence, state } = this.#options;
    if (!(await precedence.isAhead())) return;
    const due = this.#due(await state.run());
    if (!due) return;
    let run: FullRun | undefined = due.run;
    while (run && !options.signal?.aborted) {
      const began = performance.now();
      const current: FullRun = run;
      run = await inTurn(() => this.#step(current));
      // What only time has brought about may take its time.
      if (!due.hurried) await pause(4 * (performance.now() - began));
      if (this.#fingerprint() !== due.run.fingerprint) return;
      if (!(await precedence.isAhead())) return;
    }
  }

  #due(run: FullRun): { run: FullRun; hurried: boolean } | undefined {
    const fingerprint = this.#fingerprint();
    const begin = { fingerprint, startedAt: this.#now(), workedMs: 0 };
    if (run.fingerprint !== fingerprint) return { run: begin, hurried: true };
    if (!run.finishedAt || !run.startedAt) return { run, hurried: true };
    const age = this.#now().getTime() - run.startedAt.getTime();
    const late =
      dayOf(run.startedAt) !== dayOf(this.#now()) ||
      (this.#options.scorecards.current().readsNow && age > hourMs);
    return late ? { run: begin, hurried: false } : undefined;
  }

  /** One batch; answers where to go on, if there is more. */
  async #step(run: FullRun): Promise<FullRun | undefined> {
    const { services, state, evaluator, changed } = this.#options;
    const began = performance.now();
    const before = performance.eventLoopUtilization();
    const refs = await services.refsAfter(run.cursor, this.#size);
    const last = refs.at(-1);
    if (last === undefined) {
      await state.keepRun({
        ...run,
        cursor: undefined,
        finishedAt: this.#now(),
      });
      return undefined;
    }
    const next = { ...run, cursor: last, workedMs: run.workedMs };
    const evaluation = await evaluator.evaluate(refs, {
      within: tx => {
        next.workedMs = run.workedMs + performance.now() - began;
        return state.keepRun(next, tx);
      },
    });
    changed(evaluation.changed);
    this.#adapt(performance.eventLoopUtilization(before).active);
    return next;
  }

  #adapt(busyMs: number): void {
    const wanted = (this.#size * targetMs) / Math.max(busyMs, 1);
    const next = Math.round((this.#size + wanted) / 2);
    this.#size = Math.min(largestBatch, Math.max(smallestBatch, next));
  }

  #fingerprint(): string {
    return this.#options.scorecards.current().fingerprint;
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
