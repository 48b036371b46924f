import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Definitions } from '../definitions';
import type { Notices } from '../notices';
import type { People } from '../people';
import type { ServiceAccess, ServiceChanges, ServiceStore } from '../services';
import { Approvers } from './Approvers';
import { WaiverImporter } from './importWaiver';
import { PolicyInForce } from './PolicyInForce';
import { RegisterStore } from './reading/RegisterStore';
import { Viewers } from './reading/Viewers';
import { WaiverReader } from './reading/WaiverReader';
import { WaiverRequests } from './steps/WaiverRequests';
import { WaiverSteps } from './steps/WaiverSteps';
import { WaiverTermsReader } from './steps/WaiverTermsReader';
import { ActiveWaivers } from './store/ActiveWaivers';
import { TierRises } from './store/TierRises';
import { WaiverStore } from './store/WaiverStore';
import type { ThingsByKind } from './WaivableThings';
import { WaiverExpiry } from './watch/WaiverExpiry';
import { WaiverFacts } from './watch/WaiverFacts';
import { WaiverSearch } from './watch/WaiverSearch';
import { WaiverTasks } from './watch/WaiverTasks';
import { WaiverTiers } from './watch/WaiverTiers';
import { WaiverNotices } from './WaiverNotices';
import { addWaiverRoutes } from './waiverRouter';

export type { Held, HeldCheck } from './store/ActiveWaivers';
export type { ThingsByKind, ThingStanding } from './WaivableThings';

/** What the room of waivers needs from the backend. */
export interface WaiversOptions {
  access: ServiceAccess;
  auditor: AuditorService;
  changes: ServiceChanges;
  database: Knex;
  definitions: Definitions;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notices: Notices;
  people: People;
  scheduler: SchedulerService;
  now?: () => Date;
}

/** What the room learns once others are built. */
export interface WaiversHooks {
  /** Who knows what can be waived. */
  things: ThingsByKind;
  /** Brings facts and results of services up to date whose waivers have changed. */
  afterChange(services: string[]): Promise<void>;
}

/** The task that ends waivers begins anew every minute, and stays for most of it. */
const watchMs = 50_000;

/**
 * Builds the room of waivers. It registers the kind `WaiverPolicy`, so it must
 * be built before definitions are loaded.
 */
export function createWaivers(options: WaiversOptions) {
  const { now = () => new Date() } = options;
  const approvers = Approvers.create(options);
  const parts = {
    ...options,
    approvers,
    now,
    policy: PolicyInForce.create(options),
    register: RegisterStore.create(options),
    store: WaiverStore.create(options),
    viewers: Viewers.create(options),
  };
  const notices = WaiverNotices.create({ ...options, approvers });
  const active = ActiveWaivers.create({ ...options, now });
  const expiryWith = (hooks: Pick<WaiversHooks, 'afterChange'>) =>
    WaiverExpiry.create({ ...parts, ...hooks, notices });
  const rises = TierRises.create(options);
  const tiersWith = (hooks: Pick<WaiversHooks, 'afterChange'>) =>
    WaiverTiers.create({ ...parts, ...hooks, notices, rises });
  return {
    /** Which checks are waived, in sets. */
    checks: {
      activeFor: (
        services: string[],
        at: { tx: Knex.Transaction; now: Date },
      ) => active.checks(services, at),
    },
    /** Which controls are waived, in sets. */
    controls: { activeFor: (services: string[]) => active.controls(services) },
    factSource: WaiverFacts.create({ ...options, now }),
    searchSource: WaiverSearch.create({ ...options, now }),
    taskSource: WaiverTasks.create(parts),
    expiryWith,
    tiersWith,
    router: (router: Router, hooks: WaiversHooks) => {
      const reader = WaiverReader.create({ ...parts, ...hooks });
      const terms = WaiverTermsReader.create({ ...parts, ...hooks });
      const steps = { ...parts, ...hooks, notices, reader, terms };
      addWaiverRoutes(router, {
        ...options,
        reader,
        terms,
        requests: WaiverRequests.create(steps),
        steps: WaiverSteps.create(steps),
      });
    },
    /** Takes over waivers from before the portal. */
    importer: (known: {
      services: Pick<ServiceStore, 'find'>;
      things: ThingsByKind;
    }) => WaiverImporter.create({ ...parts, ...known }),
    /** Begins to end waivers whose time is over, to tell of it before, and to follow tiers that rise. */
    start: async (hooks: Pick<WaiversHooks, 'afterChange'>) => {
      const expiry = expiryWith(hooks);
      const tiers = tiersWith(hooks);
      await options.scheduler.scheduleTask({
        id: 'waivers-follow-tiers',
        scope: 'global',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        fn: () => tiers.follow(),
      });
      await options.scheduler.scheduleTask({
        id: 'waivers-end',
        scope: 'global',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 10 },
        fn: signal => expiry.watch({ forMs: watchMs, signal }),
      });
    },
  };
}
