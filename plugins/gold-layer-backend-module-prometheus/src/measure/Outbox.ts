/**
 * Hands on what several workers find, as it comes in. Ends when all are done;
 * when one of them throws, so does the reader, after what came in before.
 */
export class Outbox<T> {
  readonly #items: T[] = [];
  #wake: () => void = () => {};
  #ended = false;

  static create<T>(): Outbox<T> {
    return new Outbox();
  }

  put(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  async *until(work: Promise<unknown>): AsyncGenerator<T> {
    const end = work.finally(() => {
      this.#ended = true;
      this.#wake();
    });
    // Thrown below, to the reader; until then nobody listens.
    end.catch(() => {});
    while (!this.#ended || this.#items.length > 0) {
      yield* this.#items.splice(0);
      await this.#news();
    }
    await end;
  }

  #news(): Promise<void> {
    if (this.#ended || this.#items.length > 0) return Promise.resolve();
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }
}
