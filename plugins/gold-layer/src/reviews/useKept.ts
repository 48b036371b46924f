import { useEffect, useState } from 'react';
import type {
  DefaultValues,
  FieldValues,
  UseFormReturn,
} from 'react-hook-form';

const prefix = 'gold-layer.kept/';

function read(key: string): unknown {
  try {
    const text = window.localStorage.getItem(prefix + key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) window.localStorage.removeItem(prefix + key);
    else window.localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still lets one write.
  }
}

/** Text that outlives the page until it has been sent. */
export function useKeptText(key: string) {
  const [text, setText] = useState(() => {
    const kept = read(key);
    return typeof kept === 'string' ? kept : '';
  });
  return {
    text,
    change: (next: string) => {
      setText(next);
      write(key, next === '' ? undefined : next);
    },
    clear: () => {
      setText('');
      write(key, undefined);
    },
  };
}

/** What a form was left with; nothing if it was sent. */
export function keptValues<T extends FieldValues>(
  key: string,
): DefaultValues<T> | undefined {
  const kept = read(key);
  return typeof kept === 'object' && kept !== null
    ? (kept as DefaultValues<T>)
    : undefined;
}

/** Keeps a form as it is filled in; answers how to forget it. */
export function useKeptForm<T extends FieldValues>(
  form: UseFormReturn<T>,
  key: string,
): () => void {
  const { watch } = form;
  useEffect(() => {
    const { unsubscribe } = watch(values => write(key, values));
    return unsubscribe;
  }, [watch, key]);
  return () => write(key, undefined);
}
