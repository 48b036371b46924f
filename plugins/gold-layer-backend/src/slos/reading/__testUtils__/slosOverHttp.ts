import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import request from 'supertest';
import { createSloReading } from '..';
import { BudgetPolicies } from '../../BudgetPolicies';
import { BucketStore } from '../../numbers/store/BucketStore';
import { migrate } from '../../../database/migrate';
import { readBuiltInDocuments } from '../../../definitions/readBuiltIn';
import { createPeople } from '../../../people';
import { MemoryDefinitions } from '../../../scorecards/__testUtils__/MemoryDefinitions';
import { DatabaseServiceStore } from '../../../services/DatabaseServiceStore';
import { FakeServiceAccess } from '../../../services/__testUtils__/FakeServiceAccess';
import { storeServices } from '../../../services/__testUtils__/storeServices';
import {
  area,
  component,
  group,
  TestCatalog,
  user,
} from '../../../services/__testUtils__/TestCatalog';

/** Payments is part of Commerce; the guest sees `search` only. */
export function catalogOf(): TestCatalog {
  const catalog = new TestCatalog();
  catalog.put(
    user('ann', { title: 'Ann' }),
    group('commerce', { title: 'Commerce' }),
    group('payments', {
      title: 'Payments',
      parent: 'commerce',
      members: ['ann'],
    }),
    group('discovery', { title: 'Discovery' }),
    area('Domain', 'shop'),
    area('System', 'till', { parent: 'domain:default/shop' }),
    component('checkout', {
      title: 'Checkout',
      owners: ['group:default/payments'],
      system: 'system:default/till',
      goldLayer: { tier: 'critical', sla: '99.9' },
      relations: [
        { type: 'dependsOn', targetRef: 'component:default/ledger' },
        { type: 'dependsOn', targetRef: 'component:default/elsewhere' },
        { type: 'dependsOn', targetRef: 'resource:default/disk' },
        { type: 'consumesApi', targetRef: 'api:default/find_it' },
      ],
    }),
    component('ledger', {
      title: 'Ledger',
      owners: ['group:default/payments'],
      system: 'system:default/till',
      goldLayer: { tier: 'important' },
    }),
    component('search', {
      owners: ['group:default/discovery'],
      goldLayer: { tier: 'standard' },
      relations: [{ type: 'providesApi', targetRef: 'api:default/find_it' }],
    }),
    component('lonely', { goldLayer: { tier: 'critical' } }),
  );
  return catalog;
}

/** For tests: reading SLOs over a real database, and a clock that the test moves. */
export async function slosOverHttp(database: Knex, sources: SliSource[] = []) {
  await migrate(database);
  await storeServices(database, catalogOf());
  const services = DatabaseServiceStore.create({ database });
  const clock = { now: new Date('2026-11-27T12:00:00Z') };
  const access = FakeServiceAccess.create({ services, guestSees: 'search' });
  const { denied } = access;
  const definitions = new MemoryDefinitions();
  const policies = BudgetPolicies.create({ definitions });
  definitions.put(
    'BudgetPolicy',
    readBuiltInDocuments('policies').filter(
      document => kindOf(document) === 'BudgetPolicy',
    ),
  );
  const buckets = BucketStore.create({ database });
  const options = {
    access,
    auditor: mockServices.auditor.mock(),
    database,
    definitions,
    policies,
    rules: { portalUrl: 'https://portal.example.com' },
    sources,
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
    services,
    now: () => clock.now,
  };
  const { people } = createPeople(options);
  const reading = createSloReading({ ...options, people });
  const router = Router();
  reading.router(router);
  const app = express().use(router).use(mockErrorHandler());

  return {
    access,
    app,
    buckets,
    clock,
    database,
    denied,
    options,
    people,
    reading,
    /** Calls as a user by name. */
    as: (name: string) => {
      const token = mockCredentials.user.header(`user:default/${name}`);
      return {
        get: (path: string) =>
          request(app).get(path).set('Authorization', token),
        post: (path: string, body: object) =>
          request(app).post(path).set('Authorization', token).send(body),
      };
    },
  };
}

function kindOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'kind' in document
    ? document.kind
    : undefined;
}
