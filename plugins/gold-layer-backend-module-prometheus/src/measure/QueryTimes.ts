/** How long it took to ask for each SLO by itself, the last time. */
export class QueryTimes {
  readonly #took = new Map<string, number>();
  readonly #now: () => number;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static create(options: { now?: () => number } = {}): QueryTimes {
    return new QueryTimes(options.now ?? (() => performance.now()));
  }

  /** Does what asks for an SLO, and remembers how long it took, whatever came of it. */
  async measure(slo: string, work: () => Promise<void>): Promise<void> {
    const begun = this.#now();
    try {
      await work();
    } finally {
      this.#took.set(slo, this.#now() - begun);
    }
  }

  /**
   * Quick ones first, and those of which nothing is known: what takes long, or
   * never comes to an end, then keeps nobody waiting but its like.
   */
  quickFirst<T extends { slo: { id: string } }>(items: readonly T[]): T[] {
    const took = ({ slo }: T) => this.#took.get(slo.id) ?? 0;
    return [...items].sort((a, b) => took(a) - took(b));
  }
}
