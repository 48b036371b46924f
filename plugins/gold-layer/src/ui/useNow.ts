import { useSyncExternalStore } from 'react';

/** Ages are told in minutes; half of one keeps them true. */
const everyMs = 30_000;

/** Beats for all that tell an age, as long as there are any and the page can be seen. */
class Pulse {
  readonly #listeners = new Set<() => void>();
  #timer?: ReturnType<typeof setInterval>;
  #beats = 0;

  private constructor() {}

  static create(): Pulse {
    return new Pulse();
  }

  readonly beats = () => this.#beats;

  readonly subscribe = (listener: () => void) => {
    if (this.#listeners.size === 0) this.#start();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  #start() {
    this.#timer = setInterval(this.#beat, everyMs);
    document.addEventListener('visibilitychange', this.#beat);
  }

  #stop() {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#beat);
  }

  readonly #beat = () => {
    if (document.hidden) return;
    this.#beats += 1;
    this.#listeners.forEach(listener => listener());
  };
}

// One for the page: a long list tells dozens of ages, and all grow at once.
const pulse = Pulse.create();

/**
 * The time in milliseconds, for what is told by its age. Draws again by itself:
 * an answer that brings nothing new draws nothing, and ages would stand still.
 */
export function useNow(): number {
  useSyncExternalStore(pulse.subscribe, pulse.beats);
  return Date.now();
}
