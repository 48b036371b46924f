import type { Knex } from 'knex';
import type { ServiceScope } from './ServiceScope';

/** A service that waits to be scored again. */
export interface PendingChange {
  ref: string;
  /** Number of the mark: greater for later marks of the same service. */
  mark: number;
}

/** Which waiting services are counted; all of them where nothing is said. */
export interface WhichChanges {
  scope?: ServiceScope;
  /** Those alone that have waited since before. */
  waitingSince?: Date;
  /** A query of refs that do not count. */
  except?: Knex.QueryBuilder;
}

/**
 * The queue of services whose record or facts changed since they were last
 * scored. It lives in the database: marks are written in the transaction of
 * the change itself, survive restarts, and are worked off by whichever replica
 * comes first. A mark set while its service is being scored survives
 * {@link ServiceChanges.done}.
 */
export interface ServiceChanges {
  mark(refs: string[], options?: { tx?: Knex.Transaction }): Promise<void>;
  /** The longest waiting first. With `refs`, only those among them that wait. */
  pending(
    limit: number,
    options?: { refs?: string[] },
  ): Promise<PendingChange[]>;
  done(changes: PendingChange[]): Promise<void>;
  /** How many services wait. */
  count(which?: WhichChanges): Promise<number>;
  /** Calls the listener soon after this replica marked something, with what it marked. Answers how to stop. */
  subscribe(listener: (refs: string[]) => void): () => void;
}
