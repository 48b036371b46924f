import { z } from 'zod';
import type { PendingEdit } from './pendingEdit';

/** Keeps changes that the backend has not acknowledged, across closed laptops. */
export interface EditStore<F extends object> {
  load(): PendingEdit<F>[];
  save(edits: PendingEdit<F>[]): void;
}

/** Whose changes to what are kept. */
export interface KeptFor<F extends object> {
  /** What is written, such as `review 5b5e…`. */
  subject: string;
  /** Entity ref of the writer. */
  user: string;
  /** What a field may hold; changes kept by another version of the page are dropped. */
  fields: z.ZodType<F>;
}

/**
 * Changes kept by the browser, apart for each person and subject: whoever signs
 * in next on the same computer never sends somebody else's words. Where the
 * browser keeps nothing (private windows, full storage) editing goes on without.
 */
export class BrowserEditStore<F extends object> implements EditStore<F> {
  readonly #key: string;
  readonly #fields: z.ZodType<F>;
  readonly #storage: Storage;

  private constructor(what: KeptFor<F>, storage: Storage) {
    this.#key = `gold-layer.unsaved/${what.user}/${what.subject}`;
    this.#fields = what.fields;
    this.#storage = storage;
  }

  static create<F extends object>(
    what: KeptFor<F>,
    storage: Storage = window.localStorage,
  ): BrowserEditStore<F> {
    return new BrowserEditStore(what, storage);
  }

  load(): PendingEdit<F>[] {
    try {
      const kept: unknown = JSON.parse(
        this.#storage.getItem(this.#key) ?? '[]',
      );
      return Array.isArray(kept) ? kept.filter(it => this.#isEdit(it)) : [];
    } catch {
      return [];
    }
  }

  save(edits: PendingEdit<F>[]): void {
    try {
      if (edits.length === 0) this.#storage.removeItem(this.#key);
      else this.#storage.setItem(this.#key, JSON.stringify(edits));
    } catch {
      // The change is still in memory and on its way.
    }
  }

  #isEdit(value: unknown): value is PendingEdit<F> {
    const shape = z.object({
      key: z.string(),
      version: z.number(),
      base: this.#fields,
      change: z.record(z.string(), z.unknown()),
    });
    const parsed = shape.safeParse(value);
    if (!parsed.success) return false;
    const { base, change } = parsed.data;
    return this.#fields.safeParse({ ...base, ...change }).success;
  }
}
