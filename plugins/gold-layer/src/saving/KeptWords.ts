import { z } from 'zod';

const prefix = 'gold-layer.kept/';
// Whatever nobody has come back to for so long is about something that has ended.
const longestMs = 60 * 24 * 60 * 60 * 1000;

/** How long words are kept: until they are sent, or no longer than the browser's tab is open. */
export type Lives = 'browser' | 'tab';

const keptSchema = z.object({
  /** When they were written, in milliseconds since 1970. */
  at: z.number(),
  words: z.unknown(),
});

/** One person's own words of one thing. Where the browser keeps nothing, one can still write. */
export class KeptWords {
  readonly #key: string | undefined;
  readonly #lives: Lives;

  private constructor(key: string | undefined, lives: Lives) {
    this.#key = key;
    this.#lives = lives;
  }

  /** Words of an author, by entity ref, about a subject; of no author, nothing is kept. */
  static create(
    of: { author?: string; subject: string },
    lives: Lives,
  ): KeptWords {
    const key = of.author && `${prefix}${of.author}/${of.subject}`;
    return new KeptWords(key, lives);
  }

  /** Drops what is too old or cannot be read, whoever wrote it about whatever. */
  static dropOld(): void {
    try {
      for (const key of Object.keys(window.localStorage)) {
        if (!key.startsWith(prefix)) continue;
        if (!readKept(window.localStorage.getItem(key))) {
          window.localStorage.removeItem(key);
        }
      }
    } catch {
      // Then nothing is kept there.
    }
  }

  read(): unknown {
    if (this.#key === undefined) return undefined;
    try {
      return readKept(this.#storage().getItem(this.#key))?.words;
    } catch {
      return undefined;
    }
  }

  /** False where they are not kept: they are on the screen alone. */
  write(words: unknown): boolean {
    if (this.#key === undefined) return false;
    try {
      const kept = { at: Date.now(), words };
      this.#storage().setItem(this.#key, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    if (this.#key === undefined) return;
    try {
      this.#storage().removeItem(this.#key);
    } catch {
      // Then nothing is kept there either.
    }
  }

  /** May throw: some browsers refuse it altogether. */
  #storage(): Storage {
    return this.#lives === 'tab' ? window.sessionStorage : window.localStorage;
  }
}

function readKept(text: string | null): z.infer<typeof keptSchema> | undefined {
  try {
    const { data } = keptSchema.safeParse(JSON.parse(text ?? 'null'));
    return data && Date.now() - data.at < longestMs ? data : undefined;
  } catch {
    return undefined;
  }
}
