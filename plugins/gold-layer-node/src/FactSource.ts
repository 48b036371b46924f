import type {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  FactDefinitionInput,
  FactValue,
  Service,
} from '@gold-layer/backstage-plugin-common';

/** A service together with the catalog entity it stands for. */
export interface ServiceWithEntity {
  service: Service;
  entity: Entity;
}

/** One value a source has found. */
export interface CollectedFact {
  /** A name among the source's own definitions. */
  fact: string;
  value: FactValue;
  /** When the value was true; the time of collection if absent. */
  collectedAt?: Date;
}

/**
 * What a source found out about one service.
 * - `facts`: all it knows; facts of an earlier collection that are not among them are removed
 * - `unchanged`: nothing moved since last time (a 304, say): the facts of then are confirmed.
 *   Whoever says so from memory takes note of a state in {@link FactSource.stored}, never before.
 * - `failed`: it could not find out; earlier facts stay and grow stale. The message is shown to people: no secrets.
 * - `absent`: there is nothing to ask about (no repository, say); earlier facts are removed
 */
export type Collection =
  | {
      service: string;
      outcome: 'facts';
      facts: CollectedFact[];
      /** What people should know although there are facts, in one sentence: no secrets. */
      problem?: string;
    }
  | { service: string; outcome: 'unchanged' }
  | { service: string; outcome: 'failed'; error: string; retryAt?: Date }
  | { service: string; outcome: 'absent' };

/** A value that was true in the past, for trends that do not start at zero. */
export interface DatedFact extends CollectedFact {
  service: string;
  collectedAt: Date;
}

/** Somewhere that facts come from. */
export interface FactSource {
  /** Lower case letters, digits and hyphens; shown beside each value. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Every fact it can give. Read again whenever definitions have changed, so that facts may follow from them. */
  readonly facts: FactDefinitionInput[];
  /** How often all services are collected. */
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  /**
   * Services with the same key come in the same batch, so that what they share
   * (a repository, say) is asked for once. Absent: batches as they come.
   */
  groupBy?(service: ServiceWithEntity): string | undefined;
  /**
   * Collects a batch of services. Yield as results come in, so that one slow
   * service does not hold up the rest; services not yielded count as failed.
   */
  collect(
    services: ServiceWithEntity[],
    options: { signal: AbortSignal; logger: LoggerService },
  ): AsyncIterable<Collection>;
  /**
   * Told once collections that it yielded, the same objects, have been stored.
   * What is yielded may still be lost, at a restart or an error of the
   * database: a source that remembered its state before would say `unchanged`
   * of facts that nobody has.
   */
  stored?(collections: readonly Collection[]): Promise<void>;
  /**
   * What it knew before the portal first met it, of any fact that is defined:
   * of the past it may speak for others, too. Asked once, on the first run;
   * level history and trends are replayed from it.
   */
  history?(options: { logger: LoggerService }): AsyncIterable<DatedFact>;
}
