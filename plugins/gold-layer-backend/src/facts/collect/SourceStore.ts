import type { ServiceScope } from '../../services/ServiceScope';

/** The last run of a source over all services. */
export interface SourceRun {
  startedAt?: Date;
  finishedAt?: Date;
  /** End of the last run that got through. */
  successAt?: Date;
  /** Services it failed for. */
  failures: number;
  /** Why the last run did not get through. */
  error?: string;
  /** When the source's past values were taken in. */
  historyAt?: Date;
}

/** What a source said about one service when it was last asked. */
export interface SourceAnswer {
  service: string;
  outcome: 'facts' | 'absent' | 'failed';
  /** What people should know, in one sentence. */
  error?: string;
  /** When to ask again before the next run; until then the source is not asked. */
  retryAt?: Date;
}

/** How far a source reaches. */
export interface SourceReach {
  /** Services with facts from it. */
  services: number;
  /** Services it could not find out about. */
  failures: number;
  /** The sentence of one of them. */
  error?: string;
}

/** Remembers how sources are doing, over all and service by service. */
export interface SourceStore {
  began(source: string): Promise<void>;
  finished(
    source: string,
    result: { failures: number; error?: string },
  ): Promise<void>;
  historyTaken(source: string): Promise<void>;
  /** The last run of one source, if it has had any. */
  run(source: string): Promise<SourceRun | undefined>;
  runs(): Promise<Map<string, SourceRun>>;
  /** Writes answers that differ from what is remembered. */
  remember(source: string, answers: SourceAnswer[]): Promise<void>;
  /** Services not asked about yet, and those whose time to be asked again has come. */
  due(source: string, limit: number): Promise<string[]>;
  /** Those among the services that are not to be asked about yet. */
  waiting(source: string, services: string[]): Promise<Set<string>>;
  /** Has other sources ask about services again soon, as their entities changed. */
  askAgain(services: string[], options: { except: string }): Promise<void>;
  /** Notes, to the minute, that somebody pushed, and which services they gave facts of. */
  pushed(source: string, services: string[]): Promise<void>;
  /** What sources could not find out about a service. */
  failuresOf(
    service: string,
  ): Promise<{ source: string; error: string; since: Date }[]>;
  /** Of the services in the scope, of all if none is given; sentences too. */
  reach(scope?: ServiceScope): Promise<Map<string, SourceReach>>;
}
