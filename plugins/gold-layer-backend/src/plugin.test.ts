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
  const createEvent = jest.fn(async () => ({
    success: async () => {},
    fail: async () => {},
  }));
  const { server } = await startTestBackend({
    features: [
      goldLayerPlugin,
      // Runs nothing by itself: a test triggers what it is about.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.auditor.mock({ createEvent }).factory,
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
  return { catalog, createEvent, get, scheduler, server };
}

const checkout = '/services/component/default/checkout';

/** An objective whose numbers are pushed. */
const openSlo = `
apiVersion: openslo/v1
kind: SLO
metadata: { name: answered, displayName: Checkout answers }
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.999 }]
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: gold-layer-push } }
        total: { metricSource: { type: gold-layer-push } }
`;

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

  it('refuses those who may read no service, says why, and leaves a trace', async () => {
    const { createEvent, get } = await start({ allowed: false });
    await get(checkout).expect(404);
    for (const path of [
      '/services',
      '/services.csv',
      '/service-facets',
      '/overview',
      '/scorecards',
      '/scorecards/gold-standard',
      '/scorecards/gold-standard/breakdown',
      '/scorecards/gold-standard/trend',
      '/status',
    ]) {
      const { body } = await get(path).expect(403);
      expect(body.error.message).toMatch(
        /^Reading .* needs the permission gold-layer.service.read, which you do not have$/,
      );
    }
    expect(createEvent).toHaveBeenCalledTimes(9);
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'refusal',
        severityLevel: 'medium',
        meta: { operation: 'GET /services' },
      }),
    );
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
    const { get, scheduler, server } = await start();
    await scheduler.triggerTask('scorecards-evaluate');
    const service = 'component:default/checkout';
    await request(server)
      .put('/api/gold-layer/slo-documents')
      .set('Authorization', mockCredentials.user.header())
      .send({ service, version: 0, text: openSlo })
      .expect(200);
    const examples: Record<string, string> = {
      '/assessment-portfolio': '/assessment-portfolio?rubric=sre-maturity',
      '/checklists/:name': '/checklists/production-readiness',
      '/rubrics/:name': '/rubrics/sre-maturity',
      '/slo-documents': `/slo-documents?service=${service}`,
      '/slo-label-values': `/slo-label-values?service=${service}&metric=up&label=job`,
      '/slo-metrics': `/slo-metrics?service=${service}`,
      '/slo-targets': `/slo-targets?service=${service}`,
      '/waiver-terms': `/waiver-terms?service=${service}&scorecard=gold-standard&check=has-on-call`,
    };
    for (const operation of Object.values<Route>(routes)) {
      if (operation.method !== 'get') continue;
      // What needs something of its own to be read is read where that is made;
      // the search index is for services.
      if (/:id\b(?<!\/slos\/:id)|^\/search-documents/.test(operation.path)) {
        continue;
      }
      const path = (examples[operation.path] ?? operation.path)
        .replace(':kind/:namespace/:name', 'component/default/checkout')
        .replace(':kind', 'Scorecard.json')
        .replace(':id', 'default.checkout.answered')
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

  it('starts a production readiness review, answered from facts as far as they reach', async () => {
    const { get, scheduler, server } = await start();
    await scheduler.triggerTask('reviews-expectations');
    const needs = routes.listReviewNeeds.response.parse(
      (await get('/review-needs').expect(200)).body,
    );
    expect(needs.items).toMatchObject([
      { service: 'component:default/checkout', reason: 'none' },
    ]);
    const { body } = await request(server)
      .post('/api/gold-layer/reviews')
      .set('Authorization', mockCredentials.user.header())
      .send({
        service: 'component:default/checkout',
        checklist: 'production-readiness',
      })
      .expect(200);
    const review = routes.startReview.response.parse(body);
    expect(review).toMatchObject({ state: 'draft', tier: 'critical' });
    expect(review.progress.automatic).toBeGreaterThan(0);
    const facts = await get(`${checkout}/facts`).expect(200);
    expect(
      routes.getServiceFacts.response
        .parse(facts.body)
        .facts.find(({ name }) => name === 'review.production.state'),
    ).toMatchObject({ value: 'draft', source: 'reviews' });
    for (const part of ['', '/log', '/export', '/upgrade']) {
      await get(`/reviews/${review.id}${part}`).expect(200);
    }
  });

  it('publishes an assessment, whose score is a fact from that moment on', async () => {
    const { get, server } = await start();
    const { body: rubrics } = await get('/rubrics').expect(200);
    expect(routes.listRubrics.response.parse(rubrics).items).toHaveLength(7);
    const send = (method: 'post' | 'put', path: string, body: object) =>
      request(server)
        [method](`/api/gold-layer${path}`)
        .set('Authorization', mockCredentials.user.header())
        .send(body)
        .expect(200);
    const subject = 'component:default/checkout';
    const started = await send('post', '/assessments', {
      subject,
      rubric: 'sre-maturity',
    });
    let assessment = routes.startAssessment.response.parse(started.body);
    const path = `/assessments/${assessment.id}`;
    for (const { dimension, version } of assessment.gradings) {
      const change = { version, grade: 3 };
      const graded = await send('put', `${path}/grades/${dimension}`, change);
      assessment = routes.gradeDimension.response.parse(graded.body);
    }
    const { version } = assessment;
    await send('post', `${path}/publication`, { version });
    const { body: known } = await get(`${checkout}/facts`).expect(200);
    expect(routes.getServiceFacts.response.parse(known).facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'assessment.sreMaturity.score',
          value: 24,
          source: 'assessments',
        }),
      ]),
    );
    const { body } = await get(
      '/assessment-portfolio?rubric=sre-maturity',
    ).expect(200);
    expect(
      routes.getAssessmentPortfolio.response.parse(body).items[0],
    ).toMatchObject({ subject: { ref: subject }, band: 'foundation' });
    routes.compareAssessment.response.parse(
      (await get(`${path}/comparison`).expect(200)).body,
    );
    routes.listAssessments.response.parse(
      (await get('/assessments').expect(200)).body,
    );
    routes.getRubric.response.parse(
      (await get('/rubrics/reliability-culture').expect(200)).body,
    );
  });

  it('describes its API', async () => {
    const { get } = await start();
    const { body } = await get('/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
  });
});
