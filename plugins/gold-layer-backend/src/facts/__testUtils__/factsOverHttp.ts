import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import express from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import request from 'supertest';
import { createFacts } from '..';
import { migrate } from '../../database/migrate';
import { DatabaseServiceChanges } from '../../services/DatabaseServiceChanges';
import type { ProjectionListener } from '../../services/ServiceProjection';
import type { ServiceAccess, ServiceScope } from '../../services/ServiceScope';
import { serviceRow } from '../../services/__testUtils__/serviceRow';
import { createStatus } from '../../status';
import { factsDocument, HeldDefinitions } from './HeldDefinitions';
import { serviceWithEntity } from './serviceWithEntity';

/** For tests: the services that callers see. */
export const known = ['checkout', 'ledger'].map(name =>
  serviceWithEntity(name),
);

/** Hides `hidden`, if not told otherwise, and everything from callers who may not; gives of `ledger` only the sight. */
const accessTo = (everything: boolean): ServiceAccess => ({
  async scope(_permission, { credentials }) {
    const { principal } = credentials;
    const nothing =
      principal.type === 'user' && principal.userEntityRef.includes('nobody');
    return {
      nothing,
      everything,
      restrict: query => {
        if (!everything) {
          query.whereNot('services.ref', 'component:default/hidden');
        }
        return query;
      },
    };
  },
  async require(permission, ref) {
    const found = known.find(it => it.service.ref === ref);
    if (!found) throw new NotFoundError(`No service found with ref '${ref}'`);
    if (ref.endsWith('ledger') && permission.name !== 'gold-layer.service.read')
      throw new NotAllowedError('not yours');
    return found.service;
  },
});

const unused = () => Promise.reject(new Error('There is no such repository'));
const urlReader: UrlReaderService = {
  readTree: unused,
  readUrl: unused,
  search: unused,
};

/** For tests: a source that gives `<name>.pages` of every service. */
export function fakeSource(
  name: string,
  over: Partial<FactSource> = {},
): FactSource {
  return {
    name,
    title: name,
    description: name,
    facts: [
      {
        name: `${name}.pages`,
        type: 'number',
        title: 'Pages',
        description: 'Pages',
        validFor: 'P1D',
      },
    ],
    schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
    async *collect(services) {
      for (const { service } of services) {
        const facts = [{ fact: `${name}.pages`, value: 3 }];
        yield { service: service.ref, outcome: 'facts', facts };
      }
    },
    ...over,
  };
}

/** For tests: the routes of facts and status over a real database, with everything else faked. */
export async function factsOverHttp(
  database: Knex,
  {
    sources = [],
    config = {},
    everything = false,
    refreshEntities = async () => {},
  }: {
    sources?: FactSource[];
    config?: JsonObject;
    /** Whether callers see the service `hidden` too. */
    everything?: boolean;
    /** How the catalog is read again. */
    refreshEntities?: () => Promise<void>;
  } = {},
) {
  await migrate(database);
  await database('services').insert(
    ['checkout', 'ledger', 'hidden'].map(name => serviceRow(name)),
  );
  const definitions = new HeldDefinitions();
  definitions.held = [
    {
      origin: 'built-in',
      document: factsDocument('build', [
        {
          name: 'build.coverage',
          type: 'number',
          unit: '%',
          validFor: 'P7D',
          history: true,
        },
        {
          name: 'build.strategy',
          type: 'string',
          values: ['rolling', 'canary'],
        },
        { name: 'build.testedAt', type: 'timestamp' },
        { name: 'build.dueAt', type: 'timestamp', ahead: true },
        { name: 'build.note', type: 'string' },
        { name: 'build.notes', type: 'list' },
      ]),
    },
  ];
  const listeners: ProjectionListener[] = [];
  const projection = {
    subscribe: (listener: ProjectionListener) => void listeners.push(listener),
    refresh: async () => {},
    refreshEntities,
    state: async (scope?: ServiceScope) => ({
      services: scope?.everything ? 3 : 2,
      groups: 0,
      stale: true,
      error: 'component:default/x is no JSON.',
      refused: '1 entity could not be stored: component:default/hidden.',
    }),
  };
  const scored: string[][] = [];
  const options = {
    access: accessTo(everything),
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    changes: DatabaseServiceChanges.create({ database }),
    config: mockServices.rootConfig({ data: config }),
    database,
    definitions,
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
    projection,
    scheduler: mockServices.scheduler.mock(),
    services: {
      find: async () => undefined,
      findAll: async () => [],
      findEntities: async (refs: string[]) =>
        known.filter(it => refs.includes(it.service.ref)),
      refsAfter: async () => [],
      count: async () => 3,
    },
    sources,
    urlReader,
  };
  const facts = createFacts(options);
  const router = Router();
  facts.router(router, {
    afterPush: async services => void scored.push(services),
  });
  createStatus({
    ...options,
    sources: facts.health,
    evaluation: async () => ({ pending: 2, failures: 0 }),
  }).router(router);
  const app = express().use(router).use(mockErrorHandler());
  const push = (body: object, token = mockCredentials.service.header()) =>
    request(app).post('/facts').set('Authorization', token).send(body);
  const get = (path: string) =>
    request(app).get(path).set('Authorization', mockCredentials.user.header());
  return { app, push, get, scored, listeners, definitions };
}
