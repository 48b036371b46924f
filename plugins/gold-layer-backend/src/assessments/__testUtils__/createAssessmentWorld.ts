import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { FactValue } from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import request from 'supertest';
import { createAssessments, AssessmentSource } from '..';
import { migrate } from '../../database/migrate';
import { DefaultDefinitions } from '../../definitions/DefaultDefinitions';
import { DefinitionVersionStore } from '../../definitions/DefinitionVersionStore';
import { acceptSources } from '../../facts/acceptSources';
import { DatabaseFactStore } from '../../facts/DatabaseFactStore';
import { DefinedFactRegistry } from '../../facts/DefinedFactRegistry';
import type { Caller } from '../../http/serve';
import type { Notice } from '../../notices/Notices';
import { createPeople } from '../../people';
import {
  component,
  group,
  TestCatalog,
  user,
} from '../../services/__testUtils__/TestCatalog';
import { storeServices } from '../../services/__testUtils__/storeServices';
import { DatabaseServiceChanges } from '../../services/DatabaseServiceChanges';
import type { ProjectionListener } from '../../services/ServiceProjection';
import { DatabaseServiceStore } from '../../services/DatabaseServiceStore';
import type { ServiceAccess, ServiceStore } from '../../services';
import { careRubric, knownFacts } from './careRubric';

export const checkout = 'component:default/checkout';
export const payments = 'group:default/payments';

/**
 * Decides by name: `boss` may do everything, `nobody` nothing, `reader` sees
 * but does not change, and everybody else sees and changes all but `hidden`.
 */
function accessOver(services: ServiceStore): ServiceAccess {
  const nameOf = ({ principal }: Caller) =>
    principal.type === 'user'
      ? principal.userEntityRef.replace('user:default/', '')
      : 'boss';
  return {
    async scope(permission, { credentials }) {
      const name = nameOf(credentials);
      const changes = permission.name.endsWith('.edit');
      return {
        nothing: name === 'nobody' || (name === 'reader' && changes),
        everything: name === 'boss',
        restrict(query) {
          if (name === 'nobody') query.whereRaw('1 = 0');
          if (name !== 'boss') {
            query.whereNot('services.ref', 'component:default/hidden');
          }
          return query;
        },
      };
    },
    async require(permission, ref, { credentials }) {
      const name = nameOf(credentials);
      const found = await services.find(ref);
      const hidden = ref.endsWith('/hidden') && name !== 'boss';
      if (!found || hidden || name === 'nobody') {
        throw new NotFoundError(`No service found with ref '${ref}'`);
      }
      if (name === 'reader' && permission.name.endsWith('.edit')) {
        throw new NotAllowedError(`Permission ${permission.name} is missing`);
      }
      return found;
    },
  };
}

/** A company of two teams and five services. */
export function company(): TestCatalog {
  const catalog = new TestCatalog();
  const owned = (name: string, owner: string, tier: string) =>
    component(name, {
      title: name[0].toLocaleUpperCase('en-US') + name.slice(1),
      owners: [`group:default/${owner}`],
      goldLayer: { tier },
    });
  catalog.put(
    owned('checkout', 'payments', 'critical'),
    owned('ledger', 'payments', 'important'),
    owned('search', 'discovery', 'critical'),
    owned('ads', 'discovery', 'standard'),
    owned('hidden', 'discovery', 'critical'),
    group('payments', { title: 'Payments', members: ['ann', 'bob'] }),
    group('discovery', { title: 'Discovery', members: ['cy'] }),
    ...['ann', 'bob', 'cy', 'reader', 'boss'].map(name =>
      user(name, { title: name[0].toLocaleUpperCase('en-US') + name.slice(1) }),
    ),
  );
  return catalog;
}

/** Everything that assessments need, over a real database and a clock that the test moves. */
export async function createAssessmentWorld(database: Knex) {
  await migrate(database);
  const catalog = company();
  await storeServices(database, catalog);
  const files = { text: [knownFacts, careRubric()].join('\n---\n') };
  const definitions = DefaultDefinitions.create({
    locations: [
      {
        name: 'test',
        read: async () => [
          { origin: 'test', shownAs: 'test', text: files.text },
        ],
      },
    ],
    versions: DefinitionVersionStore.create({ database }),
    logger: mockServices.logger.mock(),
  });
  const clock = { now: new Date('2026-06-15T12:00:00Z') };
  const now = () => clock.now;
  const source = AssessmentSource.create({ database, definitions, now });
  const registry = DefinedFactRegistry.create({
    collected: [],
    collectedNow: () => acceptSources([source]).facts,
    definitions,
    logger: mockServices.logger.mock(),
  });
  const store = DatabaseFactStore.create({
    database,
    changes: DatabaseServiceChanges.create({ database }),
  });
  const services = DatabaseServiceStore.create({ database });
  const access = accessOver(services);
  const httpAuth = mockServices.httpAuth();
  const audit: { eventId: string; outcome: string }[] = [];
  const told: Notice[] = [];
  const published: string[] = [];
  const listeners: ProjectionListener[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId }) => ({
      success: async () => void audit.push({ eventId, outcome: 'success' }),
      fail: async () => void audit.push({ eventId, outcome: 'failure' }),
    }),
  });
  const { people } = createPeople({
    access,
    auditor,
    database,
    definitions,
    httpAuth,
  });
  const assessments = createAssessments({
    access,
    auditor,
    database,
    definitions,
    facts: { registry, store },
    httpAuth,
    notices: { send: async notices => void told.push(...notices) },
    people,
    projection: { subscribe: listener => void listeners.push(listener) },
    scheduler: mockServices.scheduler.mock(),
    services,
    now,
  });
  await definitions.reload();
  const router = Router();
  assessments.router(router, {
    afterPublication: async refs => void published.push(...refs),
  });
  const app = express().use(router).use(mockErrorHandler());
  const by = (name: string) => {
    const token = mockCredentials.user.header(`user:default/${name}`);
    return {
      get: (path: string) => request(app).get(path).set('Authorization', token),
      post: (path: string, body: object) =>
        request(app).post(path).set('Authorization', token).send(body),
      put: (path: string, body: object) =>
        request(app).put(path).set('Authorization', token).send(body),
    };
  };
  return {
    app,
    assessments,
    audit,
    by,
    clock,
    database,
    definitions,
    files,
    people,
    published,
    registry,
    source,
    told,
    /** Gives a service another title. */
    async rename(ref: string, title: string) {
      await database('services').where('ref', ref).update({ title });
      const found = await services.findEntities([ref]);
      for (const listener of listeners) await listener.upserted(found);
    },
    async forget(ref: string) {
      await database('services').where('ref', ref).delete();
      await database('groups').where('ref', ref).delete();
    },
    record: (service: string, facts: Record<string, FactValue>) =>
      store.record(
        Object.entries(facts).map(([fact, value]) => ({
          service,
          fact,
          value,
          source: 'ci',
          collectedAt: clock.now,
          history: false,
        })),
      ),
    /** Starts, grades and publishes an assessment; answers it. */
    async assess(
      subject: string,
      grades: Record<string, number>,
      { as = 'boss', rubric = 'care' } = {},
    ) {
      const me = by(as);
      const started = await me.post('/assessments', { subject, rubric });
      let { body } = started;
      const path = `/assessments/${body.id}`;
      for (const [dimension, grade] of Object.entries(grades)) {
        ({ body } = await me.put(`${path}/grades/${dimension}`, {
          version: 0,
          grade,
        }));
      }
      const { version } = body;
      return (await me.post(`${path}/publication`, { version })).body;
    },
  };
}
