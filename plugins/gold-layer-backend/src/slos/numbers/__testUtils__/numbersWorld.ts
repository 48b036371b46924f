import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  budgetPolicyDocumentSchema,
  SloReviewCard,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { parse } from 'yaml';
import { createSloNumbers } from '..';
import { migrate } from '../../../database/migrate';
import { FakeNotices } from '../../../notices/__testUtils__/FakeNotices';
import { FakePeople } from '../../../reviews/__testUtils__/FakePeople';
import type { ServiceAccess } from '../../../services';
import { DatabaseServiceStore } from '../../../services/DatabaseServiceStore';
import { storeServices } from '../../../services/__testUtils__/storeServices';
import {
  component,
  group,
  TestCatalog,
  user,
} from '../../../services/__testUtils__/TestCatalog';
import { SloRegistryStore } from '../../documents/store/SloRegistryStore';
import { fromSlo } from '../../documents/store/sloRows';
import { measureHash } from '../../measureHash';
import type { StoredStatus } from '../store/statusRows';
import { ScriptedSource } from './ScriptedSource';

const policy = budgetPolicyDocumentSchema.parse(
  parse(
    readFileSync(
      resolvePackagePath(
        '@gold-layer/backstage-plugin-backend',
        'definitions',
        'policies',
        'budget-default.yaml',
      ),
      'utf8',
    ),
  ),
);

/** 99 % over one day of events: 1 % of 28,800 events is 288. */
export function sloSpec(name: string, over: Partial<SloSpec> = {}): SloSpec {
  return {
    id: `default.shop.${name}`,
    name,
    title: `The ${name}`,
    service: 'component:default/shop',
    indicator: 'Availability',
    sli: {
      kind: 'ratio',
      counter: true,
      bad: { type: 'prometheus', query: 'errors_total' },
      total: { type: 'prometheus', query: 'requests_total' },
    },
    method: 'Occurrences',
    objective: '0.99',
    window: { kind: 'rolling', days: 1 },
    alerts: [
      { severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 14.4 },
      { severity: 'ticket', longMinutes: 360, shortMinutes: 30, factor: 1 },
    ],
    ...over,
  };
}

/** The same, pushed. */
export function pushedSpec(name: string, over: Partial<SloSpec> = {}): SloSpec {
  return sloSpec(name, { sli: { kind: 'pushed' }, ...over });
}

/** For tests: the room of numbers over a real database and a clock that the test moves. Ann owns `shop`, Guest owns `other`. */
export async function numbersWorld(database: Knex) {
  await migrate(database);
  const catalog = new TestCatalog();
  catalog.put(
    user('ann'),
    user('guest'),
    group('payments', { members: ['ann'] }),
    group('search', { members: ['guest'] }),
    component('shop', { owners: ['group:default/payments'], title: 'Shop' }),
    component('other', { owners: ['group:default/search'] }),
  );
  await storeServices(database, catalog);
  const services = DatabaseServiceStore.create({ database });
  const clock = { now: new Date('2026-11-20T12:00:00Z') };
  const source = new ScriptedSource();
  const notices = new FakeNotices();
  const changed: string[][] = [];
  const audit: string[] = [];
  const people = new FakePeople();
  people.groups.set('group:default/payments', ['user:default/ann']);
  people.groups.set('group:default/search', ['user:default/guest']);
  /** Users who lack every permission but that to read. */
  const access: ServiceAccess = {
    async scope(permission, { credentials }) {
      const { principal } = credentials;
      const isGuest =
        principal.type === 'user' && principal.userEntityRef.endsWith('guest');
      const nothing = isGuest && permission.name !== 'gold-layer.slo.read';
      return {
        nothing,
        everything: !isGuest,
        restrict: query => {
          if (nothing) query.whereRaw('1 = 0');
          else if (isGuest) query.where('services.name', 'other');
          return query;
        },
      };
    },
    async require(permission, ref, options) {
      const service = await services.find(ref);
      if (!service)
        throw new NotFoundError(`No service found with ref '${ref}'`);
      if ((await access.scope(permission, options)).nothing) {
        throw new NotAllowedError(`Permission ${permission.name} is missing`);
      }
      return service;
    },
  };
  const cards = new Map<number, SloReviewCard>();
  /** A replica: everything but the database is its own. */
  const replica = () =>
    createSloNumbers({
      access,
      auditor: mockServices.auditor.mock({
        createEvent: async ({ eventId }) => ({
          success: async () => void audit.push(eventId),
          fail: async () => void audit.push(`${eventId} failed`),
        }),
      }),
      database,
      httpAuth: mockServices.httpAuth(),
      logger: mockServices.logger.mock(),
      notices,
      people,
      policies: { of: () => ({ document: policy }) },
      reviewCardOf: async nums =>
        new Map(
          nums.flatMap(num => {
            const card = cards.get(num);
            return card ? [[num, card]] : [];
          }),
        ),
      scheduler: mockServices.scheduler.mock(),
      slos: SloRegistryStore.create({ database }),
      sources: [source],
      now: () => clock.now,
    });
  const numbers = replica();
  await numbers.start({
    afterChange: async refs => void changed.push(refs),
  });
  const router = Router();
  numbers.router(router);
  const app = express().use(router).use(mockErrorHandler());

  return {
    audit,
    cards,
    catalog,
    changed,
    clock,
    database,
    notices,
    numbers,
    people,
    replica,
    source,
    told: notices.told,
    /** Puts an SLO in force; answers its number. */
    async put(
      spec: SloSpec,
      { num, invalid = false }: { num?: number; invalid?: boolean } = {},
    ): Promise<number> {
      const { first_seen_at, ...row } = fromSlo({
        spec,
        origin: 'repository',
        documentKey: 'repository:test',
        problems: [],
        invalid,
        shadowed: [],
        measureHash: measureHash(spec),
        firstSeenAt: clock.now.getTime(),
        changedAt: clock.now.getTime(),
      });
      const [stored] = await database('slos')
        .insert({ ...row, first_seen_at, ...(num && { num }) })
        .onConflict('id')
        .merge(row)
        .returning<{ num: number }[]>('num');
      return stored.num;
    },
    /** Moves the clock and runs what is due. */
    async at(time: string): Promise<void> {
      clock.now = new Date(time);
      await numbers.run();
    },
    async see(num: number): Promise<StoredStatus> {
      const status = (await numbers.numbers.find([num])).get(num);
      if (!status) throw new Error(`SLO ${num} has no numbers`);
      return status;
    },
    changes: (num: number) =>
      database('slo_budget_changes')
        .where({ num })
        .orderBy('id')
        .select('from', 'to', 'frozen'),
    as(name: string) {
      const token =
        name === 'service'
          ? mockCredentials.service.header()
          : mockCredentials.user.header(`user:default/${name}`);
      const call = (method: 'get' | 'post' | 'delete', path: string) =>
        request(app)[method](path).set('Authorization', token);
      return {
        get: (path: string) => call('get', path),
        post: (path: string, body: object) => call('post', path).send(body),
        delete: (path: string) => call('delete', path),
      };
    },
  };
}
