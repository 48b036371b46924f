import type {
  AuditorService,
  HttpAuthService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Notices } from '../../notices';
import type { People } from '../../people';
import type { ServiceAccess } from '../../services';
import type { BudgetPolicies } from '../BudgetPolicies';
import { BrokenGlassStore } from './BrokenGlassStore';
import { DeployGate } from './DeployGate';
import { GateAnswerStore } from './GateAnswerStore';
import { GateNotices } from './GateNotices';
import { GatePolicies, GatePoliciesOptions } from './GatePolicies';
import { GateReader } from './GateReader';
import { addGateRoutes } from './gateRouter';
import { GlassDesk } from './GlassDesk';
import { GlassRights } from './GlassRights';

/** What the deploy gate needs from the backend. */
export interface GateOptions extends GatePoliciesOptions {
  policies: Pick<BudgetPolicies, 'all' | 'of'>;
  access: ServiceAccess;
  auditor: AuditorService;
  database: Knex;
  httpAuth: HttpAuthService;
  notices: Notices;
  people: People;
  scheduler: SchedulerService;
  now?: () => Date;
}

/** Answers are kept as long as hourly numbers are, so that each can be looked up beside what it rested on. */
const keptMs = 400 * 24 * 3_600_000;

/** Builds the deploy gate: its answers, and the glass that people break. */
export function createGate(options: GateOptions) {
  const { now = () => new Date(), scheduler } = options;
  const answers = GateAnswerStore.create(options);
  const glass = BrokenGlassStore.create(options);
  const parts = {
    ...options,
    now,
    answers,
    glass,
    notices: GateNotices.create(options),
    policies: GatePolicies.create(options),
    rights: GlassRights.create({ ...options, glass }),
  };
  return {
    router: (router: Router) =>
      addGateRoutes(router, {
        ...options,
        desk: GlassDesk.create(parts),
        gate: DeployGate.create(parts),
        reader: GateReader.create({ ...parts, policies: options.policies }),
      }),
    /** Begins to forget answers whose time is over. */
    start: () =>
      scheduler.scheduleTask({
        id: 'gate-answers-sweep',
        scope: 'global',
        frequency: { hours: 24 },
        timeout: { minutes: 10 },
        initialDelay: { minutes: 10 },
        fn: async signal => {
          await answers.sweep(now().getTime() - keptMs, { signal });
        },
      }),
  };
}
