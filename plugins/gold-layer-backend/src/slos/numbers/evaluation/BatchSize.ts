import { performance } from 'node:perf_hooks';

const [smallest, largest] = [10, 500];

/** How many at once: adapts to how long a batch keeps this process busy. */
export class BatchSize {
  readonly #targetMs: number;
  #size = 50;

  private constructor(targetMs: number) {
    this.#targetMs = targetMs;
  }

  /** `targetMs`: a batch should keep this process busy no longer; while a database server works, others go on. */
  static create(options: { targetMs: number }): BatchSize {
    return new BatchSize(options.targetMs);
  }

  current(): number {
    return this.#size;
  }

  async measure<T>(work: () => Promise<T>): Promise<T> {
    const before = performance.eventLoopUtilization();
    const result = await work();
    const { active } = performance.eventLoopUtilization(before);
    const wanted = (this.#size * this.#targetMs) / Math.max(active, 1);
    const next = Math.round((this.#size + wanted) / 2);
    this.#size = Math.min(largest, Math.max(smallest, next));
    return result;
  }
}
