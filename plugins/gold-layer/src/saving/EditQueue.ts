import { isError } from '@backstage/errors';
import { toProblem, type Problem } from '../api';
import type { EditStore } from './EditStore';
import {
  addChange,
  afterSaving,
  meet,
  onTopOf,
  type PendingEdit,
  type Saved,
} from './pendingEdit';

/** How far a change is. */
export type SaveState<F extends object> =
  /** Still being typed. */
  | { kind: 'typing' }
  | { kind: 'saving' }
  | { kind: 'saved' }
  /** Nobody answered, or the backend broke over it (`reached`); sent again, also after a reload if it is `kept`. */
  | { kind: 'waiting'; reached: boolean; kept: boolean; message: string }
  /** Somebody else changed the same thing first. */
  | { kind: 'conflict'; theirs: Saved<F>; message: string }
  /** The backend will not take it; it stays until its writer has seen that, also over a reload if it is `kept`. */
  | { kind: 'refused'; kept: boolean; message: string };

/** The state of one thing's changes. */
export interface Edit<F extends object> {
  pending?: PendingEdit<F>;
  state: SaveState<F>;
}

/** What the queue needs of the page around it. */
export interface EditQueueDeps<F extends object> {
  /** Sends a change and answers the thing as it then stands. */
  send(edit: PendingEdit<F>): Promise<Saved<F>>;
  /** The thing as last heard of. */
  current(key: string): Saved<F> | undefined;
  /** Asks the backend how the thing stands now. */
  reload(key: string): Promise<Saved<F> | undefined>;
  store: EditStore<F>;
}

// Long enough not to send every key, short enough that nobody waits for it.
const typingPauseMs = 700;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * Saves what people write, one thing after the other, in the order it was written. Whatever is
 * not acknowledged is kept in the store first and sent again: after an outage,
 * after a reload, after the laptop was closed. Every change says which version
 * its writer saw, so nobody's work is overwritten unseen.
 */
export class EditQueue<F extends object> {
  readonly #deps: EditQueueDeps<F>;
  readonly #edits = new Map<string, Edit<F>>();
  readonly #due = new Set<string>();
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  #kept = true;
  #sending = false;
  #stopped = false;
  #retry?: ReturnType<typeof setTimeout>;
  #retryMs = firstRetryMs;
  #all: Edit<F>[] = [];

  private constructor(deps: EditQueueDeps<F>) {
    this.#deps = deps;
    for (const pending of deps.store.load()) {
      this.#edits.set(pending.key, { pending, state: { kind: 'saving' } });
      this.#due.add(pending.key);
    }
    this.#all = [...this.#edits.values()];
  }

  static create<F extends object>(deps: EditQueueDeps<F>): EditQueue<F> {
    return new EditQueue(deps);
  }

  /** Calls the listener after every change; answers how to stop that. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** How one thing's changes are; undefined where nothing was changed. */
  edit(key: string): Edit<F> | undefined {
    return this.#edits.get(key);
  }

  /** All changes of this visit. */
  all = (): Edit<F>[] => this.#all;

  /** Takes a change; `typing` waits for a pause. */
  change(key: string, change: Partial<F>, typing = false): void {
    const current = this.#deps.current(key);
    if (!current) return;
    const before = this.#edits.get(key);
    const pending = addChange(before?.pending, current, change);
    if (before?.state.kind === 'conflict') {
      this.#set(key, { pending, state: before.state });
      return;
    }
    this.#set(key, {
      pending,
      state: { kind: typing ? 'typing' : 'saving' },
    });
    clearTimeout(this.#typing.get(key));
    if (typing) {
      const timer = setTimeout(() => this.#ready(key), typingPauseMs);
      this.#typing.set(key, timer);
    } else {
      this.#ready(key);
    }
  }

  /** Sends everything at once: the page is being left, or the network is back. */
  flush = (): void => {
    this.#stopped = false;
    for (const key of [...this.#typing.keys()]) this.#takeUp(key);
    for (const [key, { pending, state }] of this.#edits) {
      if (pending && state.kind !== 'conflict' && state.kind !== 'refused') {
        this.#due.add(key);
      }
    }
    this.#startSending();
  };

  /** Settles a conflict: writes one's own on top of theirs. */
  keepMine(key: string): void {
    const edit = this.#edits.get(key);
    if (!edit?.pending || edit.state.kind !== 'conflict') return;
    const pending = onTopOf(edit.state.theirs, edit.pending.change);
    this.#set(key, { pending, state: { kind: 'saving' } });
    this.#ready(key);
  }

  /** Gives one's own change up: after a conflict, or after a refusal. */
  giveUp(key: string): void {
    this.#takeUp(key);
    this.#due.delete(key);
    this.#edits.delete(key);
    this.#changed();
  }

  /** Sends a refused change once more. */
  again(key: string): void {
    const edit = this.#edits.get(key);
    if (!edit?.pending) return;
    this.#set(key, { ...edit, state: { kind: 'saving' } });
    this.#ready(key);
  }

  /** Ends the visit: sends what is left and waits for nothing. */
  stop(): void {
    this.flush();
    this.#stopped = true;
    clearTimeout(this.#retry);
  }

  #takeUp(key: string): void {
    clearTimeout(this.#typing.get(key));
    this.#typing.delete(key);
    this.#due.add(key);
  }

  #ready(key: string): void {
    this.#takeUp(key);
    this.#startSending();
  }

  #startSending(): void {
    clearTimeout(this.#retry);
    // This is the next try of those that wait for one, too.
    for (const [key, { state }] of this.#edits) {
      if (state.kind === 'waiting') this.#due.add(key);
    }
    // Errors end as states of their thing; nothing is thrown past them.
    this.#sendAll().catch(() => undefined);
  }

  async #sendAll(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (const key of this.#due) {
        this.#due.delete(key);
        const reached = await this.#sendOne(key);
        if (!reached) break;
      }
    } finally {
      this.#sending = false;
    }
    this.#planRetry();
  }

  #planRetry(): void {
    const waits = this.#all.some(({ state }) => state.kind === 'waiting');
    // What is left after the visit is kept for the next one.
    if (!waits || this.#stopped) return;
    this.#retry = setTimeout(this.flush, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }

  /** False if nobody answered: then nothing else would arrive either. */
  async #sendOne(key: string): Promise<boolean> {
    const pending = this.#edits.get(key)?.pending;
    if (!pending) return true;
    const sent = pending.change;
    this.#set(key, { pending, state: { kind: 'saving' } });
    try {
      const saved = await this.#deps.send(pending);
      this.#retryMs = firstRetryMs;
      this.#settle(key, { sent, saved });
      return true;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'conflict') return this.#meet(key, problem.message);
      if (problem.kind === 'unreachable' || problem.kind === 'failed') {
        return this.#wait(key, problem);
      }
      return this.#refuse(key, problem.message);
    }
  }

  #settle(key: string, done: { sent: Partial<F>; saved: Saved<F> }): void {
    const pending = this.#edits.get(key)?.pending;
    const left = pending && afterSaving(pending, done.sent, done.saved);
    if (!left) {
      this.#set(key, { state: { kind: 'saved' } });
      return;
    }
    const typing = this.#typing.has(key);
    this.#set(key, {
      pending: left,
      state: { kind: typing ? 'typing' : 'saving' },
    });
    if (!typing) this.#due.add(key);
  }

  async #meet(key: string, message: string): Promise<boolean> {
    let theirs: Saved<F> | undefined;
    try {
      theirs = await this.#deps.reload(key);
    } catch (error) {
      return this.#wait(key, problemOf(error));
    }
    const pending = this.#edits.get(key)?.pending;
    if (!pending) return true;
    // Refused though nobody touched it: the whole has moved on.
    if (!theirs || theirs.version === pending.version) {
      return this.#refuse(key, message);
    }
    const meeting = meet(pending, theirs);
    if (meeting.kind === 'same') {
      this.#set(key, { state: { kind: 'saved' } });
    } else if (meeting.kind === 'apart') {
      this.#set(key, {
        pending: meeting.pending,
        state: { kind: 'saving' },
      });
      this.#due.add(key);
    } else {
      this.#stand(key, { kind: 'conflict', theirs, message });
    }
    return true;
  }

  #wait(key: string, { kind, message }: Problem): boolean {
    const reached = kind !== 'unreachable';
    const kept = this.#kept;
    this.#stand(key, { kind: 'waiting', reached, kept, message });
    return reached;
  }

  #refuse(key: string, message: string): true {
    this.#stand(key, { kind: 'refused', kept: this.#kept, message });
    return true;
  }

  #stand(key: string, state: SaveState<F>): void {
    const pending = this.#edits.get(key)?.pending;
    this.#set(key, { pending, state });
  }

  #set(key: string, edit: Edit<F>): void {
    this.#edits.set(key, edit);
    this.#changed();
  }

  #changed(): void {
    this.#all = [...this.#edits.values()];
    this.#kept = this.#deps.store.save(
      this.#all.flatMap(({ pending }) => (pending ? [pending] : [])),
    );
    for (const listener of this.#listeners) listener();
  }
}

function problemOf(error: unknown): Problem {
  return toProblem(isError(error) ? error : new Error(String(error)));
}
