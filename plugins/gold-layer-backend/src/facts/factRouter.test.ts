import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { FactSource } from '@gold-layer/backstage-plugin-node';
import request from 'supertest';
import { NotStoredError } from '../services/NotStoredError';
import { factsOverHttp, fakeSource } from './__testUtils__/factsOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const checkout = 'component:default/checkout';

describe.each(databases.eachSupportedId())('facts over HTTP on %s', id => {
  const setUp = async (sources: FactSource[] = []) =>
    factsOverHttp(await databases.init(id), { sources });

  it('lets nobody in without a token or permission', async () => {
    const { app, push } = await setUp();
    const item = { service: checkout, fact: 'build.coverage', value: 1 };
    const none = mockCredentials.none.header();
    expect((await push({ items: [item] }, none)).status).toBe(401);
    expect(
      (await request(app).get('/status').set('Authorization', none)).status,
    ).toBe(401);
    const nobody = mockCredentials.user.header('user:default/nobody');
    expect((await push({ items: [item] }, nobody)).status).toBe(403);
  });

  it('refuses addresses with a character that no database text may hold', async () => {
    const { get } = await setUp();
    const answer = await get('/services/component/default/check%00out/facts');
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(
      'path.name: may not hold the character U+0000 or half of a character, found "check\\u0000out"',
    );
  });

  it('takes facts of a source by push only while the source is switched off', async () => {
    const item = { service: checkout, fact: 'pager.pages', value: 2 };
    const body = { source: 'ci', items: [item] };
    const on = await setUp([fakeSource('pager')]);
    const refused = await on.push(body);
    expect(refused.body).toMatchObject({ stored: 0, rejected: 1 });
    const off = await factsOverHttp(await databases.init(id), {
      sources: [fakeSource('pager')],
      config: { goldLayer: { sources: { pager: { enabled: false } } } },
    });
    expect((await off.push(body)).body).toMatchObject({ stored: 1 });
  });

  it('stores the good items of a push, once, and scores their services', async () => {
    const { push, get, scored } = await setUp();
    const body = {
      source: 'ci',
      items: [
        {
          service: 'Component:default/Checkout',
          fact: 'build.coverage',
          value: 81.5,
        },
        {
          service: checkout,
          fact: 'build.testedAt',
          value: '2026-01-01T01:00:00+01:00',
        },
      ],
    };
    const first = await push(body);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      stored: 2,
      unchanged: 0,
      superseded: 0,
      rejected: 0,
      results: [
        { index: 0, status: 'stored' },
        { index: 1, status: 'stored' },
      ],
    });
    expect((await push(body)).body).toMatchObject({ stored: 0, unchanged: 2 });
    expect(scored).toEqual([[checkout]]);

    const shown = await get('/services/component/default/checkout/facts');
    expect(shown.body.facts).toEqual([
      expect.objectContaining({
        name: 'build.coverage',
        value: 81.5,
        source: 'ci',
        stale: false,
        definition: expect.objectContaining({ unit: '%' }),
        validUntil: expect.any(String),
      }),
      expect.objectContaining({
        name: 'build.testedAt',
        value: '2026-01-01T00:00:00.000Z',
      }),
    ]);
    const missing = shown.body.missing.map((it: { name: string }) => it.name);
    expect(missing).toContain('build.strategy');
    expect(missing).toContain('repository.readme.present');
  });

  it('says of each bad item what is wrong and what would be right', async () => {
    const { push } = await setUp();
    const good = { service: checkout, fact: 'build.coverage', value: 80 };
    const old = new Date(Date.now() - 3_600_000).toISOString();
    const cases: [unknown, string][] = [
      ['nonsense', 'item: found "nonsense"'],
      [
        { ...good, service: 'checkout' },
        'service: found "checkout", right is: expected kind:namespace/name',
      ],
      [
        { ...good, service: 'component:default/none' },
        'service: found "component:default/none"',
      ],
      [
        { ...good, service: 'component:default/check\0out' },
        'service: found "component:default/check\\u0000out"',
      ],
      [
        { ...good, service: 'component:default/hidden' },
        'service: found "component:default/hidden"',
      ],
      [
        { ...good, fact: 'build.covrage' },
        "'build.covrage' is not defined; the nearest is 'build.coverage'",
      ],
      [
        { ...good, fact: 'entity.tags.count' },
        "comes from the source 'entity'",
      ],
      [
        { ...good, value: '80' },
        'value: found "80", right is: a number, without quotes',
      ],
      [
        { ...good, fact: 'build.strategy', value: 'big-bang' },
        'right is: one of rolling, canary',
      ],
      [
        { ...good, collectedAt: '2001-01-01T00:00:00Z' },
        'at most 400 days ago',
      ],
      [
        { ...good, collectedAt: '2101-01-01T00:00:00Z' },
        'at most 5 minutes ahead',
      ],
      [
        { ...good, fact: 'build.note', value: 'a\0b' },
        'value: found "a\\u0000b", right is: a value without the character U+0000 or half of a character',
      ],
      [
        { ...good, fact: 'build.notes', value: ['a', '\ud83c'] },
        'value: found ["a","\\ud83c"], right is: a value without the character',
      ],
      [
        { ...good, fact: 'build.testedAt', value: '2101-01-01T00:00:00Z' },
        'value: found "2101-01-01T00:00:00Z", right is: a time at most 5 minutes ahead',
      ],
      [{ ...good, validFor: 'P900Y' }, 'validFor: found "P900Y"'],
      [{ ...good, validFor: 'PT0S' }, 'validFor: found "PT0S"'],
    ];
    const items = [
      good,
      ...cases.map(([item]) => item),
      { ...good, value: 1, collectedAt: old },
    ];
    const { body } = await push({ items });
    expect(body).toMatchObject({
      stored: 1,
      superseded: 1,
      rejected: cases.length,
    });
    cases.forEach(([, reason], index) => {
      expect(body.results[index + 1]).toEqual({
        index: index + 1,
        status: 'rejected',
        reason: expect.stringContaining(reason),
      });
    });
  });

  it('takes a time to come where the definition says that there may be one', async () => {
    const { push } = await setUp();
    const value = '2101-01-01T00:00:00Z';
    const items = [{ service: checkout, fact: 'build.dueAt', value }];
    expect((await push({ items })).body).toMatchObject({ stored: 1 });
  });

  it('says when somebody last pushed', async () => {
    const { push, get } = await setUp();
    const items = [{ service: checkout, fact: 'build.coverage', value: 80 }];
    await push({ source: 'ci', items });
    const answer = await get('/status');
    const found = answer.body.sources.find(
      (each: { name: string }) => each.name === 'ci',
    );
    expect(found).toMatchObject({
      state: 'ok',
      lastSuccessAt: expect.any(String),
      lastFinishedAt: found.lastSuccessAt,
    });
  });

  it('refuses a push that is no push', async () => {
    const { push } = await setUp([fakeSource('pager')]);
    expect((await push({ items: [] })).status).toBe(400);
    expect((await push({ items: Array(1001).fill({}) })).status).toBe(400);
    const named = await push({ source: 'pager', items: [{}] });
    expect(named.status).toBe(400);
    expect(named.body.error.message).toContain(
      "'pager' is a source that collects",
    );
  });

  it('takes a thousand facts in one call', async () => {
    const { push, scored } = await setUp();
    const items = Array.from({ length: 1000 }, (_, n) => ({
      service: n % 2 ? checkout : 'component:default/ledger',
      fact: 'build.coverage',
      value: n,
      collectedAt: new Date(Date.now() - 1_000_000 + n).toISOString(),
    }));
    const { body } = await push({ items });
    expect(body).toMatchObject({ stored: 1000, rejected: 0 });
    expect(scored).toHaveLength(1);
  });

  it('shows facts only to those who may see the service', async () => {
    const { get } = await setUp();
    const { status } = await get('/services/component/default/none/facts');
    expect(status).toBe(404);
  });

  it('asks every source about a service when told to, and says which failed', async () => {
    const { app, get, scored } = await setUp([
      fakeSource('pager'),
      fakeSource('broken', {
        collect: () => {
          throw new Error('no such host https://me:pw@pager.example/?key=1');
        },
      }),
      fakeSource('silent', { async *collect() {} }),
    ]);
    const refresh = (name: string) =>
      request(app)
        .post(`/services/component/default/${name}/refresh`)
        .set('Authorization', mockCredentials.user.header());
    const { body, status } = await refresh('checkout');
    expect(status).toBe(200);
    expect(body.sources).toEqual([
      { name: 'entity' },
      { name: 'repository' },
      { name: 'pager' },
      { name: 'broken', error: 'Error: no such host https://pager.example/' },
      {
        name: 'silent',
        error: 'The source gave no answer about this service.',
      },
    ]);
    expect(scored).toEqual([[checkout]]);
    const shown = await get('/services/component/default/checkout/facts');
    expect(shown.body.failures).toHaveLength(2);
    expect(shown.body.facts).toContainEqual(
      expect.objectContaining({ name: 'pager.pages', value: 3 }),
    );
    expect((await refresh('ledger')).status).toBe(403);
    expect((await refresh('none')).status).toBe(404);
  });

  it.each([
    [
      new Error('connect ECONNREFUSED'),
      'The catalog could not be read; its last known state was used. Error: connect ECONNREFUSED',
    ],
    [
      new NotStoredError('1 entity could not be stored.'),
      '1 entity could not be stored.',
    ],
  ])('says why the catalog was of no help: %s', async (failure, error) => {
    const { app } = await factsOverHttp(await databases.init(id), {
      refreshEntities: () => Promise.reject(failure),
    });
    const { body } = await request(app)
      .post('/services/component/default/checkout/refresh')
      .set('Authorization', mockCredentials.user.header());
    expect(body.sources).toContainEqual({ name: 'catalog', error });
  });

  it('lists every defined fact with its source', async () => {
    const { get, definitions } = await setUp([fakeSource('pager')]);
    definitions.held = [];
    await definitions.reload();
    const { body } = await get('/fact-definitions');
    const sources = new Set(
      body.items.map((it: { source: string }) => it.source),
    );
    expect([...sources]).toEqual(['entity', 'repository', 'pager']);
  });
});
