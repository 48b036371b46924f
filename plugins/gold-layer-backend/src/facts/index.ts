import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions/Definitions';
import type { ServiceChanges } from '../services/ServiceChanges';
import type { ServiceProjection } from '../services/ServiceProjection';
import type { ServiceAccess } from '../services/ServiceScope';
import type { ServiceStore } from '../services/ServiceStore';
import { acceptSources } from './acceptSources';
import { collectNow } from './collect/collectNow';
import { DatabaseSourceStore } from './collect/DatabaseSourceStore';
import { FactCollector } from './collect/FactCollector';
import { followProjection } from './collect/followProjection';
import { scheduleCollection } from './collect/scheduleCollection';
import { isEnabled } from './collect/sourceConfig';
import { SourceCoverage } from './collect/SourceCoverage';
import { SourceHealth } from './collect/SourceHealth';
import { ServiceRefresh } from './collect/ServiceRefresh';
import { DatabaseFactStore } from './DatabaseFactStore';
import { DefinedFactRegistry, pushSource } from './DefinedFactRegistry';
import type { RegisteredFact } from './FactRegistry';
import { EntitySource } from './entity/EntitySource';
import { addFactRoutes } from './factRouter';
import { FactSweep } from './FactSweep';
import { FactPush } from './push/FactPush';
import { createRepositorySource } from './repository';
import { ServiceFactsReader } from './ServiceFactsReader';
import { sourceTitles } from './sourceTitles';

export type { FactRegistry, RegisteredFact } from './FactRegistry';
export type { FactStore, StoredFact } from './FactStore';
export type { SourceTitle } from './sourceTitles';
export { untilAborted } from './collect/untilAborted';
export { refuse } from './push/parsePushedFact';
export type { CoveredBySource, SourceCoverage } from './collect/SourceCoverage';

/** What the room of facts needs from the backend. */
export interface FactsOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  changes: ServiceChanges;
  config: RootConfigService;
  database: Knex;
  definitions: Definitions;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  projection: ServiceProjection;
  scheduler: SchedulerService;
  services: ServiceStore;
  /** Sources that modules added. */
  sources: FactSource[];
  urlReader: UrlReaderService;
}

/** What happens after facts have changed; the room of scorecards has the answers. */
export interface FactsHooks {
  /** Scores services at once, so that whoever pushed or refreshed sees the new level. */
  afterPush(services: string[]): Promise<void>;
  /** Told once per source that brought past values: since when they reach back. */
  afterHistory?(since: Date): Promise<void>;
}

/**
 * Builds the room of facts: store, registry, sources, push. It registers the
 * kind `Facts` and follows the projection, so it must be built before
 * definitions are loaded and the catalog is followed.
 */
export function createFacts(options: FactsOptions) {
  const { config, database, logger, projection, services } = options;
  const { accepted, facts, refused } = acceptSources([
    EntitySource.create({ database }),
    createRepositorySource(options),
    ...options.sources,
  ]);
  for (const { source, reason } of refused) {
    logger.error(`Source '${source.name}' is not used. ${reason}`);
  }
  const sources = accepted.filter(source => isEnabled(source, config));
  const disabled = accepted.filter(source => !isEnabled(source, config));
  const idle = new Set(disabled.map(({ name }) => name));
  // Facts that no source looks for are given by whoever pushes them.
  const givers = (some: RegisteredFact[]) =>
    some.map(fact =>
      idle.has(fact.source) ? { ...fact, source: pushSource } : fact,
    );
  const store = DatabaseFactStore.create(options);
  const sourceStore = DatabaseSourceStore.create({ database });
  const registry = DefinedFactRegistry.create({
    ...options,
    collected: givers(facts),
    collectedNow: () => givers(acceptSources(accepted).facts),
  });
  const titleOf = sourceTitles(accepted);
  const coverage = SourceCoverage.create({ database });
  const parts = { registry, store, sources: sourceStore };
  const collector = FactCollector.create({ ...parts, services, logger });
  const sweep = FactSweep.create({ database, store });
  projection.subscribe(followProjection({ ...parts, collector, all: sources }));

  return {
    store,
    registry,
    /** Asks a source about some services at once: for features whose own source reads what they have just written. */
    collectNow: (source: string, refs: string[]) =>
      collectNow(source, refs, { collector, logger, services, sources }),
    /** What sources could not find out about a service, and why. */
    failuresOf: (service: string) => sourceStore.failuresOf(service),
    /** How many services each source reaches. */
    coverage,
    /** Names sources for people. */
    titleOf,
    /** How each source is doing. */
    health: SourceHealth.create({
      coverage,
      disabled,
      refused,
      registry,
      sources,
      sourceStore,
      titleOf,
    }),
    /** Adds the routes of facts. */
    router: (router: Router, { afterPush }: Pick<FactsHooks, 'afterPush'>) =>
      addFactRoutes(router, {
        ...options,
        registry,
        push: FactPush.create({
          ...options,
          ...parts,
          reserved: new Set(accepted.map(source => source.name)),
          afterPush,
        }),
        reader: ServiceFactsReader.create({ ...options, ...parts }),
        refresh: ServiceRefresh.create({
          ...options,
          collector,
          sources,
          afterRefresh: afterPush,
        }),
      }),
    /** Starts collecting. */
    start: ({ afterHistory }: Pick<FactsHooks, 'afterHistory'> = {}) =>
      scheduleCollection({
        ...options,
        afterHistory,
        collector,
        registry,
        sources,
        sourceStore,
        store,
        sweep,
      }),
  };
}
