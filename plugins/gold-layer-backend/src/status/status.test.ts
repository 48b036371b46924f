import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import request from 'supertest';
import {
  factsOverHttp,
  fakeSource,
  known,
} from '../facts/__testUtils__/factsOverHttp';

import { DatabaseFactStore } from '../facts/DatabaseFactStore';
import { FactSweep } from '../facts/FactSweep';
import { DatabaseServiceChanges } from '../services/DatabaseServiceChanges';
import { statusOf } from './statusOf';

describe('statusOf', () => {
  const failed = 'component:default/x is no JSON.';
  const refused = '1 entity could not be stored: component:default/x.';
  it.each([
    [true, {}, undefined],
    [true, { error: failed }, failed],
    [true, { refused }, refused],
    [true, { error: failed, refused }, failed],
    [false, {}, undefined],
    [false, { error: failed }, undefined],
    [false, { refused }, expect.stringMatching(/^Some entities are missing/)],
  ])(
    'told to those who see everything (%p) of %p',
    async (all, state, error) => {
      const { catalog } = await statusOf(
        {
          definitions: { list: () => [], quarantined: () => [] },
          projection: {
            state: async () => ({
              services: 1,
              groups: 1,
              stale: false,
              ...state,
            }),
          },
          sources: { list: async () => [] },
          evaluation: async () => ({ pending: 0, failures: 0 }),
        },
        {
          credentials: mockCredentials.user(),
          scope: { nothing: false, everything: all, restrict: query => query },
        },
      );
      expect(catalog).toEqual({ services: 1, groups: 1, stale: false, error });
    },
  );
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const checkout = 'component:default/checkout';

describe.each(databases.eachSupportedId())('the status over HTTP on %s', id => {
  const setUp = async (
    sources: FactSource[] = [],
    options: { everything?: boolean } = {},
  ) => {
    const database = await databases.init(id);
    return {
      database,
      ...(await factsOverHttp(database, { sources, ...options })),
    };
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
    // Pushed once, and not again in time.
    expect(state('ci')).toMatchObject({
      state: 'degraded',
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

  it('knows a pipeline that goes on under another name', async () => {
    const { database, push, get } = await setUp();
    const items = [{ service: checkout, fact: 'build.coverage', value: 80 }];
    const evaluated = async (source: string) => {
      await database('service_sources').delete();
      await database('service_sources').insert({
        source,
        service_ref: checkout,
        facts: 1,
        stale: 0,
      });
    };
    const pushers = async () => {
      const { body } = await get('/status');
      return body.sources.filter(({ description }: { description: string }) =>
        description.includes('push'),
      );
    };
    await push({ source: 'ci', items });
    await evaluated('ci');
    const again = await push({ source: 'build', items });
    expect(again.body).toMatchObject({ stored: 0, unchanged: 1 });
    const [build] = await pushers();
    expect(build).toMatchObject({ name: 'build', state: 'ok' });

    await evaluated('build');
    const changes = DatabaseServiceChanges.create({ database });
    const store = DatabaseFactStore.create({ database, changes });
    const { signal } = new AbortController();
    await FactSweep.create({ database, store }).removePushers(signal);
    expect(await pushers()).toEqual([
      expect.objectContaining({
        name: 'build',
        state: 'ok',
        services: 1,
        lastSuccessAt: expect.any(String),
      }),
    ]);
  });

  it('counts and quotes nothing of services that a policy hides', async () => {
    const { database, get } = await setUp([fakeSource('pager')]);
    const service = (name: string) => `component:default/${name}`;
    const failed = (name: string, error: string) => ({
      source: 'repository',
      service_ref: service(name),
      outcome: 'failed',
      error,
      since: 1,
    });
    await database('source_services').insert([
      failed('checkout', 'https://git.example/checkout answers 404.'),
      failed('hidden', 'https://git.example/very-hidden answers 404.'),
      {
        source: 'hidden-pipeline',
        service_ref: service('hidden'),
        outcome: 'pushed',
        since: 1,
      },
    ]);
    await database('service_sources').insert(
      ['checkout', 'hidden'].map(name => ({
        source: 'entity',
        service_ref: service(name),
        facts: 2,
        stale: name === 'hidden' ? 2 : 0,
      })),
    );
    await database('source_runs').insert({
      source: 'push',
      finished_at: 2,
      success_at: 2,
    });
    await database('source_runs').insert({
      source: 'pager',
      started_at: 1,
      finished_at: 2,
      failures: 0,
      error: 'The answer about component:default/hidden is no JSON.',
    });

    const { body, text } = await get('/status');
    const state = (name: string) =>
      body.sources.find((it: { name: string }) => it.name === name);
    expect(state('repository')).toMatchObject({
      state: 'error',
      failures: 1,
      error: 'https://git.example/checkout answers 404.',
    });
    expect(state('entity')).toMatchObject({ services: 1, stale: 0 });
    // Somebody pushed, but about nothing that may be seen here.
    expect(state('push')).toMatchObject({ state: 'never-run' });
    expect(state('push').lastSuccessAt).toBeUndefined();
    expect(state('pager')).toMatchObject({
      state: 'error',
      error: 'The last run failed. Whoever may see every service is told why.',
    });
    expect(body.catalog).toEqual({
      services: 2,
      groups: 0,
      stale: true,
      error:
        'Some entities are missing here or out of date, because they could not be stored. Whoever may see every service is told which.',
    });
    expect(text).not.toContain('hidden');
  });

  it('tells whoever may see every service why a run failed', async () => {
    const { database, get } = await setUp([fakeSource('pager')], {
      everything: true,
    });
    await database('source_runs').insert({
      source: 'pager',
      started_at: 1,
      finished_at: 2,
      failures: 0,
      error: 'No such host.',
    });
    const { body } = await get('/status');
    expect(body.sources).toContainEqual(
      expect.objectContaining({ name: 'pager', error: 'No such host.' }),
    );
    expect(body.catalog.error).toBe('component:default/x is no JSON.');
  });
});
