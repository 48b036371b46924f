import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Route, routes } from '@gold-layer/backstage-plugin-common';
import request from 'supertest';
import { goldLayerPlugin } from './plugin';
import {
  component,
  group,
  TestCatalog,
} from './services/__testUtils__/TestCatalog';

async function start(options: { allowed?: boolean } = {}) {
  const catalog = new TestCatalog();
  catalog.put(
    group('payments', { members: ['ann', 'bob'], title: 'Payments' }),
    component('checkout', {
      owners: ['group:default/payments'],
      goldLayer: { tier: 'critical' },
      relations: [
        { type: 'dependsOn', targetRef: 'component:default/ledger' },
        { type: 'dependsOn', targetRef: 'resource:default/cards-db' },
        { type: 'dependencyOf', targetRef: 'component:default/shop' },
      ],
    }),
    component('ledger', { title: 'Ledger' }),
    component('shop'),
  );
  const scheduler = mockServices.scheduler();
  const { allowed = true } = options;
  const { server } = await startTestBackend({
    features: [
      goldLayerPlugin,
      // Runs nothing by itself: a test triggers what it is about.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.permissions.factory({
        result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog.service(),
      }),
    ],
  });
  await scheduler.triggerTask('services-compare');
  const get = (path: string) =>
    request(server)
      .get(`/api/gold-layer${path}`)
      .set('Authorization', mockCredentials.user.header());
  return { catalog, get, scheduler, server };
}

const checkout = '/services/component/default/checkout';

describe('goldLayerPlugin', () => {
  it('shows a service of the catalog with its surroundings', async () => {
    const { get } = await start();
    const { body } = await get(checkout).expect(200);
    expect(routes.getService.response.parse(body)).toMatchObject({
      service: { ref: 'component:default/checkout', tier: 'critical' },
      owner: { title: 'Payments', members: 2, ancestors: [] },
      dependsOn: [
        { ref: 'component:default/ledger', title: 'Ledger', known: true },
        { ref: 'resource:default/cards-db', known: false },
      ],
      dependedOnBy: [{ ref: 'component:default/shop', known: true }],
      stale: false,
    });
    await get('/services/Component/default/Checkout').expect(200);
  });

  it('lists, exports and counts services', async () => {
    const { get } = await start();
    const { body } = await get('/services?sort=tier&limit=2').expect(200);
    const page = routes.listServices.response.parse(body);
    expect(page.items.map(row => row.name)).toEqual(['checkout', 'ledger']);
    expect(page.items[0]).toMatchObject({ ownerTitle: 'Payments' });
    expect(page.totalItems).toBe(3);

    const csv = await get('/services.csv?tier=critical').expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toContain('services.csv');
    expect(csv.text.split('\r\n')).toHaveLength(3);

    const facets = await get('/service-facets').expect(200);
    expect(facets.body.owners).toEqual([
      { value: 'group:default/payments', title: 'Payments', count: 1 },
    ]);
  });

  it('follows the catalog', async () => {
    const { catalog, get, scheduler } = await start();
    catalog.remove('component:default/checkout');
    await scheduler.triggerTask('services-refresh');
    const { body } = await get(checkout).expect(404);
    expect(body.error.message).toBe(
      "No service found with ref 'component:default/checkout'",
    );
  });

  it('lets nobody in without a token', async () => {
    const { server } = await start();
    for (const operation of Object.values<Route>(routes)) {
      const path = operation.path.replace(/:[a-z]+/g, 'x');
      const { status } = await request(server)
        [operation.method](`/api/gold-layer${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect(`${path} ${status}`).toBe(`${path} 401`);
    }
  });

  it('hides every service from those who may read none', async () => {
    const { get } = await start({ allowed: false });
    await get(checkout).expect(404);
    const { body } = await get('/services').expect(200);
    expect(body).toEqual({ items: [], totalItems: 0, pageInfo: {} });
    const csv = await get('/services.csv').expect(200);
    expect(csv.text.trim().split('\r\n')).toHaveLength(1);
    const facets = await get('/service-facets').expect(200);
    expect(facets.body.tiers).toEqual([]);
  });

  it('says what is wrong with a request and what would be right', async () => {
    const { get } = await start();
    const refused = async (path: string) =>
      (await get(path).expect(400)).body.error.message;
    expect(await refused('/services?limit=1000')).toContain('query.limit');
    expect(await refused('/services?tier=gold')).toContain(
      'expected one of "critical"|"important"',
    );
    expect(await refused('/services?level=gold')).toBe(
      'query.level: needs query.scorecard, the name of a scorecard',
    );
    expect(await refused('/services.csv?sort=level')).toContain(
      "'level' needs query.scorecard",
    );
    expect(await refused('/services?cursor=abc')).toContain(
      'expected a value of pageInfo.nextCursor',
    );
  });

  it('answers every read as the contract says', async () => {
    const { get, scheduler } = await start();
    await scheduler.triggerTask('scorecards-evaluate');
    for (const operation of Object.values<Route>(routes)) {
      if (operation.method !== 'get') continue;
      const path = operation.path
        .replace(':kind/:namespace/:name', 'component/default/checkout')
        .replace(':kind', 'Scorecard.json')
        .replace(':name', 'gold-standard');
      const { body, status, text } = await get(path);
      expect(`${path} ${status}`).toBe(`${path} 200`);
      const answer = operation.mediaType ? text : body;
      expect(operation.response.safeParse(answer).error).toBeUndefined();
    }
  });

  it('scores a service at once when a pipeline pushes a fact', async () => {
    const { get, server } = await start();
    const coverage = async () => {
      const { body } = await get(`${checkout}/scorecards`).expect(200);
      const { items } = routes.getServiceScorecards.response.parse(body);
      return items
        .flatMap(scorecard => scorecard.checks)
        .find(check => check.rule.includes('facts.testing.coverage.unit'));
    };
    const push = async (value: number, credentials: string) => {
      const { body, status } = await request(server)
        .post('/api/gold-layer/facts')
        .set('Authorization', credentials)
        .send({
          source: 'ci',
          items: [
            {
              service: 'component:default/checkout',
              fact: 'testing.coverage.unit',
              value,
            },
          ],
        });
      return { status, stored: body.stored };
    };
    const ci = mockCredentials.service.header();
    expect(await push(12, ci)).toEqual({ status: 200, stored: 1 });
    expect((await coverage())?.state).toBe('fail');
    expect(await push(93, ci)).toEqual({ status: 200, stored: 1 });
    expect((await coverage())?.state).toBe('pass');
    const nobody = mockCredentials.none.header();
    expect(await push(93, nobody)).toMatchObject({ status: 401 });
  });

  it('describes its API', async () => {
    const { get } = await start();
    const { body } = await get('/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
  });
});
