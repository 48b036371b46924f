import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import request from 'supertest';
import {
  factsOverHttp,
  fakeSource,
  known,
} from '../facts/__testUtils__/factsOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const checkout = 'component:default/checkout';

describe.each(databases.eachSupportedId())('the status over HTTP on %s', id => {
  const setUp = async (sources: FactSource[] = []) => {
    const database = await databases.init(id);
    return { database, ...(await factsOverHttp(database, { sources })) };
  };

  it('tells how sources, definitions and scoring are doing', async () => {
    const clash = fakeSource('clash', { facts: fakeSource('pager').facts });
    const { app, database, push, get, listeners } = await setUp([
      fakeSource('pager'),
      clash,
    ]);
    await listeners[0].upserted(known);
    await push({
      source: 'ci',
      items: [
        {
          service: checkout,
          fact: 'build.coverage',
          value: 1,
          collectedAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
          validFor: 'P1D',
        },
      ],
    });
    await request(app)
      .post('/services/component/default/checkout/refresh')
      .set('Authorization', mockCredentials.user.header());
    // As evaluations note it.
    await database('service_sources').insert(
      ['entity', 'pager', 'ci'].map(source => ({
        source,
        service_ref: checkout,
        facts: 2,
        stale: source === 'ci' ? 1 : 0,
      })),
    );
    const { body } = await get('/status');
    const state = (name: string) =>
      body.sources.find((it: { name: string }) => it.name === name);
    expect(state('entity')).toMatchObject({ state: 'ok', services: 1 });
    expect(state('repository')).toMatchObject({
      state: 'never-run',
      services: 0,
    });
    expect(state('pager')).toMatchObject({
      state: 'ok',
      services: 1,
      definitions: 1,
    });
    expect(state('ci')).toMatchObject({
      state: 'ok',
      services: 1,
      stale: 1,
    });
    expect(state('clash')).toMatchObject({
      state: 'error',
      error: expect.stringContaining("clashes with 'pager.pages'"),
    });
    expect(body.definitions).toEqual([
      expect.objectContaining({
        kind: 'Facts',
        name: 'build',
        origin: 'built-in',
      }),
    ]);
    expect(body.evaluation).toEqual({ pending: 2, failures: 0 });
    expect(body.version).toMatch(/^\d/);
  });
});
