import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { SliSource } from '@gold-layer/backstage-plugin-node';
import type { ForeignFormat } from '../../../definitions';
import type { ProjectionListener } from '../../../services/ServiceProjection';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import request from 'supertest';
import { createSloDocuments } from '..';
import { DatabaseServiceStore } from '../../../services/DatabaseServiceStore';
import { slosOverHttp } from '../../reading/__testUtils__/slosOverHttp';

/** The service whose documents tests keep. */
export const checkout = 'component:default/checkout';

/** What keeps a document of {@link checkout}. */
export const kept = (text: string, version = 0) => ({
  service: checkout,
  text,
  version,
});

/** A document on numbers of Prometheus. */
export function openSlo(
  name: string,
  more: { target?: string; service?: string; extra?: string } = {},
): string {
  const { target = '0.999', service = 'checkout', extra = '' } = more;
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  displayName: ${name} of ${service}
spec:
  service: ${service}
  indicator:
    metadata: { name: success }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: prometheus, spec: { query: 'good_total' } } }
        total: { metricSource: { type: prometheus, spec: { query: 'all_total' } } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: ${target} }]
${extra}`;
}

/** For tests: the room of SLO documents over a real database and its own routes. */
export async function documentsOverHttp(database: Knex) {
  const world = await slosOverHttp(database);
  const audit: { eventId: string; meta?: object }[] = [];
  const changed: string[][] = [];
  const foreign: ForeignFormat[] = [];
  const listeners: ProjectionListener[] = [];
  const tasks: Record<string, (signal: AbortSignal) => Promise<void>> = {};
  const sources: SliSource[] = [];
  const documents = createSloDocuments({
    access: world.access,
    auditor: mockServices.auditor.mock({
      createEvent: async ({ eventId, meta }) => ({
        success: async event =>
          void audit.push({ eventId, meta: { ...meta, ...event?.meta } }),
        fail: async () => void audit.push({ eventId: `${eventId} failed` }),
      }),
    }),
    config: mockServices.rootConfig(),
    database,
    definitions: { registerForeign: format => void foreign.push(format) },
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
    people: world.people,
    policies: () => ['default'],
    projection: {
      subscribe: listener => void listeners.push(listener),
      refresh: async () => {},
      refreshEntities: async () => {},
      state: async () => ({ services: 0, groups: 0, stale: false }),
    },
    scheduler: mockServices.scheduler.mock({
      scheduleTask: async ({ id, fn }) => {
        tasks[id] = signal => Promise.resolve(fn(signal));
      },
    }),
    services: DatabaseServiceStore.create({ database }),
    sources,
    urlReader: mockServices.urlReader.mock(),
    now: () => world.clock.now,
  });
  const hooks = {
    afterChange: async (refs: string[]) => void changed.push(refs),
  };
  documents.follow(hooks);
  await documents.start(hooks);
  const router = Router();
  documents.router(router, hooks);
  const app = express().use(router).use(mockErrorHandler());
  return {
    ...world,
    audit,
    changed,
    documents,
    foreign,
    listeners,
    sources,
    tasks,
    /** Calls as a user by name, or as a service. */
    as: (name: string) => {
      const token =
        name === 'service'
          ? mockCredentials.service.header()
          : mockCredentials.user.header(`user:default/${name}`);
      const call =
        (method: 'get' | 'post' | 'put' | 'delete') =>
        (path: string, body?: object) =>
          request(app)[method](path).set('Authorization', token).send(body);
      return {
        get: call('get'),
        post: call('post'),
        put: call('put'),
        delete: call('delete'),
      };
    },
    nobody: (path: string) =>
      request(app)
        .get(path)
        .set('Authorization', mockCredentials.none.header()),
  };
}
