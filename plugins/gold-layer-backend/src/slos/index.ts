import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  goldLayerSloReadPermission,
  SloHealth,
} from '@gold-layer/backstage-plugin-common';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions, ForeignFormats } from '../definitions';
import type { Caller } from '../http/serve';
import type { SettledNotices } from '../notices';
import type { People } from '../people';
import type {
  ServiceAccess,
  ServiceProjection,
  ServiceStore,
} from '../services';
import { BudgetPolicies } from './BudgetPolicies';
import { createSloDocuments } from './documents';
import { createGate } from './gate';
import { createSloNumbers } from './numbers';
import { createSloReading } from './reading';

/** What the room of SLOs needs from the backend. */
export interface SlosOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  config: RootConfigService;
  database: Knex;
  definitions: Definitions & ForeignFormats;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notices: SettledNotices;
  people: People;
  projection: ServiceProjection;
  scheduler: SchedulerService;
  services: ServiceStore;
  /** Where SLIs are measured. */
  slis: SliSource[];
  urlReader: UrlReaderService;
  now?: () => Date;
}

/** What the room learns once others are built. */
export interface SlosHooks {
  /** Brings facts and results of services up to date whose SLOs stand differently. */
  afterChange(services: string[]): Promise<void>;
}

/**
 * Builds the room of SLOs: documents say what is promised, numbers how it
 * stands, and the gate what follows for deploys. It registers the kind
 * `BudgetPolicy`, so it must be built before definitions are loaded.
 */
export function createSlos(options: SlosOptions) {
  const policies = BudgetPolicies.create(options);
  const parts = {
    ...options,
    policies,
    rules: { portalUrl: options.config.getOptionalString('app.baseUrl') },
    sources: options.slis,
  };
  const documents = createSloDocuments({
    ...parts,
    policies: () => policies.all().map(({ metadata }) => metadata.name),
  });
  const numbers = createSloNumbers({
    ...parts,
    reviewCardOf: documents.reviewCardOf,
    slos: documents.registry,
  });
  documents.subscribe(numbers.follow);
  const reading = createSloReading(parts);
  const gate = createGate({
    ...parts,
    standings: reading.standings,
    unread: documents.unread,
  });
  return {
    factSource: documents.factSource,
    overview: reading.overview,
    searchSource: reading.searchSource,
    taskSource: numbers.taskSource,
    /** How documents and numbers are doing, for the page on the health of Gold Layer. */
    status: async (asked: { credentials: Caller }): Promise<SloHealth> => {
      const { access } = options;
      const scope = await access.scope(goldLayerSloReadPermission, asked);
      const { slos, ...read } = await documents.status(scope);
      const { error, evaluatedAt, failing, seconds, waiting } =
        await numbers.status();
      return {
        ...read,
        origins: slos,
        evaluatedAt: evaluatedAt?.toISOString(),
        error,
        failing,
        seconds,
        waiting,
      };
    },
    /** Listens to definitions and to the catalog; call it before they are read. */
    follow: documents.follow,
    router: (router: Router, hooks: SlosHooks) => {
      documents.router(router, hooks);
      numbers.router(router);
      reading.router(router);
      gate.router(router);
    },
    start: async (hooks: SlosHooks) => {
      await documents.start(hooks);
      await numbers.start(hooks);
      await gate.start();
    },
  };
}
