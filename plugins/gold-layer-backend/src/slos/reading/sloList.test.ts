import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  pageOf,
  sloCountersSchema,
  SloRow,
  sloRowSchema,
} from '@gold-layer/backstage-plugin-common';
import request from 'supertest';
import { addSlo, sloRow, specOf, statusRow } from './__testUtils__/sloRows';
import { slosOverHttp } from './__testUtils__/slosOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const pageAlert = {
  severity: 'page',
  longMinutes: 60,
  shortMinutes: 5,
  factor: 13.44,
};

/** One exhausted, one at risk, one that is well, one never evaluated, one of a service that has left. */
async function fill(world: Awaited<ReturnType<typeof slosOverHttp>>) {
  const { database, clock } = world;
  const evaluatedAt = clock.now;
  await addSlo(database, 'default.checkout.latency', { num: 1, title: 'Fast' });
  await addSlo(database, 'default.checkout.errors', {
    num: 2,
    objective: '0.9995',
    indicator: 'Success rate',
  });
  await addSlo(database, 'default.ledger.errors', {
    num: 3,
    objective: '0.99',
    title: '100%_right',
  });
  await addSlo(database, 'default.search.errors', { num: 4 });
  await addSlo(database, 'default.gone.errors', { num: 5 });
  await database('slo_status').insert([
    statusRow(1, {
      state: 'ok',
      evaluatedAt,
      sli: 0.9999,
      remaining: 0.9,
      burn_1h: 0,
      burn_6h: 0.2,
      sparkline: '[0.8,null,0.9]',
    }),
    statusRow(2, {
      state: 'exhausted',
      evaluatedAt,
      sli: 0.99,
      remaining: -1.5,
      burn_1h: 20,
      burn_6h: 14,
      coverage: 0.9,
      firing: 3,
      alerts: JSON.stringify([
        { ...pageAlert, state: 'firing' },
        { ...pageAlert, severity: 'ticket', state: 'firing' },
        { ...pageAlert, longMinutes: 360, state: 'firing' },
      ]),
      rules: 'older',
    }),
    statusRow(3, {
      state: 'at-risk',
      evaluatedAt,
      sli: 0.995,
      remaining: 0.5,
      burn_1h: 1,
      budget: 'warning',
    }),
  ]);
}

describe.each(databases.eachSupportedId())('the list of SLOs on %s', id => {
  const namesOf = (row: SloRow) => row.id.replace('default.', '');
  const setUp = async () => {
    const world = await slosOverHttp(await databases.init(id));
    await fill(world);
    const list = async (query = '', who = 'ann') => {
      const { body } = await world.as(who).get(`/slos?${query}`).expect(200);
      const { items, totalItems, pageInfo } = pageOf(sloRowSchema).parse(body);
      return {
        items,
        names: items.map(namesOf),
        totalItems,
        nextCursor: pageInfo.nextCursor,
      };
    };
    return { world, list };
  };
  it('shows the worst first, each with its service and numbers', async () => {
    const { list } = await setUp();
    const { items, names, totalItems } = await list();
    expect(totalItems).toBe(5);
    expect(names).toEqual([
      'checkout.errors',
      'ledger.errors',
      'search.errors',
      'gone.errors',
      'checkout.latency',
    ]);
    expect(items[0]).toMatchObject({
      service: 'component:default/checkout',
      serviceTitle: 'Checkout',
      tier: 'critical',
      owner: { ref: 'group:default/payments', title: 'Payments' },
      system: 'system:default/till',
      numbers: { state: 'exhausted', remaining: -1.5, frozen: true },
      firing: ['page', 'ticket'],
      rules: 'older',
    });
    expect(items[2].numbers).toMatchObject({
      state: 'no-data',
      diagnosis: 'Not evaluated yet',
      budget: 'unknown',
    });
    expect(items[2].numbers).not.toHaveProperty('remaining');
    expect(items[3]).toMatchObject({
      serviceTitle: 'gone',
      tier: 'unclassified',
    });
    expect(items[4].sparkline).toEqual([0.8, null, 0.9]);
  });

  it.each([
    [
      'state=exhausted&state=no-data',
      'checkout.errors search.errors gone.errors',
    ],
    ['budget=warning', 'ledger.errors'],
    ['budget=unknown', 'search.errors gone.errors'],
    ['frozen=true', 'checkout.errors'],
    ['firing=true', 'checkout.errors'],
    ['rules=older', 'checkout.errors'],
    ['tier=critical', 'checkout.errors checkout.latency'],
    ['owner=group:default/Commerce&state=ok', 'checkout.latency'],
    ['owner=group:default/discovery', 'search.errors'],
    [
      'system=system:default/till',
      'checkout.errors ledger.errors checkout.latency',
    ],
    [
      'domain=domain:default/Shop',
      'checkout.errors ledger.errors checkout.latency',
    ],
    ['service=component:default/Search', 'search.errors'],
    ['q=SUCCESS+checkout', 'checkout.errors'],
    ['q=100%25_RIGHT', 'ledger.errors'],
    ['q=nothing', ''],
  ])('filters by %s', async (query, expected) => {
    const { list } = await setUp();
    const { names, totalItems } = await list(query);
    expect(names.join(' ')).toBe(expected);
    expect(totalItems).toBe(names.length);
  });

  it.each([
    [
      'service',
      'checkout.latency checkout.errors gone.errors ledger.errors search.errors',
    ],
    [
      'objective',
      'ledger.errors checkout.latency search.errors gone.errors checkout.errors',
    ],
    [
      'sli',
      'checkout.errors ledger.errors checkout.latency search.errors gone.errors',
    ],
    [
      'remaining&order=desc',
      'checkout.latency ledger.errors checkout.errors gone.errors search.errors',
    ],
    [
      'burn1h&order=desc',
      'checkout.errors ledger.errors checkout.latency gone.errors search.errors',
    ],
    [
      'burn6h',
      'checkout.latency checkout.errors ledger.errors search.errors gone.errors',
    ],
    [
      'coverage',
      'checkout.errors checkout.latency ledger.errors search.errors gone.errors',
    ],
    [
      'worst&order=desc',
      'checkout.latency gone.errors search.errors ledger.errors checkout.errors',
    ],
  ])('sorts by %s, also page by page', async (sort, expected) => {
    const { list } = await setUp();
    expect((await list(`sort=${sort}`)).names.join(' ')).toBe(expected);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(
        `sort=${sort}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      paged.push(...page.names);
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged.join(' ')).toBe(expected);
  });

  it('takes numbers whose evaluation is overdue for stale', async () => {
    const { list, world } = await setUp();
    world.clock.now = new Date('2026-11-27T13:00:00Z');
    const { items } = await list('state=stale');
    expect(items).toHaveLength(3);
    expect(items[0].numbers).toMatchObject({
      state: 'stale',
      budget: 'unknown',
      diagnosis: expect.stringMatching(/last worked out at 2026-11-27T12:00/),
    });
    expect((await list('state=ok')).totalItems).toBe(0);
    expect(items.flatMap(({ firing }) => firing)).toEqual([]);
    expect((await list('firing=true')).totalItems).toBe(0);
  });

  it('foretells nothing by an evaluation that is overdue, and calls no alert firing, whatever the state was', async () => {
    const { list, world } = await setUp();
    const forecast = { sentence: 'Used up on Friday.' };
    await world
      .database('slo_status')
      .where({ num: 2 })
      .update({
        state: 'error',
        forecast: JSON.stringify(forecast),
      });
    const errors = async () => {
      const { items } = await list('service=component:default/checkout');
      return items.find(({ id: slo }) => slo === 'default.checkout.errors');
    };
    expect(await errors()).toMatchObject({
      firing: ['page', 'ticket'],
      numbers: { state: 'error', forecast },
    });
    world.clock.now = new Date('2026-11-27T13:00:00Z');
    const later = await errors();
    expect(later?.firing).toEqual([]);
    expect(later?.numbers).toMatchObject({
      state: 'error',
      forecast: {},
      diagnosis: expect.stringMatching(/last worked out at 2026-11-27T12:00/),
    });
    expect((await list('firing=true')).totalItems).toBe(0);
  });

  it('counts them by state, with services that have none', async () => {
    const { world } = await setUp();
    const counters = async (query = '', who = 'ann') => {
      const { body } = await world.as(who).get(`/slo-counters?${query}`);
      const parsed = sloCountersSchema.parse(body);
      const states = parsed.states
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => `${count} ${state}`);
      return { ...parsed, states };
    };
    expect(await counters()).toEqual({
      total: 5,
      states: ['1 exhausted', '1 at-risk', '2 no-data', '1 ok'],
      frozen: 1,
      firing: 1,
      rulesAdrift: 1,
      servicesWithout: 1,
      brokenDocuments: 0,
      evaluatedAt: '2026-11-27T12:00:00.000Z',
    });
    expect(await counters('owner=group:default/payments')).toMatchObject({
      total: 3,
      servicesWithout: 0,
    });
    expect(await counters('', 'guest')).toMatchObject({
      total: 1,
      states: ['1 no-data'],
      servicesWithout: 0,
    });
  });

  it('counts documents with something wrong in them, of services that match and one may see', async () => {
    const { world } = await setUp();
    const document = (service: string | undefined, broken = 1) => ({
      key: `repository:${service}:${broken}`,
      origin: 'repository',
      service_ref: service && `component:default/${service}`,
      location: 'slos.yaml',
      text: '',
      hash: '',
      problems: '[]',
      broken,
      version: 1,
      changed_at: 0,
      read_at: 0,
    });
    await world
      .database('slo_documents')
      .insert([
        document('checkout'),
        document('checkout', 0),
        document('search'),
        document('gone'),
        document(undefined),
      ]);
    const broken = async (query = '', who = 'ann') => {
      const { body } = await world.as(who).get(`/slo-counters?${query}`);
      return sloCountersSchema.parse(body).brokenDocuments;
    };
    expect(await broken()).toBe(4);
    expect(await broken('owner=group:default/payments')).toBe(1);
    expect(await broken('service=component:default/search')).toBe(1);
    expect(await broken('', 'guest')).toBe(1);
    const onOverview = async (who: string) => {
      const credentials = mockCredentials.user(`user:default/${who}`);
      const slos = await world.reading.overview.read({ credentials });
      return slos?.brokenDocuments;
    };
    expect(await onOverview('ann')).toBe(4);
    expect(await onOverview('guest')).toBe(1);
  });

  it('adds them up by owner, system, domain and tier, worst first', async () => {
    const { world } = await setUp();
    const rollups = async (query: string) => {
      const { body } = await world.as('ann').get(`/slo-rollups?${query}`);
      return body.items.map(
        (it: {
          title: string;
          services: number;
          slos: number;
          frozen: number;
        }) => `${it.title}: ${it.slos} of ${it.services}, ${it.frozen} frozen`,
      );
    };
    expect(await rollups('')).toEqual([
      'Payments: 3 of 2, 1 frozen',
      'Discovery: 1 of 1, 0 frozen',
      'No single owner: 1 of 1, 0 frozen',
    ]);
    expect(await rollups('by=system')).toEqual([
      'till: 3 of 2, 1 frozen',
      'No system: 2 of 2, 0 frozen',
    ]);
    expect(await rollups('by=domain&tier=important')).toEqual([
      'shop: 1 of 1, 0 frozen',
    ]);
    expect(await rollups('by=tier')).toEqual([
      'Critical: 2 of 1, 1 frozen',
      'Important: 1 of 1, 0 frozen',
      'Standard: 1 of 1, 0 frozen',
      'Unclassified: 1 of 1, 0 frozen',
    ]);
    const { body } = await world.as('ann').get('/slo-rollups');
    expect(body.items[0].worst).toEqual({
      id: 'default.checkout.errors',
      title: 'errors of checkout',
      remaining: -1.5,
    });
    expect(body.items[1]).not.toHaveProperty('worst');
  });

  it('shows callers only what is on services that they may see', async () => {
    const { list, world } = await setUp();
    expect((await list('', 'guest')).names).toEqual(['search.errors']);
    world.denied.set('gold-layer.slo.read', ['user:default/olga']);
    for (const path of ['/slos', '/slo-counters', '/slo-rollups']) {
      const { body } = await world.as('olga').get(path).expect(403);
      expect(body.error.message).toContain('gold-layer.slo.read');
      await request(world.app)
        .get(path)
        .set('Authorization', 'Bearer nonsense')
        .expect(401);
    }
  });

  it('tells the overview how they stand, and which are worst', async () => {
    const { world } = await setUp();
    const read = (name: string) =>
      world.reading.overview.read({
        credentials: mockCredentials.user(`user:default/${name}`),
      });
    expect(await read('ann')).toMatchObject({
      total: 5,
      frozen: 1,
      firing: 1,
      servicesWithout: 1,
      worst: [
        {
          id: 'default.checkout.errors',
          serviceTitle: 'Checkout',
          state: 'exhausted',
          remaining: -1.5,
        },
        { id: 'default.ledger.errors', state: 'at-risk' },
        { id: 'default.search.errors', state: 'no-data' },
        { id: 'default.gone.errors', state: 'no-data' },
      ],
    });
    // A number that cannot be trusted any more is none to show.
    await world
      .database('slo_status')
      .where({ num: 2 })
      .update({ state: 'error', state_rank: 2 });
    const worst = (await read('ann'))?.worst;
    expect(worst?.map(({ state, remaining }) => [state, remaining])).toEqual([
      ['at-risk', 0.5],
      ['error', undefined],
      ['no-data', undefined],
      ['no-data', undefined],
    ]);
    expect((await read('guest'))?.total).toBe(1);
    world.denied.set('gold-layer.slo.read', ['user:default/olga']);
    expect(await read('olga')).toBeUndefined();
  });

  it('refuses cursors that are none, forged or of another list', async () => {
    const { list, world } = await setUp();
    const { nextCursor = '' } = await list('limit=2');
    const [print] = JSON.parse(
      Buffer.from(nextCursor, 'base64url').toString('utf8'),
    );
    const forged = (position: unknown) =>
      Buffer.from(JSON.stringify([print, position])).toString('base64url');
    const queries = [
      'cursor=nonsense',
      `sort=sli&cursor=${nextCursor}`,
      `cursor=${forged([0, 0])}`,
      `cursor=${forged(['0', 0, 0.5, 1])}`,
      `cursor=${forged([0, 0, null, 1])}`,
      `cursor=${forged([0, 0, 0.5, 1e12])}`,
      'sort=nothing',
      'state=green',
      'limit=1000',
    ];
    const statuses = await Promise.all(
      queries.map(
        async query => (await world.as('ann').get(`/slos?${query}`)).status,
      ),
    );
    expect(statuses).toEqual(queries.map(() => 400));
    const good = forged([0, 0, 0.5, 1]);
    await world.as('ann').get(`/slos?cursor=${good}&limit=2`).expect(200);
  });

  it('reads a page of 3,000 in one statement, the count in another', async () => {
    const world = await slosOverHttp(await databases.init(id));
    const { database, clock } = world;
    const numbers = Array.from({ length: 3000 }, (_, n) => n + 1);
    await database.batchInsert(
      'slos',
      numbers.map(num => sloRow(num, specOf(`default.ledger.slo-${num}`))),
      50,
    );
    await database.batchInsert(
      'slo_status',
      numbers.map(num =>
        statusRow(num, { evaluatedAt: clock.now, remaining: num / 3000 }),
      ),
      30,
    );
    const statements: string[] = [];
    database.on('query', ({ sql }) => statements.push(sql));
    const { body } = await world.as('ann').get('/slos?limit=100').expect(200);
    expect([body.items.length, body.totalItems]).toEqual([100, 3000]);
    expect(statements.filter(sql => /\Wslos\W/.test(sql))).toHaveLength(2);
  });
});
