/** Why a question was not put to a source, or was called off, in a sentence. */
export class SourceUnavailableError extends Error {
  readonly name = 'SourceUnavailableError';
}

/** Questions that run at once, of all callers together. */
const atOnce = 4;
/** Questions that wait for one of those to end. */
const mostWaiting = 20;

/**
 * Lets few questions run at once, so that nobody overruns a source by opening
 * pages, and calls off those that take too long, the wait for a turn included.
 */
export class SourceTurns {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  private constructor() {}

  static create(): SourceTurns {
    return new SourceTurns();
  }

  /**
   * @throws SourceUnavailableError if too many wait, or the time is over
   * @throws what the question throws
   */
  async ask<T>(
    timeoutMs: number,
    question: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const { signal } = controller;
    const called = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    // Nobody may be waiting at the moment of the abort.
    called.catch(() => {});
    const timeout = setTimeout(
      () => controller.abort(tooLate(timeoutMs)),
      timeoutMs,
    );
    try {
      await this.#turn(called);
      // A source that does not heed the signal keeps its turn until it ends.
      const answer = question(signal).finally(() => this.#next());
      answer.catch(() => {});
      return await Promise.race([answer, called]);
    } finally {
      clearTimeout(timeout);
    }
  }

  async #turn(called: Promise<never>): Promise<void> {
    if (this.#running < atOnce) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= mostWaiting) {
      throw new SourceUnavailableError(
        'Too many questions wait for the source already; ask again in a moment',
      );
    }
    let wake = () => {};
    const woken = new Promise<void>(resolve => {
      wake = resolve;
      this.#waiting.push(wake);
    });
    try {
      await Promise.race([woken, called]);
    } catch (error) {
      this.#leave(wake);
      throw error;
    }
  }

  /** Whoever waits longest takes the turn over. */
  #next(): void {
    const wake = this.#waiting.shift();
    if (wake) wake();
    else this.#running -= 1;
  }

  /** Nobody waits there any longer; a turn that came at the same moment is passed on. */
  #leave(wake: () => void): void {
    const place = this.#waiting.indexOf(wake);
    if (place >= 0) this.#waiting.splice(place, 1);
    else this.#next();
  }
}

function tooLate(timeoutMs: number): SourceUnavailableError {
  return new SourceUnavailableError(
    `The source did not answer within ${timeoutMs / 1000} seconds`,
  );
}
