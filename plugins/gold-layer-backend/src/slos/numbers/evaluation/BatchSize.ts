import { performance } from 'node:perf_hooks';

/** A batch should keep this process busy no longer than this. */
const targetMs = 12;
const [smallest, largest] = [10, 500];

/** How many at once: adapts to how long a batch keeps this process busy. */
export class BatchSize {
  #size = 50;

  static create(): BatchSize {
    return new BatchSize();
  }

  private constructor() {}

  current(): number {
    return this.#size;
  }

  async measure<T>(work: () => Promise<T>): Promise<T> {
    const before = performance.eventLoopUtilization();
    const result = await work();
    const { active } = performance.eventLoopUtilization(before);
    const wanted = (this.#size * targetMs) / Math.max(active, 1);
    const next = Math.round((this.#size + wanted) / 2);
    this.#size = Math.min(largest, Math.max(smallest, next));
    return result;
  }
}
