import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  budgetPolicyDocumentSchema,
  BudgetState,
  SloState,
  UnreadDocument,
} from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import request from 'supertest';
import { createGate } from '..';
import { migrate } from '../../../database/migrate';
import { readBuiltInDocuments } from '../../../definitions/readBuiltIn';
import type { Notice } from '../../../notices';
import { createPeople } from '../../../people';
import { MemoryDefinitions } from '../../../scorecards/__testUtils__/MemoryDefinitions';
import type { ServiceAccess } from '../../../services';
import { DatabaseServiceStore } from '../../../services/DatabaseServiceStore';
import { storeServices } from '../../../services/__testUtils__/storeServices';
import {
  component,
  group,
  TestCatalog,
  user,
} from '../../../services/__testUtils__/TestCatalog';
import { BudgetPolicies } from '../../BudgetPolicies';
import type { SloStanding } from '../../reading';

const holders = {
  apiVersion: 'gold-layer.io/v1',
  kind: 'Roles',
  metadata: {
    name: 'company',
    title: 'Company',
    description: 'Who holds what.',
    version: '1.0.0',
  },
  spec: {
    roles: [
      { name: 'sre-lead', title: 'SRE lead', holders: ['group:default/sre'] },
      {
        name: 'engineering-director',
        title: 'Engineering director',
        holders: ['user:default/dora'],
      },
    ],
  },
};

/** Ann owns checkout; Sam leads SRE; Dora directs; the guest sees `search` only. */
function catalogOf(): TestCatalog {
  const catalog = new TestCatalog();
  catalog.put(
    ...['ann', 'sam', 'dora', 'guest'].map(name =>
      user(name, { title: name[0].toLocaleUpperCase('en-US') + name.slice(1) }),
    ),
    group('payments', { title: 'Payments', members: ['ann'] }),
    group('sre', { members: ['sam'] }),
    component('checkout', {
      title: 'Checkout',
      owners: ['group:default/payments'],
    }),
    component('search', { owners: ['group:default/discovery'] }),
  );
  return catalog;
}

/** How an SLO stands. */
export function standing(
  name: string,
  budget: BudgetState,
  more: { policy?: string; state?: SloState; remaining?: number } = {},
): SloStanding {
  const frozen = budget === 'exhausted';
  const { policy, state = frozen ? 'exhausted' : 'ok', remaining } = more;
  return {
    spec: {
      id: `default.checkout.${name}`,
      name,
      title: name[0].toLocaleUpperCase('en-US') + name.slice(1),
      service: 'component:default/checkout',
      indicator: name,
      sli: { kind: 'pushed' },
      method: 'Occurrences',
      objective: '0.999',
      window: { kind: 'rolling', days: 28 },
      alerts: [],
      policy,
    },
    status: {
      num: 1,
      state,
      remaining,
      coverage: 1,
      burn: {},
      budget,
      frozen,
      forecast: {},
      sparkline: [],
      alerts: [],
      rules: 'loaded',
      neverSeen: false,
    },
  };
}

/** For tests: the gate over a real database and real people, SLOs that stand as the test says, and a clock that it moves. */
export async function gateOverHttp(database: Knex) {
  await migrate(database);
  await storeServices(database, catalogOf());
  const services = DatabaseServiceStore.create({ database });
  const clock = { now: new Date('2026-11-27T12:00:00Z') };
  const denied = new Set<string>();
  const standings = new Map<string, SloStanding[]>();
  const unread = new Map<string, UnreadDocument[]>();
  const access: ServiceAccess = {
    async scope(permission, { credentials }) {
      const { principal } = credentials;
      const guest =
        principal.type === 'user' && principal.userEntityRef.endsWith('guest');
      const nothing = denied.has(permission.name);
      return {
        nothing,
        everything: !nothing && !guest,
        restrict: query => {
          if (nothing) query.whereRaw('1 = 0');
          else if (guest) query.where('services.name', 'search');
          return query;
        },
      };
    },
    async require(permission, ref, options) {
      const service = await services.find(ref);
      const scope = await access.scope(permission, options);
      if (service && scope.nothing) {
        throw new NotAllowedError(`Permission ${permission.name} is missing`);
      }
      if (service && (scope.everything || service.name === 'search')) {
        return service;
      }
      throw new NotFoundError(`No service found with ref '${ref}'`);
    },
  };
  const definitions = new MemoryDefinitions();
  const policies = BudgetPolicies.create({ definitions });
  const audit: { eventId: string; severityLevel?: string; meta?: object }[] =
    [];
  const told: Notice[] = [];
  const options = {
    access,
    auditor: mockServices.auditor.mock({
      createEvent: async ({ eventId, severityLevel }) => ({
        success: async event =>
          void audit.push({ eventId, severityLevel, ...event }),
        fail: async () => void audit.push({ eventId: `${eventId} failed` }),
      }),
    }),
    database,
    definitions,
    httpAuth: mockServices.httpAuth(),
    notices: { send: async (some: Notice[]) => void told.push(...some) },
    policies,
    scheduler: mockServices.scheduler.mock(),
    standings: {
      ofService: async (ref: string) => standings.get(ref) ?? [],
    },
    unread: { of: async (ref: string) => unread.get(ref) ?? [] },
    now: () => clock.now,
  };
  const { people } = createPeople(options);
  definitions.put('Roles', [...readBuiltInDocuments('roles'), holders]);
  definitions.put(
    'BudgetPolicy',
    readBuiltInDocuments('policies').filter(
      document => budgetPolicyDocumentSchema.safeParse(document).success,
    ),
  );
  const gate = createGate({ ...options, people });
  const router = Router();
  gate.router(router);
  const app = express().use(router).use(mockErrorHandler());
  const tokenOf = (name: string) => {
    if (name === 'nobody') return mockCredentials.none.header();
    return name === 'service'
      ? mockCredentials.service.header()
      : mockCredentials.user.header(`user:default/${name}`);
  };
  return {
    app,
    audit,
    clock,
    database,
    denied,
    gate,
    standings,
    told,
    unread,
    /** Moves the clock. */
    pass: (hours: number) =>
      void (clock.now = new Date(clock.now.getTime() + hours * 3_600_000)),
    /** Calls as a user by name, or as a service. */
    as: (name: string) => {
      const token = tokenOf(name);
      return {
        get: (path: string) =>
          request(app).get(path).set('Authorization', token),
        post: (path: string, body: object) =>
          request(app).post(path).set('Authorization', token).send(body),
        delete: (path: string) =>
          request(app).delete(path).set('Authorization', token),
      };
    },
  };
}
