import { TestDatabases } from '@backstage/backend-test-utils';
import {
  breakGlassSchema,
  gateAnswerSchema,
  routes,
} from '@gold-layer/backstage-plugin-common';
import { BrokenGlassStore } from './BrokenGlassStore';
import { gateOverHttp, standing } from './__testUtils__/gateOverHttp';

const pageSchema = routes.listGateAnswers.response;
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const checkout = 'component:default/checkout';
const exhausted = standing('errors', 'exhausted', { remaining: -0.2 });
const healthy = standing('latency', 'healthy', { remaining: 0.9 });
const reason = 'The fix for the outage is inside this release.';

describe.each(databases.eachSupportedId())('the deploy gate on %s', id => {
  const setUp = async (...slos: (typeof healthy)[]) => {
    const world = await gateOverHttp(await databases.init(id));
    world.standings.set(checkout, slos);
    const ask = (who: string, more: object = {}) =>
      world.as(who).post('/deploy-gate', {
        service: checkout,
        change: 'feature',
        ...more,
      });
    const smash = (who: string, more: object = {}) =>
      world
        .as(who)
        .post('/break-glass', { service: checkout, reason, hours: 4, ...more });
    return { ...world, ask, smash };
  };

  it('denies a feature on an exhausted budget with its reasons, and keeps and audits the answer', async () => {
    const world = await setUp(healthy, exhausted);
    const { body } = await world
      .ask('service', { reference: 'v1.2.3' })
      .expect(200);
    expect(gateAnswerSchema.parse(body)).toMatchObject({
      service: checkout,
      serviceTitle: 'Checkout',
      at: '2026-11-27T12:00:00.000Z',
      reference: 'v1.2.3',
      verdict: 'deny',
      sentence: 'Denied: Errors has used up its budget (-20% left).',
      reasons: [
        { slo: 'default.checkout.errors', verdict: 'deny', remaining: -0.2 },
        { slo: 'default.checkout.latency', verdict: 'allow' },
      ],
      conditions: [],
      mayBreakGlass: {
        roles: [
          { role: 'sre-lead', title: 'SRE lead' },
          { role: 'engineering-director', title: 'Engineering director' },
        ],
        you: false,
        longestHours: 24,
      },
      askedBy: { ref: 'external:test-service' },
    });
    expect(world.audit).toEqual([
      {
        eventId: 'gate-ask',
        severityLevel: undefined,
        meta: {
          answer: body.id,
          service: checkout,
          verdict: 'deny',
          decidedBy: ['default.checkout.errors'],
          exception: null,
          glass: null,
        },
      },
    ]);
    const list = await world.as('ann').get('/deploy-gate-answers').expect(200);
    expect(list.body).toEqual({
      items: [
        {
          id: body.id,
          at: body.at,
          service: checkout,
          serviceTitle: 'Checkout',
          change: 'feature',
          reference: 'v1.2.3',
          verdict: 'deny',
          sentence: body.sentence,
          askedBy: { ref: 'external:test-service', title: 'test-service' },
        },
      ],
      totalItems: 1,
      pageInfo: {},
    });
  });

  it('says later what it has said, and why, to those who may see the service', async () => {
    const world = await setUp(exhausted);
    const { body } = await world.ask('ann').expect(200);
    const path = `/deploy-gate-answers/${body.id}`;
    // What has become of the budget since does not change it.
    world.standings.set(checkout, [standing('errors', 'healthy')]);
    const { mayBreakGlass, ...said } = body;
    const later = await world.as('ann').get(path).expect(200);
    expect(later.body).toEqual(said);
    expect(later.body.reasons[0].remaining).toBe(-0.2);
    await world.as('guest').get(path).expect(404);
    await world.as('ann').get('/deploy-gate-answers/none').expect(404);
  });

  it('lets a security patch through all the same, and audits that', async () => {
    const world = await setUp(exhausted);
    const { body } = await world
      .ask('ann', { change: 'security-patch' })
      .expect(200);
    expect(body).toMatchObject({
      verdict: 'allow',
      exception: 'security-patch',
      askedBy: { ref: 'user:default/ann', title: 'Ann' },
    });
    expect(world.audit[0].meta).toMatchObject({
      verdict: 'allow',
      exception: 'security-patch',
    });
  });

  it('never allows silently where nothing is known', async () => {
    const world = await setUp();
    const none = await world.ask('ann').expect(200);
    expect(none.body).toMatchObject({ verdict: 'conditions', reasons: [] });
    expect(none.body.conditions).not.toEqual([]);
    world.standings.set(checkout, [
      standing('errors', 'unknown', { state: 'stale', policy: 'strict' }),
    ]);
    const stale = await world.ask('ann').expect(200);
    expect(stale.body).toMatchObject({
      verdict: 'deny',
      mayBreakGlass: {
        roles: [{ role: 'engineering-director' }],
        longestHours: 8,
      },
    });
  });

  it('judges by the default policy where the named one does not exist', async () => {
    const world = await setUp({
      ...exhausted,
      spec: { ...exhausted.spec, policy: 'nope' },
    });
    const { body } = await world.ask('ann').expect(200);
    expect(body.reasons[0].policy).toBe(
      'Spend freely, then carefully, then not at all',
    );
  });

  it('opens for hours when somebody with the role breaks the glass, tells the owners, and shuts by itself', async () => {
    const world = await setUp(exhausted);
    expect((await world.ask('sam')).body.mayBreakGlass.you).toBe(true);
    const { body: glass } = await world.smash('sam').expect(200);
    expect(breakGlassSchema.parse(glass)).toEqual({
      id: glass.id,
      service: checkout,
      by: { ref: 'user:default/sam', title: 'Sam' },
      reason,
      at: '2026-11-27T12:00:00.000Z',
      until: '2026-11-27T16:00:00.000Z',
      active: true,
      used: 0,
    });
    expect(world.told).toEqual([
      {
        to: ['group:default/payments'],
        title: 'Sam broke the glass of Checkout',
        description: `Until Fri 27 Nov, 16:00 UTC, the deploy gate lets every change of it through. ${reason}`,
        severity: 'high',
        path: '/slos?service=component%3Adefault%2Fcheckout',
        key: `glass:${glass.id}:broken`,
      },
    ]);
    expect(world.audit.at(-1)).toEqual({
      eventId: 'glass-break',
      severityLevel: 'high',
      meta: { glass: glass.id, service: checkout, until: glass.until },
    });

    world.pass(3.999);
    const open = await world.ask('service').expect(200);
    expect(open.body).toMatchObject({
      verdict: 'allow',
      brokenGlass: { id: glass.id },
      reasons: [{ verdict: 'deny' }],
    });
    expect(world.audit.at(-1)?.meta).toMatchObject({ glass: glass.id });
    world.pass(0.001);
    expect((await world.ask('service')).body.verdict).toBe('deny');
    const list = await world.as('ann').get('/break-glass').expect(200);
    expect(list.body.items).toMatchObject([
      { id: glass.id, active: false, used: 1 },
    ]);
  });

  it('shuts when somebody ends it early, once', async () => {
    const world = await setUp(exhausted);
    const { body: glass } = await world.smash('dora').expect(200);
    world.pass(1);
    const path = `/break-glass/${glass.id}`;
    // Owners may make things stricter again, though they may not open.
    const { body } = await world.as('ann').delete(path).expect(200);
    expect(body).toMatchObject({
      active: false,
      ended: { by: { title: 'Ann' }, at: '2026-11-27T13:00:00.000Z' },
    });
    expect(world.told.at(-1)).toMatchObject({
      to: ['user:default/dora', 'group:default/payments'],
      title: 'The glass of Checkout is mended',
    });
    expect(world.audit.at(-1)).toMatchObject({
      eventId: 'glass-mend',
      severityLevel: 'high',
    });
    expect((await world.ask('service')).body.verdict).toBe('deny');
    const again = await world.as('dora').delete(path).expect(409);
    expect(again.body.error.message).toMatch(/over already/);
    await world.as('dora').delete('/break-glass/none').expect(404);
  });

  it('is shut once it is mended, whoever else broke it at the same moment', async () => {
    const world = await setUp(exhausted);
    const { body: glass } = await world.smash('dora').expect(200);
    // Both looked before either of them broke it.
    await BrokenGlassStore.create(world).insert({
      id: 'second',
      service: checkout,
      by: 'user:default/sam',
      reason,
      at: world.clock.now.getTime(),
      until: Date.parse(glass.until) + 3_600_000,
    });
    world.pass(1);
    await world.as('ann').delete(`/break-glass/${glass.id}`).expect(200);
    expect(world.audit.at(-1)).toMatchObject({
      eventId: 'glass-mend',
      meta: { glass: glass.id, ended: [glass.id, 'second'].sort() },
    });
    expect((await world.ask('service')).body.verdict).toBe('deny');
    expect(world.told.at(-1)?.to).toEqual([
      'user:default/dora',
      'user:default/sam',
      'group:default/payments',
    ]);
    const { body } = await world.as('ann').get('/break-glass').expect(200);
    expect(body.items).toMatchObject([
      { active: false, ended: { by: { title: 'Ann' } } },
      { active: false, ended: { by: { title: 'Ann' } } },
    ]);
    await world.as('ann').delete('/break-glass/second').expect(409);

    // One that is over ends nobody else's.
    await world.smash('sam').expect(200);
    await world.as('ann').delete(`/break-glass/${glass.id}`).expect(409);
    expect((await world.ask('service')).body.verdict).toBe('allow');
  });

  it('is mended once where two mend it at the same moment', async () => {
    const world = await setUp(exhausted);
    const { body: glass } = await world.smash('dora').expect(200);
    const mended = await Promise.all(
      ['ann', 'dora', 'sam'].map(who =>
        world.as(who).delete(`/break-glass/${glass.id}`),
      ),
    );
    expect(mended.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('is broken by nobody without the role, the permission, or a name', async () => {
    const world = await setUp(exhausted);
    const ann = await world.smash('ann').expect(403);
    expect(ann.body.error.message).toBe(
      'It takes the role SRE lead or Engineering director, which you do not hold',
    );
    const service = await world.smash('service').expect(403);
    expect(service.body.error.message).toMatch(/by people; .* is a service/);
    await world.smash('guest').expect(404);
    world.denied.add('gold-layer.gate.break-glass');
    await world.smash('sam').expect(403);
    expect((await world.ask('sam')).body.mayBreakGlass.you).toBe(false);
    expect(world.told).toEqual([]);
    const list = await world.as('ann').get('/break-glass').expect(200);
    expect(list.body.items).toEqual([]);
  });

  it('is mended by nobody who has nothing to do with it', async () => {
    const world = await setUp(standing('errors', 'exhausted'));
    const { body: glass } = await world.smash('dora').expect(200);
    const mend = async (who: string) =>
      (await world.as(who).delete(`/break-glass/${glass.id}`)).status;
    expect(await mend('guest')).toBe(404);
    expect(await mend('service')).toBe(403);
    expect(await mend('sam')).toBe(200);
  });

  it('is not broken for longer than the policy allows, nor twice', async () => {
    const world = await setUp(
      exhausted,
      standing('freshness', 'healthy', { policy: 'strict' }),
    );
    const long = await world.smash('dora', { hours: 9 }).expect(400);
    expect(long.body.error.message).toMatch(
      /body\.hours: expected at most 8, .* found 9/,
    );
    // Both policies have to name the role.
    await world.smash('sam').expect(403);
    await world.smash('dora', { hours: 8 }).expect(200);
    const twice = await world.smash('dora').expect(409);
    expect(twice.body.error.message).toMatch(
      /broken already until 2026-11-27T20:00:00.000Z/,
    );
  });

  it('lists answers page by page, filtered, to those who may see the service', async () => {
    const world = await setUp(exhausted);
    const search = 'component:default/search';
    for (const service of [checkout, search, checkout]) {
      await world.ask('ann', { service: service.toUpperCase() }).expect(200);
      world.pass(1);
    }
    // Two at the same moment.
    await world.ask('ann', { change: 'regulatory' }).expect(200);
    await world.ask('ann').expect(200);
    const pageAfter = async (cursor?: string) => {
      const path = `/deploy-gate-answers?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await world.as('ann').get(path).expect(200);
      return pageSchema.parse(body);
    };
    const pages: string[] = [];
    let page = await pageAfter();
    for (;;) {
      expect(page.totalItems).toBe(5);
      pages.push(...page.items.map(item => item.id));
      const { nextCursor } = page.pageInfo;
      if (!nextCursor) break;
      page = await pageAfter(nextCursor);
    }
    expect(new Set(pages).size).toBe(5);

    const seen = async (who: string, query = '') => {
      const { body } = await world
        .as(who)
        .get(`/deploy-gate-answers${query}`)
        .expect(200);
      return body.items.map((item: { service: string; verdict: string }) => [
        item.service,
        item.verdict,
      ]);
    };
    expect(await seen('guest')).toEqual([[search, 'conditions']]);
    expect(await seen('ann', `?service=${search}`)).toEqual([
      [search, 'conditions'],
    ]);
    expect(await seen('ann', '?verdict=allow&verdict=conditions')).toEqual([
      [checkout, 'allow'],
      [search, 'conditions'],
    ]);
    expect(await seen('guest', `?service=${checkout}`)).toEqual([]);
  });

  it('names the policies that an SLO may name', async () => {
    const { as } = await setUp();
    const { body } = await as('ann').get('/budget-policies').expect(200);
    expect(routes.listBudgetPolicies.response.parse(body).items).toEqual([
      expect.objectContaining({
        name: 'default',
        thresholds: { healthy: 0.5, warning: 0.25 },
        thawAbove: 0.1,
      }),
      expect.objectContaining({ name: 'strict' }),
    ]);
  });

  it('shows broken glass only to those who may see the service', async () => {
    const world = await setUp(exhausted);
    await world.smash('sam').expect(200);
    const seen = async (who: string, query = '') =>
      (await world.as(who).get(`/break-glass${query}`).expect(200)).body.items
        .length;
    expect(await seen('guest')).toBe(0);
    expect(await seen('ann')).toBe(1);
    expect(await seen('ann', `?service=${checkout}`)).toBe(1);
    expect(await seen('ann', '?service=component:default/search')).toBe(0);
  });

  it.each([
    [
      'post',
      '/deploy-gate',
      { service: checkout, change: 'party' },
      /body\.change.*found "party"/,
    ],
    ['post', '/deploy-gate', { change: 'feature' }, /body\.service/],
    [
      'post',
      '/deploy-gate',
      { service: checkout, change: 'fix', more: 1 },
      /more/,
    ],
    [
      'post',
      '/break-glass',
      { service: checkout, reason: 'short', hours: 1 },
      /body\.reason/,
    ],
    [
      'post',
      '/break-glass',
      { service: checkout, reason, hours: 73 },
      /body\.hours.*found 73/,
    ],
    [
      'post',
      '/break-glass',
      { service: checkout, reason, hours: 0.5 },
      /body\.hours/,
    ],
    ['get', '/deploy-gate-answers?verdict=maybe', {}, /query\.verdict/],
    ['get', '/deploy-gate-answers?cursor=nonsense', {}, /query\.cursor/],
  ] as const)('refuses %s %s with %j', async (method, path, sent, words) => {
    const { as } = await setUp();
    const call =
      method === 'get' ? as('dora').get(path) : as('dora').post(path, sent);
    const { body } = await call.expect(400);
    expect(body.error.message).toMatch(words);
  });

  it('knows nothing of services that are not there, or not to be seen', async () => {
    const { ask } = await setUp();
    const missing = await ask('ann', { service: 'component:default/nope' });
    expect(missing.status).toBe(404);
    expect((await ask('guest')).status).toBe(404);
  });

  it('lets nobody in without a token, nor to read without permission', async () => {
    const { as, ask, denied } = await setUp();
    expect((await ask('nobody')).status).toBe(401);
    expect((await as('nobody').get('/break-glass')).status).toBe(401);
    denied.add('gold-layer.slo.read').add('gold-layer.gate.ask');
    const statuses = await Promise.all([
      as('ann').get('/deploy-gate-answers'),
      as('ann').get('/budget-policies'),
      as('ann').get('/break-glass'),
      ask('ann'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});
