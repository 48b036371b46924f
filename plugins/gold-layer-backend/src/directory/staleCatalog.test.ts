import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { CatalogFreshness, routes } from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { createDirectory } from '.';
import { migrate } from '../database/migrate';
import { SourceCoverage } from '../facts/collect/SourceCoverage';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { FakeServiceAccess } from '../services/__testUtils__/FakeServiceAccess';
import { serviceRow } from '../services/__testUtils__/serviceRow';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const confirmedAt = '2026-11-21T08:00:00.000Z';

describe.each(databases.eachSupportedId())('lists of services on %s', id => {
  const read = async (path: string, freshness: CatalogFreshness) => {
    const database = await databases.init(id);
    await migrate(database);
    await database('services').insert(serviceRow('shop'));
    const services = DatabaseServiceStore.create({ database });
    const router = Router();
    createDirectory({
      access: FakeServiceAccess.create({ services, guestSees: 'shop' }),
      auditor: mockServices.auditor.mock(),
      database,
      facts: {
        coverage: SourceCoverage.create({ database }),
        titleOf: source => source,
      },
      httpAuth: mockServices.httpAuth(),
      projection: { freshness: async () => freshness },
    }).router(router);
    return request(express().use(router))
      .get(path)
      .set('Authorization', mockCredentials.user.header())
      .expect(200);
  };

  it.each<CatalogFreshness>([{ stale: false }, { stale: true, confirmedAt }])(
    'say how old they are: %j',
    async freshness => {
      const { body } = await read('/services', freshness);
      const answer = routes.listServices.response.parse(body);
      expect(answer).toMatchObject({ totalItems: 1, ...freshness });
      expect(answer.confirmedAt).toBe(freshness.confirmedAt);
    },
  );

  it.each<[string, CatalogFreshness]>([
    ['', { stale: false }],
    [confirmedAt, { stale: true, confirmedAt }],
    ['unknown', { stale: true }],
  ])('say so in each line of the CSV: %j', async (said, freshness) => {
    const { text } = await read('/services.csv', freshness);
    const [header, line] = text.split('\r\n').map(it => it.split(','));
    expect(header.at(-1)).toBe('stale since');
    expect(line).toHaveLength(header.length);
    expect(line.at(-1)).toBe(said);
  });
});
