import { useEffect, useState } from 'react';
import type {
  DefaultValues,
  FieldValues,
  UseFormReturn,
} from 'react-hook-form';
import { useCurrentUser } from '../saving';

const prefix = 'gold-layer.kept/';

function read(key: string | undefined): unknown {
  if (key === undefined) return undefined;
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(key: string | undefined, value: unknown): void {
  if (key === undefined) return;
  try {
    if (value === undefined) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still lets one write.
  }
}

/**
 * Where the reader's own words are kept, apart from those of whoever signs in
 * next on the same computer. Until it is known who reads, nothing is kept.
 */
function useOwn(key: string): string | undefined {
  const user = useCurrentUser();
  return user === undefined ? undefined : `${prefix}${user}/${key}`;
}

/** Text that outlives the page until it has been sent. */
export function useKeptText(key: string) {
  const own = useOwn(key);
  const [typed, setTyped] = useState<string>();
  const kept = typed ?? read(own);
  return {
    text: typeof kept === 'string' ? kept : '',
    change: (next: string) => {
      setTyped(next);
      write(own, next === '' ? undefined : next);
    },
    clear: () => {
      setTyped('');
      write(own, undefined);
    },
  };
}

/** What a form was left with; nothing if it was sent. */
export function useKeptValues<T extends FieldValues>(
  key: string,
): DefaultValues<T> | undefined {
  const kept = read(useOwn(key));
  return typeof kept === 'object' && kept !== null
    ? (kept as DefaultValues<T>)
    : undefined;
}

/** Keeps a form as it is filled in; answers how to forget it. */
export function useKeptForm<T extends FieldValues>(
  form: UseFormReturn<T>,
  key: string,
): () => void {
  const own = useOwn(key);
  const { watch } = form;
  useEffect(() => {
    const { unsubscribe } = watch(values => write(own, values));
    return unsubscribe;
  }, [watch, own]);
  return () => write(own, undefined);
}
