import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { routes } from '@gold-layer/backstage-plugin-common';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { FakeServiceAccess } from '../services/__testUtils__/FakeServiceAccess';
import { createWorld } from './__testUtils__/createWorld';
import { check, scorecard } from './__testUtils__/MemoryDefinitions';
import { CountStore } from './reading/CountStore';
import { ScorecardReader } from './reading/ScorecardReader';
import { ServiceHistory } from './reading/ServiceHistory';
import { ServiceResultStore } from './reading/ServiceResultStore';
import { ServiceScorecards } from './reading/ServiceScorecards';
import { TrendReader } from './reading/TrendReader';
import { addScorecardRoutes } from './scorecardRouter';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const old = { stale: true, confirmedAt: '2026-11-21T08:00:00.000Z' };

describe.each(databases.eachSupportedId())('scorecards over HTTP on %s', id => {
  it('say how old the services are that they speak of, and answer no more groups than asked for', async () => {
    const world = await createWorld(await databases.init(id), {
      'build.green': 'boolean',
    });
    const { database, factStore, registry, scorecards, services } = world;
    world.definitions.put('Scorecard', [
      scorecard('card', { bronze: [check('green', 'facts.build.green')] }),
    ]);
    for (const name of ['a', 'b', 'c']) {
      await world.addService(name, { owner_ref: `group:default/${name}` });
    }
    await world.queue.drain();
    await world.sweep.rollUp();
    const access = FakeServiceAccess.create({ services, guestSees: 'a' });
    const counts = CountStore.create({ database });
    const router = Router();
    addScorecardRoutes(router, {
      access,
      auditor: mockServices.auditor.mock(),
      httpAuth: mockServices.httpAuth(),
      projection: { freshness: async () => old },
      service: ServiceScorecards.create({
        access,
        counts,
        facts: factStore,
        failures: { failuresOf: async () => [], titleOf: source => source },
        registry,
        scorecards,
        store: ServiceResultStore.create({ database }),
      }),
      history: ServiceHistory.create({ access, database, scorecards }),
      scorecards: ScorecardReader.create({ scorecards, counts }),
      trends: TrendReader.create({ database, counts }),
    });
    const app = express().use(router);
    const get = async (path: string) => {
      const { body } = await request(app)
        .get(path)
        .set('Authorization', mockCredentials.user.header())
        .expect(200);
      return body;
    };

    expect(
      routes.listScorecards.response.parse(await get('/scorecards')),
    ).toMatchObject({ items: [{ name: 'card', services: 3 }], ...old });
    expect(
      routes.getScorecard.response.parse(await get('/scorecards/card')),
    ).toMatchObject({ name: 'card', ...old });

    const groups = '/scorecards/card/breakdown?by=owner';
    const { response } = routes.getScorecardBreakdown;
    const some = response.parse(await get(`${groups}&limit=2`));
    expect(some.items).toHaveLength(2);
    expect(some.totalItems).toBe(3);
    expect(response.parse(await get(groups)).items).toHaveLength(3);
  });
});
