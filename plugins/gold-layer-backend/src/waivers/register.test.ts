import { TestDatabases } from '@backstage/backend-test-utils';
import {
  riskDebtSchema,
  Waiver,
  waiverPolicyDocumentSchema,
} from '@gold-layer/backstage-plugin-common';
import {
  asked,
  builtIn,
  waiversOverHttp,
} from './__testUtils__/waiversOverHttp';
import { PolicyInForce } from './PolicyInForce';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** An active low, moderate and severe one of three tiers, a request on the experimental service, and one of a service that everybody may see. */
async function fill(world: Awaited<ReturnType<typeof waiversOverHttp>>) {
  for (const name of [
    'critical',
    'important',
    'standard',
    'experimental',
    'open',
  ]) {
    await world.score(name);
  }
  const at = (time: string) => {
    world.clock.now = new Date(time);
  };
  at('2026-11-21T11:00:00Z');
  const critical = await world.waive('sam');
  at('2026-11-22T11:00:00Z');
  const important = await world.waive('max', {
    service: 'important',
    risk: { likelihood: 'medium' },
    until: '2026-12-31',
  });
  at('2026-11-23T11:00:00Z');
  const standard = await world.waive('dora', {
    service: 'standard',
    risk: { likelihood: 'high', impact: 'high', cause: '100%_sure nothing' },
    until: '2027-01-31',
  });
  at('2026-11-24T11:00:00Z');
  const ask = async (service: string) => {
    const { body } = await world
      .as('ann')
      .post('/waivers', asked({ service }))
      .expect(200);
    return body as Waiver;
  };
  const experimental = await ask('experimental');
  const open = await ask('open');
  const names = new Map(
    Object.entries({ critical, important, standard, experimental, open }).map(
      ([name, { id }]) => [id, name],
    ),
  );
  const list = async (query = '', who = 'ann') => {
    const { body } = await world.as(who).get(`/waivers?${query}`).expect(200);
    const items: Waiver[] = body.items;
    return {
      names: items.map(item => names.get(item.id)),
      items,
      totalItems: body.totalItems,
      nextCursor: body.pageInfo.nextCursor,
    };
  };
  return { at, critical, important, standard, experimental, open, list };
}

describe.each(databases.eachSupportedId())('the risk register on %s', id => {
  const setUp = async () => {
    const world = await waiversOverHttp(await databases.init(id));
    return { world, ...(await fill(world)) };
  };

  it('shows, sorts and filters waivers', async () => {
    const { at, list } = await setUp();
    const all = await list();
    expect(all.totalItems).toBe(5);
    expect(all.names.slice(0, 2)).toEqual(['standard', 'important']);
    expect((await list('sort=age')).names.slice(0, 3)).toEqual([
      'critical',
      'important',
      'standard',
    ]);
    expect((await list('sort=service&order=asc')).names).toEqual([
      'open',
      'critical',
      'experimental',
      'important',
      'standard',
    ]);
    expect((await list('sort=until&order=asc&state=active')).names).toEqual([
      'critical',
      'important',
      'standard',
    ]);
    const names = async (query: string) => (await list(query)).names.sort();
    expect(await names('state=requested')).toEqual(['experimental', 'open']);
    expect(await names('state=open&tier=critical&tier=standard')).toEqual([
      'critical',
      'open',
      'standard',
    ]);
    expect(await names('level=severe&level=moderate')).toEqual([
      'important',
      'standard',
    ]);
    expect(await names('owner=group:default/Search')).toEqual(['open']);
    expect(await names('service=component:default/Critical')).toEqual([
      'critical',
    ]);
    expect(await names('scorecard=gold&check=tidy')).toEqual([]);
    expect(await names('checklist=gold')).toEqual([]);
    expect(await names('q=100%25_SURE')).toEqual(['standard']);
    expect(await names('q=ann+critical')).toEqual(['critical']);
    at('2026-12-10T11:00:00Z');
    expect(await names('state=expiring')).toEqual(['critical']);
    at('2026-12-11T00:00:00Z');
    expect(await names('state=expired')).toEqual(['critical']);
    expect(await names('state=active')).toEqual(['important', 'standard']);
  });

  it.each(['risk', 'age', 'until', 'renewals', 'service', 'owner'])(
    'pages by %s without losing or repeating any',
    async sort => {
      const { list } = await setUp();
      for (const order of ['asc', 'desc']) {
        const query = `sort=${sort}&order=${order}`;
        const whole = await list(query);
        const paged: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await list(
            `${query}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
          );
          paged.push(...page.names);
          cursor = page.nextCursor;
        } while (cursor);
        expect(paged).toEqual(whole.names);
      }
    },
  );

  it('refuses cursors that are none or of another list', async () => {
    const { list, world } = await setUp();
    const { nextCursor } = await list('limit=2');
    const statuses = await Promise.all(
      ['cursor=nonsense', `sort=age&cursor=${nextCursor}`, 'sort=nothing'].map(
        async query => (await world.as('ann').get(`/waivers?${query}`)).status,
      ),
    );
    expect(statuses).toEqual([400, 400, 400]);
  });

  it('shows callers only what is on services that they may see', async () => {
    const { critical, list, world } = await setUp();
    const seen = await list('', 'guest');
    expect([seen.names, seen.totalItems]).toEqual([['open'], 1]);
    await world.as('guest').get(`/waivers/${critical.id}`).expect(404);
    const { body } = await world.as('guest').get('/risk-debt').expect(200);
    expect(body.waivers).toBe(0);
    world.denied.set('gold-layer.waiver.read', ['user:default/olga']);
    await world.as('olga').get('/waivers').expect(403);
    await world.as('olga').get(`/waivers/${critical.id}`).expect(403);
  });

  it('keeps waivers of services that have left, for those who see everything', async () => {
    const { critical, list, world } = await setUp();
    await world.database('services').where({ ref: critical.service }).delete();
    const found = await world.as('ann').see(critical.id);
    expect(found).toMatchObject({
      serviceExists: false,
      serviceTitle: 'The critical',
      tier: 'critical',
      state: 'active',
      may: { revoke: { allowed: false }, renew: { allowed: false } },
    });
    expect((await list('sort=service')).totalItems).toBe(5);
    expect((await list('', 'guest')).totalItems).toBe(1);
  });

  it('keeps them for whoever asked too, though they may no longer be seen by rule', async () => {
    const { open, world } = await setUp();
    await world.score('open-too');
    const request = asked({ service: 'open-too' });
    const { body } = await world
      .as('guest')
      .post('/waivers', request)
      .expect(200);
    const refs = [open.service, body.service];
    await world.database('services').whereIn('ref', refs).delete();
    expect(await world.as('guest').see(body.id)).toMatchObject({
      serviceExists: false,
      state: 'requested',
      may: {
        decide: { allowed: false },
        withdraw: { allowed: false, reason: expect.stringMatching(/has left/) },
      },
    });
    await world.as('guest').get(`/waivers/${open.id}`).expect(404);
    world.denied.set('gold-layer.waiver.read', ['user:default/guest']);
    await world.as('guest').get(`/waivers/${body.id}`).expect(403);
  });

  it('adds active ones up to a risk debt', async () => {
    const { world } = await setUp();
    const debt = async (query = '') => {
      const { body } = await world.as('ann').get(`/risk-debt${query}`);
      return riskDebtSchema.parse(body);
    };
    expect(await debt()).toEqual({
      points: 14,
      waivers: 3,
      byLevel: { low: 1, moderate: 1, high: 0, severe: 1 },
      byOwner: [
        {
          owner: { ref: 'group:default/payments', title: 'Payments' },
          points: 14,
          waivers: 3,
        },
      ],
    });
    expect((await debt('?service=component:default/important')).points).toBe(3);
    expect((await debt('?owner=group:default/search')).waivers).toBe(0);
    world.clock.now = new Date('2026-12-11T00:00:00Z');
    expect((await debt()).points).toBe(13);
  });

  it('gives facts about each service', async () => {
    const { critical, world } = await setUp();
    const read = async () => {
      const known = await world.services.findEntities([
        critical.service,
        'component:default/open',
      ]);
      const found: Record<string, Record<string, unknown>> = {};
      for await (const each of world.waivers.factSource.collect(known)) {
        if (each.outcome !== 'facts') throw new Error(each.outcome);
        found[each.service] = Object.fromEntries(
          each.facts.map(({ fact, value }) => [fact, value]),
        );
      }
      return found;
    };
    const none = {
      'waiver.open.count': 0,
      'waiver.open.points': 0,
      'waiver.open.severe': 0,
    };
    expect(await read()).toEqual({
      'component:default/open': none,
      [critical.service]: {
        'waiver.open.count': 1,
        'waiver.open.points': 1,
        'waiver.open.severe': 0,
        'waiver.oldest.requestedAt': '2026-11-21T11:00:00.000Z',
        'waiver.next.endsAt': '2026-12-10T23:59:59.999Z',
      },
    });
    world.clock.now = new Date('2026-12-11T00:00:00Z');
    expect((await read())[critical.service]).toEqual(none);
  });

  it('says what waits for whom', async () => {
    const { experimental, world } = await setUp();
    const tasks = world.tasksOf;
    expect(await tasks('ann')).toEqual([]);
    expect(await tasks('olga')).toEqual(['waiver-decision The experimental']);
    // She may decide too, but it waits for those who hold the lowest role.
    expect(await tasks('dora')).toEqual([]);
    world.clock.now = new Date('2026-12-05T11:00:00Z');
    expect(await tasks('ann')).toEqual(['waiver-expiring The critical']);
    await world
      .as('olga')
      .post(`/waivers/${experimental.id}/decision`, {
        version: 1,
        decision: 'approved',
      })
      .expect(200);
    expect(await tasks('olga')).toEqual([
      'waiver-expiring The critical',
      'waiver-expiring The experimental',
    ]);
    expect(await tasks('service')).toEqual([]);
  });

  it('is found by the search of the portal, page by page', async () => {
    const { world } = await setUp();
    const { searchSource } = world.waivers;
    const first = await searchSource.page({ after: undefined, limit: 3 });
    const second = await searchSource.page({ after: first[2].id, limit: 3 });
    const found = [...first, ...second];
    expect(new Set(found.map(it => it.id)).size).toBe(5);
    expect(
      found.find(it => it.subject === 'component:default/critical'),
    ).toMatchObject({
      title: 'Waiver: Title of ready',
      subjectTitle: 'The critical',
      state: 'active',
      people: ['user:default/ann', 'user:default/sam'],
      text: expect.stringMatching(/load test of the new region/),
    });
  });
});

describe('a policy of waivers', () => {
  it('is refused where an approver is not on the ladder, or a role is on it twice', async () => {
    const world = await waiversOverHttp(await databases.init('SQLITE_3'));
    const spoilt = waiverPolicyDocumentSchema.parse(
      builtIn('policies/waivers.yaml'),
    );
    spoilt.spec.ladder = ['owner', 'owner', 'sre-lead'];
    expect(() => world.definitions.put('WaiverPolicy', [spoilt])).toThrow(
      /approver.*peer-tech-lead.*is on the ladder already/s,
    );
    world.definitions.put('WaiverPolicy', []);
    const { definitions } = world;
    expect(() => PolicyInForce.create({ definitions }).current()).toThrow(
      /No WaiverPolicy named 'default'/,
    );
  });
});
