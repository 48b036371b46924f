import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import type { CompiledScorecards } from '../CompiledScorecards';
import {
  decidePrecedence,
  goneMs,
  lookMs,
  Precedence,
} from './decidePrecedence';
import type { Replica, ReplicaStore } from './ReplicaStore';

/** What {@link ReplicaPrecedence} works with. */
export interface ReplicaPrecedenceOptions {
  scorecards: CompiledScorecards;
  store: ReplicaStore;
  logger: LoggerService;
  now?: () => Date;
}

/** Replicas say about so often that they are there. */
export const confirmMs = 20_000;

/** Definitions that no replica had for this long are new ones when they return. */
const forgottenMs = 24 * 3_600_000;

const waitingSentence =
  'Another replica has newer definitions than this one, which leaves scoring to it.';

/** Whether this replica may evaluate, or another one has newer definitions. See {@link decidePrecedence}. */
export class ReplicaPrecedence {
  readonly #options: ReplicaPrecedenceOptions;
  readonly #id = randomUUID();
  #own: Own | undefined;
  #known: Known | undefined;
  #looking: Promise<void> | undefined;
  #left = false;

  private constructor(options: ReplicaPrecedenceOptions) {
    this.#options = options;
  }

  static create(options: ReplicaPrecedenceOptions): ReplicaPrecedence {
    return new ReplicaPrecedence(options);
  }

  /** Whether this replica may evaluate now; asks the database every few seconds at most. */
  async isAhead(): Promise<boolean> {
    return !this.#left && (await this.#current()) === 'ahead';
  }

  /** Why this replica does not evaluate, in a sentence; undefined if it does. */
  async waiting(): Promise<string | undefined> {
    return (await this.#current()) === 'behind' ? waitingSentence : undefined;
  }

  /** Evaluates no more, and spares the others waiting until they take this replica for gone. */
  async leave(): Promise<void> {
    this.#left = true;
    // A look under way may say once more that it is there.
    await Promise.allSettled([this.#looking]);
    if (!this.#own) return;
    await this.#options.store.leave(this.#own.id, this.#now() - goneMs);
  }

  async #current(): Promise<Precedence> {
    for (;;) {
      const known = this.#known;
      const { fingerprint } = this.#options.scorecards.current();
      if (
        known?.fingerprint === fingerprint &&
        Math.abs(this.#now() - known.at) < lookMs
      ) {
        return known.precedence;
      }
      this.#looking ??= this.#look(fingerprint).finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    }
  }

  async #look(fingerprint: string): Promise<void> {
    const { store } = this.#options;
    const now = this.#now();
    const replicas = await store.all();
    if (this.#own?.fingerprint !== fingerprint) {
      await store.forget(now - forgottenMs);
      this.#own = this.#adopt(fingerprint, { replicas, now });
    }
    const own = this.#own;
    if (!this.#left && Math.abs(now - own.confirmedAt) >= confirmMs - lookMs) {
      own.confirmedAt = now;
      await store.confirm(own);
    }
    const others = replicas.filter(({ id }) => id !== own.id);
    const precedence = decidePrecedence(own, [own, ...others], {
      adoptedAt: own.adoptedAt,
      now,
    });
    this.#tell(precedence);
    this.#known = { at: this.#now(), fingerprint, precedence };
  }

  #adopt(
    fingerprint: string,
    { replicas, now }: { replicas: Replica[]; now: number },
  ): Own {
    const since = replicas
      .filter(
        replica =>
          replica.fingerprint === fingerprint &&
          replica.confirmedAt >= now - forgottenMs,
      )
      .map(replica => replica.since);
    return {
      id: this.#id,
      fingerprint,
      since: Math.min(now, ...since),
      adoptedAt: now,
      confirmedAt: 0,
    };
  }

  /** Once for each time that it falls behind, and once when that is over. */
  #tell(precedence: Precedence): void {
    const { logger } = this.#options;
    const before = this.#known?.precedence;
    if (precedence === 'behind' && before !== 'behind') {
      logger.warn(waitingSentence);
    }
    if (precedence === 'ahead' && before === 'behind') {
      logger.info('This replica scores services again.');
    }
  }

  #now(): number {
    return (this.#options.now?.() ?? new Date()).getTime();
  }
}

/** What this replica evaluates with, and since when it does. */
type Own = Replica & { adoptedAt: number };

/** What came of the last look at the others. */
interface Known {
  at: number;
  fingerprint: string;
  precedence: Precedence;
}
