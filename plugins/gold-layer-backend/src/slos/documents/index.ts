import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { RuleOptions } from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import { Duration } from 'luxon';
import type { ForeignFormats } from '../../definitions';
import { plainError } from '../../facts/collect/plainError';
import type { People } from '../../people';
import type {
  ServiceAccess,
  ServiceProjection,
  ServiceScope,
  ServiceStore,
} from '../../services';
import { defaultSourceOf } from '../measureHash';
import { SloDependencies } from '../reading/SloDependencies';
import { SloListStore } from '../reading/SloListStore';
import { SloFactSource } from './facts/SloFactSource';
import { readWith } from './readWith';
import { addSloDocumentRoutes } from './sloDocumentRouter';
import { DefinitionDocuments } from './sources/DefinitionDocuments';
import { DocumentSweep } from './sources/DocumentSweep';
import { RecordDocuments } from './sources/RecordDocuments';
import { RepositoryDocuments } from './sources/RepositoryDocuments';
import { SloDocumentDesk } from './steps/SloDocumentDesk';
import { SloReviews } from './steps/SloReviews';
import { TargetGuideReader } from './steps/TargetGuideReader';
import { DocumentStatusStore } from './store/DocumentStatusStore';
import { SloRegistry } from './store/SloRegistry';
import { SloRegistryStore } from './store/SloRegistryStore';
import { UnreadDocuments } from './store/UnreadDocuments';

export type { SloChange, SloDocumentReader } from './records';
export type { SloChangeListener } from './store/SloRegistry';
export type { SloDocumentStatus } from './store/DocumentStatusStore';
export type {
  ProblemDocument,
  SloRegistryStore,
} from './store/SloRegistryStore';
export type { UnreadDocuments } from './store/UnreadDocuments';

/** What the room of SLO documents needs from the backend. */
export interface SloDocumentsOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  config: RootConfigService;
  database: Knex;
  definitions: ForeignFormats;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  people: People;
  /** Names of the budget policies in force. */
  policies: () => string[];
  projection: ServiceProjection;
  scheduler: SchedulerService;
  services: ServiceStore;
  urlReader: UrlReaderService;
  /** They know the data sources that documents name. Modules may still be adding to them. */
  sources: readonly SliSource[];
  /** How rules are generated, such as the portal's address for links in alerts. */
  rules?: RuleOptions;
  now?: () => Date;
}

/** What the room learns once others are built. */
export interface SloDocumentsHooks {
  /** Brings facts and results of services up to date whose SLOs are others now. */
  afterChange(services: string[]): Promise<void>;
}

/** Facts of so many services are collected at once; those of more follow with the source's next run. */
const followedAtOnce = 200;
const readEveryKey = 'goldLayer.slos.readFilesEvery';
const readEveryDefault = { minutes: 15 };

/** Builds the room of SLO documents. Call `follow` before definitions are loaded and the catalog is followed. */
export function createSloDocuments(options: SloDocumentsOptions) {
  const { config, definitions, projection, scheduler } = options;
  const parts = {
    ...options,
    everyMs: Duration.fromObject(
      config.has(readEveryKey)
        ? readDurationFromConfig(config, { key: readEveryKey })
        : readEveryDefault,
    ).toMillis(),
    defaultSource: defaultSourceOf(options.sources),
    integrations: ScmIntegrations.fromConfig(config),
    list: SloListStore.create(options),
    now: options.now ?? (() => new Date()),
    read: readWith(options.sources),
    rules: options.rules ?? {},
    store: SloRegistryStore.create(options),
  };
  const registry = SloRegistry.create(parts);
  const health = DocumentStatusStore.create(options);
  const known = { ...parts, registry };
  /** What is stored is right, whatever becomes of what follows from it. */
  const safely = (hooks: SloDocumentsHooks): SloDocumentsHooks => ({
    async afterChange(services) {
      if (services.length === 0) return;
      try {
        await hooks.afterChange(services.slice(0, followedAtOnce));
      } catch (error) {
        options.logger.warn(
          `Facts about SLOs will follow later: ${plainError(error)}`,
        );
      }
    },
  });
  const reviews = SloReviews.create({
    ...known,
    afterChange: async () => {},
  });
  return {
    /** The objectives in force. */
    registry: parts.store,
    /** Told of every change of SLOs, within the transaction that makes it. */
    subscribe: (listener: Parameters<typeof registry.subscribe>[0]) =>
      registry.subscribe(listener),
    factSource: SloFactSource.create(parts),
    /** Documents of services of which nothing is in force, for the deploy gate. */
    unread: UnreadDocuments.create(parts),
    /** How documents are doing, for the page on the health of Gold Layer. */
    status: (scope?: ServiceScope) => health.status(scope),
    /** Review cards by the numbers of SLOs. */
    reviewCardOf: (nums: number[]) => reviews.cardsOf(nums),
    /** Listens to definitions and to the catalog. */
    follow: (hooks: SloDocumentsHooks) => {
      definitions.registerForeign(
        DefinitionDocuments.create({ ...known, ...safely(hooks) }),
      );
      projection.subscribe(
        RecordDocuments.create({ ...known, ...safely(hooks) }),
      );
    },
    router: (router: Router, hooks: SloDocumentsHooks) => {
      const steps = { ...known, ...safely(hooks) };
      addSloDocumentRoutes(router, {
        ...parts,
        desk: SloDocumentDesk.create(steps),
        reviews: SloReviews.create(steps),
        targets: TargetGuideReader.create({
          ...parts,
          dependencies: SloDependencies.create(parts),
        }),
      });
    },
    /** Begins to read files, and to look after what nobody told of. */
    start: async (hooks: SloDocumentsHooks) => {
      const heard = { ...known, ...safely(hooks) };
      const files = RepositoryDocuments.create(heard);
      const records = RecordDocuments.create(heard);
      const sweep = DocumentSweep.create(known);
      await scheduler.scheduleTask({
        id: 'slo-documents-read',
        scope: 'global',
        frequency: { seconds: 20 },
        initialDelay: { seconds: 10 },
        timeout: { minutes: 30 },
        fn: signal => files.readDue(signal),
      });
      await scheduler.scheduleTask({
        id: 'slo-documents-walk',
        scope: 'global',
        frequency: { hours: 1 },
        initialDelay: { seconds: 30 },
        timeout: { minutes: 30 },
        fn: async signal => {
          await records.walk(signal);
          await sweep.run(signal);
        },
      });
    },
  };
}
