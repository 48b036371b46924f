import { useEffect, useMemo, useState } from 'react';
import type {
  DefaultValues,
  FieldValues,
  UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import { nobody } from './nobody';
import { useCurrentUser } from './useCurrentUser';

const prefix = 'gold-layer.kept/';

/** How long words are kept: until they are sent, or no longer than the browser's tab is open. */
type Lives = 'browser' | 'tab';

/** How a form is kept. */
export interface Keeping<T extends FieldValues> {
  lives?: Lives;
  /** What a kept form may hold; one that another version of the page has kept is dropped. */
  schema?: z.ZodType<DefaultValues<T>>;
}

/** The reader's own words of one thing. Where the browser keeps nothing, one can still write. */
class KeptWords {
  readonly #key: string | undefined;
  readonly #lives: Lives;

  private constructor(key: string | undefined, lives: Lives) {
    this.#key = key;
    this.#lives = lives;
  }

  static create(key: string | undefined, lives: Lives): KeptWords {
    return new KeptWords(key, lives);
  }

  read(): unknown {
    if (this.#key === undefined) return undefined;
    try {
      return JSON.parse(this.#storage().getItem(this.#key) ?? 'null');
    } catch {
      return undefined;
    }
  }

  write(value: unknown): void {
    if (this.#key === undefined) return;
    try {
      this.#storage().setItem(this.#key, JSON.stringify(value));
    } catch {
      // They are on the screen still.
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

/**
 * Where the reader's own words are kept, apart from those of whoever signs in
 * next on the same computer. Unless it is known who reads, nothing is kept.
 */
function useKeptWords(key: string, lives: Lives = 'browser'): KeptWords {
  const user = useCurrentUser();
  // Who is known only later does not take over what was begun as nobody's: it
  // would take the place of what is kept from before.
  const [first] = useState(user);
  const reader = first ?? user;
  const own =
    reader === undefined || reader === nobody
      ? undefined
      : `${prefix}${reader}/${key}`;
  return useMemo(() => KeptWords.create(own, lives), [own, lives]);
}

/** Text that outlives the page until it has been sent. */
export function useKeptText(key: string) {
  const words = useKeptWords(key);
  const [typed, setTyped] = useState<string>();
  const kept = typed ?? words.read();
  return {
    text: typeof kept === 'string' ? kept : '',
    change: (next: string) => {
      setTyped(next);
      if (next === '') words.forget();
      else words.write(next);
    },
    /** Forgets what was sent; what has been written since then stays. */
    sent: (text: string) => {
      const isSent = (now: unknown) =>
        typeof now === 'string' && now.trim() === text.trim();
      const stored = words.read();
      if (isSent(stored)) words.forget();
      setTyped(now => (isSent(now ?? stored) ? '' : now));
    },
  };
}

/** What a form was left with when it was last open; nothing if it was sent. To be asked for once it is known who reads. */
export function useKeptValues<T extends FieldValues>(
  key: string,
  { lives, schema }: Keeping<T> = {},
): DefaultValues<T> | undefined {
  const words = useKeptWords(key, lives);
  const [values] = useState(() => {
    const kept = words.read();
    if (schema) return schema.safeParse(kept).data;
    return typeof kept === 'object' && kept !== null
      ? (kept as DefaultValues<T>)
      : undefined;
  });
  return values;
}

/** Keeps a form as it is filled in; answers how to forget it. */
export function useKeptForm<T extends FieldValues>(
  form: UseFormReturn<T>,
  key: string,
  { lives }: { lives?: Lives } = {},
): () => void {
  const words = useKeptWords(key, lives);
  const { watch } = form;
  useEffect(() => {
    const { unsubscribe } = watch(values => words.write(values));
    return unsubscribe;
  }, [watch, words]);
  return () => words.forget();
}
