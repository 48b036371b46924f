import { useEffect, useMemo, useState } from 'react';
import type {
  DefaultValues,
  FieldValues,
  UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import { KeptWords, type Lives } from './KeptWords';
import { nobody } from './nobody';
import { useCurrentUser } from './useCurrentUser';

/** How a form is kept. */
export interface Keeping<T extends FieldValues> {
  lives?: Lives;
  /** What a kept form may hold; one that another version of the page has kept is dropped. */
  schema?: z.ZodType<DefaultValues<T>>;
  /** What the form holds at first, which is not worth keeping; nothing unless given. */
  begin?: DefaultValues<T>;
}

/**
 * Where the reader's own words are kept, apart from those of whoever signs in
 * next on the same computer. Unless it is known who reads, nothing is kept.
 */
function useKeptWords(subject: string, lives: Lives = 'browser'): KeptWords {
  const user = useCurrentUser();
  // Who is known only later does not take over what was begun as nobody's: it
  // would take the place of what is kept from before.
  const [first] = useState(user);
  const reader = first ?? user;
  const author = reader === nobody ? undefined : reader;
  useEffect(() => KeptWords.dropOld(), []);
  return useMemo(
    () => KeptWords.create({ author, subject }, lives),
    [author, subject, lives],
  );
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

/** Keeps a form as it is filled in, until it is forgotten or is again as it was at first. */
export function useKeptForm<T extends FieldValues>(
  form: UseFormReturn<T>,
  key: string,
  { lives, begin }: Keeping<NoInfer<T>> = {},
): {
  /** To be called once it is sent. */
  forget: () => void;
  /** Something is written in it that the browser does not keep: leaving would lose it. */
  unkept: boolean;
} {
  const words = useKeptWords(key, lives);
  const [unkept, setUnkept] = useState(false);
  const { watch } = form;
  const atFirst = textOf(begin ?? {});
  useEffect(() => {
    const { unsubscribe } = watch(values => {
      const written = textOf(values) !== atFirst;
      if (!written) words.forget();
      setUnkept(written && !words.write(values));
    });
    return unsubscribe;
  }, [watch, words, atFirst]);
  return { forget: () => words.forget(), unkept };
}

/** The same text for the same values, whatever their order; an empty field is as good as none. */
function textOf(values: object): string {
  return JSON.stringify(values, (_, part: unknown) => {
    if (part === '' || part === null) return undefined;
    if (typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(
      Object.entries(part).sort(([a], [b]) => a.localeCompare(b)),
    );
  });
}
