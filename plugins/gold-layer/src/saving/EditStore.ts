import { z } from 'zod';
import { mergeEdits } from './mergeEdits';
import { nobody } from './nobody';
import type { PendingEdit } from './pendingEdit';

/** Keeps changes that the backend has not acknowledged, across closed laptops. */
export interface EditStore<F extends object> {
  load(): PendingEdit<F>[];
  /** False where they are not kept. */
  save(edits: PendingEdit<F>[]): boolean;
}

/** Whose changes to what are kept. */
export interface KeptFor<F extends object> {
  /** What is written, such as `review 5b5e…`. */
  subject: string;
  /** Entity ref of the writer; for `nobody` nothing is kept. */
  user: string;
  /** What a field may hold; changes kept by another version of the page are dropped. */
  fields: z.ZodType<F>;
}

/**
 * Changes kept by the browser, apart for each person and subject: whoever signs
 * in next on the same computer never sends somebody else's words. Several tabs
 * of one person add to what is kept, and take away only what they put there
 * themselves. Where the browser keeps nothing (private windows, full storage)
 * editing goes on without.
 */
export class BrowserEditStore<F extends object> implements EditStore<F> {
  readonly #key: string;
  readonly #fields: z.ZodType<F>;
  readonly #storage: Storage | undefined;
  /** What this tab has kept, or taken over from an earlier visit. */
  #written = new Map<string, Partial<F>>();

  private constructor(what: KeptFor<F>, storage: Storage) {
    this.#key = `gold-layer.unsaved/${what.user}/${what.subject}`;
    this.#fields = what.fields;
    this.#storage = what.user === nobody ? undefined : storage;
  }

  static create<F extends object>(
    what: KeptFor<F>,
    storage: Storage = window.localStorage,
  ): BrowserEditStore<F> {
    return new BrowserEditStore(what, storage);
  }

  load(): PendingEdit<F>[] {
    const kept = this.#read();
    this.#remember(kept);
    return kept;
  }

  save(edits: PendingEdit<F>[]): boolean {
    const merged = mergeEdits(edits, this.#read(), this.#written);
    this.#remember(edits);
    try {
      if (merged.length === 0) this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, JSON.stringify(merged));
      return this.#storage !== undefined;
    } catch {
      // The change is still in memory and on its way.
      return false;
    }
  }

  #remember(edits: PendingEdit<F>[]): void {
    this.#written = new Map(edits.map(({ key, change }) => [key, change]));
  }

  #read(): PendingEdit<F>[] {
    try {
      const kept: unknown = JSON.parse(
        this.#storage?.getItem(this.#key) ?? '[]',
      );
      return Array.isArray(kept) ? kept.filter(it => this.#isEdit(it)) : [];
    } catch {
      return [];
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
