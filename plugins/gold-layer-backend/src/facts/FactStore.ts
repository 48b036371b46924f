import type { FactValue } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';

/** The latest value of one fact of one service. */
export interface StoredFact {
  service: string;
  fact: string;
  value: FactValue;
  source: string;
  /** When the value was last collected and recorded. */
  collectedAt: Date;
  /** After this the value is stale; never if absent. */
  validUntil?: Date;
  /** Since when the value is what it is. */
  changedAt: Date;
}

/** A value to be recorded. */
export interface FactToRecord {
  service: string;
  fact: string;
  value: FactValue;
  source: string;
  collectedAt: Date;
  validUntil?: Date;
  /** Whether changes are kept. */
  history: boolean;
}

/** What became of a recorded value. */
export type RecordOutcome = 'stored' | 'unchanged' | 'superseded';

/**
 * The latest value of every fact, and the history of those that ask for it.
 * Writing a value that is already known costs nothing until half of its
 * validity has passed; then its freshness is extended.
 */
export interface FactStore {
  /** Records values in one transaction; outcomes come in the same order. Services whose facts changed are marked for scoring. */
  record(facts: FactToRecord[]): Promise<RecordOutcome[]>;
  /** Removes facts that a source no longer gives for a service. */
  retain(
    source: string,
    kept: { service: string; facts: string[] }[],
  ): Promise<void>;
  /** All facts of the named services, or those of the given names among them. */
  factsOf(
    services: string[],
    options?: { facts?: ReadonlySet<string> },
  ): Promise<Map<string, StoredFact[]>>;
  /** Values of facts with history as they stood at the end of a moment: the latest change not after it. */
  factsAt(services: string[], at: Date): Promise<Map<string, StoredFact[]>>;
  /** Marks the services that have a fact which went stale within the interval; answers how many. */
  markNewlyStale(from: Date, to: Date): Promise<number>;
  /** Removes everything known about services that are gone. */
  removeServices(
    services: string[],
    options?: { tx?: Knex.Transaction },
  ): Promise<void>;
}
