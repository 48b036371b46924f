/** Lets so many through at a time; the others wait in the order in which they came. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  private constructor(places: number) {
    this.#free = places;
  }

  static create(places: number): Semaphore {
    return new Semaphore(places);
  }

  /** Does the work once there is room. Whoever is called off while waiting is rejected and takes no room. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const place = {
        enter: () => {
          signal.removeEventListener('abort', place.giveUp);
          resolve();
        },
        giveUp: () => {
          this.#waiting.splice(this.#waiting.indexOf(place.enter), 1);
          reject(signal.reason);
        },
      };
      this.#waiting.push(place.enter);
      signal.addEventListener('abort', place.giveUp, { once: true });
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
