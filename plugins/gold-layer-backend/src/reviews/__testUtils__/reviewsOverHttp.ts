import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { FactValue, ShownTier } from '@gold-layer/backstage-plugin-common';
import { Review, reviewSchema } from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import request from 'supertest';
import { createReviews, ReviewFactSource } from '..';
import { migrate } from '../../database/migrate';
import { DefinitionVersionStore } from '../../definitions/DefinitionVersionStore';
import { DatabaseFactStore } from '../../facts/DatabaseFactStore';
import { DefinedFactRegistry } from '../../facts/DefinedFactRegistry';
import type { Notice } from '../../notices/Notices';
import { collected } from '../../scorecards/__testUtils__/fixtures';
import { MemoryDefinitions } from '../../scorecards/__testUtils__/MemoryDefinitions';
import { serviceRow } from '../../services/__testUtils__/serviceRow';
import { FakeServiceAccess } from '../../services/__testUtils__/FakeServiceAccess';
import { DatabaseServiceChanges } from '../../services/DatabaseServiceChanges';
import { DatabaseServiceStore } from '../../services/DatabaseServiceStore';
import type { ControlWaiver } from '../ControlWaivers';
import { checklist } from './checklists';
import { FakePeople } from './FakePeople';

const ranks: Record<ShownTier, number> = {
  critical: 0,
  important: 1,
  standard: 2,
  experimental: 3,
  unclassified: 4,
};

/** For tests: the room of reviews over a real database and HTTP, with a clock that the test moves. */
export async function reviewsOverHttp(database: Knex) {
  await migrate(database);
  const logger = mockServices.logger.mock();
  const definitions = new MemoryDefinitions();
  const versions = DefinitionVersionStore.create({ database });
  const registry = DefinedFactRegistry.create({
    collected: collected({
      'test.owned': 'boolean',
      'test.secrets': 'boolean',
      'incidents.sev1.lastStartedAt': 'timestamp',
    }),
    definitions,
    logger,
  });
  const changes = DatabaseServiceChanges.create({ database });
  const store = DatabaseFactStore.create({ database, changes });
  const services = DatabaseServiceStore.create({ database });
  const people = new FakePeople();
  people.groups.set('group:default/payments', [
    'user:default/ann',
    'user:default/olga',
  ]);
  people.holding.set('sre-lead', ['user:default/sam', 'user:default/sue']);
  people.holding.set('security', ['user:default/kim', 'user:default/olga']);
  const clock = { now: new Date('2026-03-02T09:00:00Z') };
  const told: Notice[] = [];
  const published: string[] = [];
  const audit: { eventId: string; meta?: object }[] = [];
  const failures: { eventId: string; message: string }[] = [];
  /** States of checks by `scorecard/check`. */
  const checks = new Map([['gold/owner', 'pass']]);
  const waivers: ControlWaiver[] = [];
  const access = FakeServiceAccess.create({ services, guestSees: 'open-' });
  const { denied } = access;
  const source = ReviewFactSource.create({ database });
  const scheduler = mockServices.scheduler();
  const reviews = createReviews({
    access,
    auditor: mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async event => void audit.push({ eventId, ...event }),
        fail: async ({ error }) =>
          void failures.push({ eventId, message: error.message }),
      }),
    }),
    changes,
    checks: {
      stateOf: async (_service, check) => {
        const state = checks.get(check);
        return state ? { check, state, reason: 'Owned.' } : undefined;
      },
    },
    database,
    definitions,
    facts: {
      store,
      registry,
      collectNow: async (_name, refs) => void published.push(...refs),
    },
    httpAuth: mockServices.httpAuth(),
    logger,
    notices: { send: async notices => void told.push(...notices) },
    people,
    scheduler,
    services,
    waivers: {
      activeFor: async refs => waivers.filter(it => refs.includes(it.service)),
    },
    now: () => clock.now,
  });
  const putChecklist = async (document: object) => {
    definitions.put('Checklist', [document]);
    await versions.keep(
      definitions.list().map(each => ({ ...each, location: 'test' })),
    );
  };
  await putChecklist(checklist());
  await reviews.start();
  const router = Router();
  reviews.router(router);
  const app = express().use(router).use(mockErrorHandler());

  /** Calls as a user by name. */
  const as = (name: string) => {
    const token = mockCredentials.user.header(`user:default/${name}`);
    return {
      get: (path: string) => request(app).get(path).set('Authorization', token),
      put: (path: string, body: object) =>
        request(app).put(path).set('Authorization', token).send(body),
      post: (path: string, body: object = {}) =>
        request(app).post(path).set('Authorization', token).send(body),
      delete: (path: string) =>
        request(app).delete(path).set('Authorization', token),
      /** The review as this user sees it. */
      review: async (id: string): Promise<Review> => {
        const { body } = await request(app)
          .get(`/reviews/${id}`)
          .set('Authorization', token)
          .expect(200);
        return reviewSchema.parse(body);
      },
    };
  };

  /** Starts a review as ann and answers its id. */
  const start = async (service: string): Promise<string> => {
    const { body } = await as('ann')
      .post('/reviews', { service, checklist: 'production' })
      .expect(200);
    return body.id;
  };
  /** Answers every open control with evidence as ann. */
  const complete = async (id: string): Promise<void> => {
    const ann = as('ann');
    const { sections } = await ann.review(id);
    for (const each of sections.flatMap(({ controls }) => controls)) {
      if (each.answer) continue;
      const path = `/reviews/${id}/answers/${each.control}`;
      await ann.put(path, { version: each.version, answer: 'met' }).expect(200);
      await ann
        .post(`${path}/evidence`, {
          kind: 'link',
          title: 'Shown here',
          url: 'https://example.com/proof',
        })
        .expect(200);
    }
  };
  /** A step that names the version it has seen, as a user. */
  const step = async (
    name: string,
    id: string,
    path: string,
    body: object = {},
  ): Promise<request.Response> => {
    const { version } = await as(name).review(id);
    return as(name).post(`/reviews/${id}/${path}`, { version, ...body });
  };

  return {
    app,
    as,
    audit,
    checks,
    clock,
    database,
    definitions,
    denied,
    failures,
    logger,
    people,
    published,
    putChecklist,
    reviews,
    scheduler,
    services,
    source,
    store,
    told,
    waivers,
    /** Puts a service into the projection, or changes it. */
    async addService(
      name: string,
      {
        owner = 'group:default/payments',
        tier = 'critical',
      }: { owner?: string; tier?: ShownTier } = {},
      relations: { type: string; targetRef: string }[] = [],
    ): Promise<string> {
      const ref = `component:default/${name}`;
      await database('services')
        .insert(
          serviceRow(name, {
            type: 'service',
            tier,
            tier_rank: ranks[tier],
            owner_ref: owner,
            gold: 'yes',
          }),
        )
        .onConflict('ref')
        .merge();
      await database('service_owners').where('service_ref', ref).delete();
      await database('service_owners').insert({
        service_ref: ref,
        owner_ref: owner,
      });
      await database('service_entities')
        .insert({ service_ref: ref, entity: JSON.stringify({ relations }) })
        .onConflict('service_ref')
        .merge();
      return ref;
    },
    /** Removes a service from the projection, as when the catalog forgets it. */
    async removeService(ref: string): Promise<void> {
      await database('services').where({ ref }).delete();
      await database('service_entities').where('service_ref', ref).delete();
      await database('service_owners').where('service_ref', ref).delete();
      await store.removeServices([ref]);
    },
    /** Records a fact as sources do. */
    async give(
      service: string,
      fact: string,
      value: FactValue,
      validUntil?: Date,
    ): Promise<void> {
      await store.record([
        {
          service,
          fact,
          value,
          source: 'test',
          collectedAt: clock.now,
          validUntil,
          history: false,
        },
      ]);
    },
    start,
    complete,
    step,
    /** Brings a review of a service to its approval; answers its id. */
    async approve(
      service: string,
      last: object = { decision: 'approved' },
    ): Promise<string> {
      const id = await start(service);
      await complete(id);
      await step('ann', id, 'submission');
      const { decisions } = await as('sam').review(id);
      for (const { role } of decisions) {
        const name = role === 'security' ? 'kim' : 'sam';
        const end = role === decisions.at(-1)?.role;
        const answer = await step(name, id, 'decisions', {
          role,
          ...(end ? last : { decision: 'approved' }),
        });
        if (!answer.ok) throw new Error(JSON.stringify(answer.body.error));
      }
      return id;
    },
    /** Looks at all reviews as the schedule does. */
    watch: () => scheduler.triggerTask('reviews-watch'),
  };
}
