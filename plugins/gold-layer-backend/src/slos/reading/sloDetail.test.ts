import { TestDatabases } from '@backstage/backend-test-utils';
import {
  contributorsSchema,
  serviceSlosSchema,
  sloDetailSchema,
  sloLedgerSchema,
  sloQueriesSchema,
  sloRulesSchema,
  sloSeriesSchema,
} from '@gold-layer/backstage-plugin-common';
import { FakeSource } from './__testUtils__/FakeSource';
import { addSlo, statusRow } from './__testUtils__/sloRows';
import { slosOverHttp } from './__testUtils__/slosOverHttp';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const id = 'default.checkout.errors';
const minute = (iso: string) => Date.parse(iso) / 60_000;

/** Four weeks of 1,000 events an hour; an outage of an hour on the 20th, during planned work on the 21st, and after a deploy on the 25th. */
async function fill(world: Awaited<ReturnType<typeof slosOverHttp>>) {
  const { buckets, clock, database } = world;
  await addSlo(database, id, {
    num: 1,
    contributors: ['route', 'code'],
    reviewEvery: 'P90D',
    reviewedOn: '2026-06-01',
    stakeholders: ['user:default/ann'],
  });
  await database('slo_status').insert(
    statusRow(1, {
      state: 'exhausted',
      evaluatedAt: clock.now,
      sli: 0.997,
      remaining: -1.97,
      bad: 2000,
      total: 672_000,
      burn_1h: 0,
      burn_6h: 2,
      burn_1d: 0,
      burn_3d: 500 / 72,
      used_week: 1000 / 672,
      alerts: JSON.stringify([
        {
          severity: 'page',
          longMinutes: 60,
          shortMinutes: 5,
          factor: 13.44,
          long: 20,
          short: 21,
          state: 'firing',
          atSource: 'pending',
        },
      ]),
      rules: 'different',
      rules_loaded: 'groups: []\n',
      rules_at: clock.now.getTime(),
    }),
  );
  const bad = new Map([
    [minute('2026-11-20T10:00:00Z'), 1000],
    [minute('2026-11-21T02:00:00Z'), 500],
    [minute('2026-11-25T10:00:00Z'), 400],
    [minute('2026-11-26T10:00:00Z'), 100],
  ]);
  const starts: number[] = [];
  const end = minute('2026-11-27T12:00:00Z');
  for (let start = end - 56 * 1440; start < end; start += 60)
    starts.push(start);
  await buckets.add(
    starts.map(start => ({
      num: 1,
      grain: 60,
      start,
      bad: bad.get(start) ?? 0,
      total: 1000,
      covered: 12,
    })),
  );
  // The last hour is known by five minutes.
  await buckets.add(
    Array.from({ length: 12 }, (_, slot) => ({
      num: 1,
      grain: 5,
      start: end - 60 + 5 * slot,
      bad: 0,
      total: slot === 0 ? 87 : 83,
      covered: 1,
    })),
  );
  const time = (iso: string) => Date.parse(iso);
  await database('slo_marks').insert([
    {
      service_ref: 'component:default/checkout',
      kind: 'incident',
      key: 'INC-1',
      from: time('2026-11-20T10:05:00Z'),
      to: time('2026-11-20T10:55:00Z'),
      title: 'Database down',
      url: 'https://incidents.example.com/1',
    },
    {
      service_ref: 'component:default/checkout',
      kind: 'deploy',
      key: 'v42',
      from: time('2026-11-25T09:50:00Z'),
      title: 'Version 42',
    },
    {
      service_ref: 'component:default/ledger',
      kind: 'deploy',
      key: 'other',
      from: time('2026-11-25T09:50:00Z'),
      title: 'Of another service',
    },
  ]);
  const exclusion = {
    service_ref: 'component:default/checkout',
    from: time('2026-11-21T02:00:00Z'),
    to: time('2026-11-21T03:00:00Z'),
    time_zone: 'UTC',
    meaning: 'dropped',
    reason: 'Move of the database',
    created_by: 'user:default/ann',
    created_at: 0,
  };
  await database('slo_exclusions').insert([
    { id: 'x1', ...exclusion },
    {
      id: 'x2',
      ...exclusion,
      slo_id: 'default.checkout.latency',
      reason: 'Of another SLO',
    },
    { id: 'x3', ...exclusion, reason: 'Taken back', ended_at: 1 },
  ]);
  await database('slo_objectives').insert([
    {
      num: 1,
      since: time('2026-01-01T00:00:00Z'),
      objective: '0.99',
      window: '{}',
    },
    {
      num: 1,
      since: time('2026-11-18T00:00:00Z'),
      objective: '0.999',
      window: '{}',
    },
  ]);
  await database('slo_budget_changes').insert([
    {
      num: 1,
      at: 1000,
      from: 'unknown',
      to: 'healthy',
      frozen: 0,
      remaining: 1,
    },
    {
      num: 1,
      at: 2000,
      from: 'healthy',
      to: 'exhausted',
      frozen: 1,
      remaining: -0.1,
    },
  ]);
  await database('slo_reviews').insert({
    num: 1,
    at: time('2026-08-01T12:00:00Z'),
    by: 'user:default/ann',
    note: 'Still right',
  });
  await database('slo_documents').insert({
    key: 'repository:component:default/checkout',
    origin: 'repository',
    service_ref: 'component:default/checkout',
    location: 'slos.yaml of shop/checkout',
    url: 'https://git.example.com/shop/checkout/slos.yaml',
    text: 'apiVersion: openslo/v1',
    hash: '',
    problems: JSON.stringify([
      { severity: 'warning', path: 'spec.x', found: '1', allowed: '2' },
    ]),
    version: 3,
    changed_at: 0,
    read_at: 0,
  });
  await addSlo(database, 'default.ledger.up', {
    num: 2,
    objective: '0.995',
    title: 'Ledger answers',
  });
  await addSlo(database, 'default.ledger.latency', {
    num: 3,
    objective: '0.9999',
    indicator: 'Latency',
  });
}

describe.each(databases.eachSupportedId())('one SLO on %s', database => {
  const setUp = async () => {
    const source = FakeSource.create();
    const world = await slosOverHttp(await databases.init(database), [source]);
    await fill(world);
    const get = async (path: string, who = 'ann') => {
      const { body } = await world.as(who).get(path).expect(200);
      return body;
    };
    return { get, source, world };
  };

  it('is shown with everything that its page starts with', async () => {
    const { get } = await setUp();
    const slo = sloDetailSchema.parse(await get(`/slos/${id}`));
    expect(slo).toMatchObject({
      id,
      serviceExists: true,
      numbers: {
        state: 'exhausted',
        remaining: -1.97,
        budgetMinutes: 40.32,
        eventsLeft: -1328,
      },
      policy: {
        name: 'default',
        now: { gate: 'deny' },
        thawAbove: 0.1,
      },
      changes: [
        { to: 'exhausted', frozen: true, remaining: -0.1 },
        { to: 'healthy', frozen: false },
      ],
      review: {
        owner: { title: 'Payments' },
        every: 'P90D',
        lastOn: '2026-08-01',
        lastBy: { title: 'Ann' },
        lastNote: 'Still right',
        nextOn: '2026-10-30',
        overdue: true,
        stakeholders: [{ ref: 'user:default/ann', title: 'Ann' }],
      },
      document: {
        origin: 'repository',
        location: 'slos.yaml of shop/checkout',
        url: 'https://git.example.com/shop/checkout/slos.yaml',
        text: 'apiVersion: openslo/v1',
      },
      may: { edit: { allowed: true }, query: { allowed: true } },
    });
    expect(slo.document).not.toHaveProperty('version');
    expect(slo.workedOut.remaining.figures).toContain('2,000 ÷ 672,000');
    expect(slo.workedOut['burn.3d'].figures).toBe(
      '500 ÷ 72,000 ÷ 0.001 = 6.94',
    );
    // What is kept would not give this number, so only its ratio is told.
    expect(slo.workedOut['burn.6h'].figures).toBe('0.2 % ÷ 0.001 = 2');
    expect(slo.workedOut.usedThisWeek.figures).toMatch(/^1,000 ÷ \(672,000 × /);
    expect(slo.alerts).toEqual([
      expect.objectContaining({
        severity: 'page',
        state: 'firing',
        atSource: 'pending',
        long: 20,
      }),
    ]);
    expect(slo.remarks).toEqual([
      expect.stringContaining('99.9 %'),
      expect.stringContaining('Ledger promises 99.5 %'),
    ]);
  });

  it('says what one may not do, and why', async () => {
    const { get, world } = await setUp();
    world.denied.set('gold-layer.slo.edit', ['user:default/ann']);
    world.denied.set('gold-layer.slo.query', ['user:default/ann']);
    const { may } = await get(`/slos/${id}`);
    expect(may.edit).toEqual({
      allowed: false,
      reason: expect.stringContaining('gold-layer.slo.edit'),
    });
    expect(may.query.allowed).toBe(false);
    await world.database('services').where({ name: 'checkout' }).delete();
    const left = await get(`/slos/${id}`);
    expect(left).toMatchObject({
      serviceExists: false,
      may: { edit: { reason: expect.stringContaining('left the catalog') } },
      remarks: [],
    });
  });

  it('is not there for whoever may not see its service', async () => {
    const { source, world } = await setUp();
    const paths = [
      '',
      '/series',
      '/ledger',
      '/contributors',
      '/queries',
      '/rules',
    ];
    for (const path of paths) {
      await world.as('guest').get(`/slos/${id}${path}`).expect(404);
      await world.as('ann').get(`/slos/default.no.such${path}`).expect(404);
    }
    await world
      .as('guest')
      .get('/services/component/default/checkout/slos')
      .expect(404);
    world.denied.set('gold-layer.slo.read', ['user:default/ann']);
    for (const path of paths) {
      await world.as('ann').get(`/slos/${id}${path}`).expect(403);
    }
    await world
      .as('ann')
      .get('/services/component/default/checkout/slos')
      .expect(403);
    expect(source.asked).toEqual([]);
  });

  it('burns down through time, with marks, objectives and a forecast', async () => {
    const { get, world } = await setUp();
    const series = sloSeriesSchema.parse(await get(`/slos/${id}/series`));
    expect(series.stepMinutes).toBe(360);
    expect(series.points).toHaveLength(112);
    const point = (at: string) => series.points.find(it => it.at === at);
    expect(point('2026-11-20T12:00:00.000Z')).toMatchObject({
      bad: 1000,
      total: 6000,
      coverage: 1,
      remaining: expect.closeTo(1 - 1000 / 672),
    });
    // An hour of the step was dropped, its bad events with it.
    expect(point('2026-11-21T06:00:00.000Z')).toMatchObject({
      bad: 0,
      total: 5000,
      coverage: 1,
    });
    expect(point('2026-11-15T12:00:00.000Z')?.remaining).toBe(1);
    expect(series.marks.map(({ title }) => title)).toEqual([
      'Database down',
      'Move of the database',
      'Version 42',
    ]);
    expect(series.objectives).toEqual([
      { since: '2026-01-01T00:00:00.000Z', objective: '0.99' },
      { since: '2026-11-18T00:00:00.000Z', objective: '0.999' },
    ]);
    expect(series.forecast.length).toBeGreaterThan(10);
    expect(series.forecast.at(-1)?.remaining).toBe(1);
    expect(series.ideal).toHaveLength(2);
    const short = await get(`/slos/${id}/series?days=1`);
    expect([short.stepMinutes, short.points.length]).toEqual([5, 288]);
    const long = await get(`/slos/${id}/series?days=400`);
    expect([long.stepMinutes, long.points.length]).toEqual([1440, 401]);
    expect(long.points[0]).toEqual({
      at: '2025-10-24T00:00:00.000Z',
      coverage: 0,
    });
    await world.as('ann').get(`/slos/${id}/series?days=401`).expect(400);
  });

  it('reads a chart with the same few statements, however long it is', async () => {
    const { get, world } = await setUp();
    const statements: string[] = [];
    world.database.on('query', ({ sql }) => statements.push(sql));
    await get(`/slos/${id}/series?days=28`);
    const few = statements.splice(0).length;
    await get(`/slos/${id}/series?days=400`);
    expect(statements).toHaveLength(few);
  });

  it('has a ledger of what ate its budget', async () => {
    const { get } = await setUp();
    const ledger = sloLedgerSchema.parse(await get(`/slos/${id}/ledger`));
    expect(ledger.bad).toBe(2000);
    expect(
      ledger.entries.map(({ kind, title, bad, share }) => [
        kind,
        title,
        bad,
        share,
      ]),
    ).toEqual([
      ['incident', 'Database down', 1000, 0.5],
      ['exclusion', 'Move of the database', 500, 0.25],
      ['deploy', 'Version 42', 400, 0.2],
      ['background', 'Background', 100, 0.05],
    ]);
    expect(ledger.entries[0]).toMatchObject({
      ofBudget: expect.closeTo(1000 / 671),
      postmortemDue: true,
    });
  });

  it('asks its source for contributors and queries, once a minute for everybody', async () => {
    const { get, source, world } = await setUp();
    const found = contributorsSchema.parse(
      await get(`/slos/${id}/contributors?minutes=100`),
    );
    expect(found).toMatchObject({
      label: 'route',
      labels: ['route', 'code'],
      windowMinutes: 360,
      items: [{ value: '/pay', bad: 7, share: 1 }],
    });
    await get(`/slos/${id}/contributors?minutes=300`);
    await get(`/slos/${id}/contributors?label=code`);
    const queries = sloQueriesSchema.parse(await get(`/slos/${id}/queries`));
    expect(queries.items[0]).toMatchObject({ name: 'bad', answer: '3' });
    await get(`/slos/${id}/queries`, 'max');
    expect(source.asked).toEqual([
      'route over 360',
      'code over 1440',
      'explain',
    ]);
    world.clock.now = new Date('2026-11-27T12:02:00Z');
    await get(`/slos/${id}/queries`);
    expect(source.asked).toHaveLength(4);
    const { body } = await world
      .as('ann')
      .get(`/slos/${id}/contributors?label=customer`)
      .expect(400);
    expect(body.error.message).toMatch(/one of route, code.*'customer'/);
  });

  it('tells when the source fails, without asking it again at once', async () => {
    const { get, source } = await setUp();
    source.failure = new Error('refused with Bearer abcdef');
    for (const path of ['contributors', 'queries', 'queries']) {
      const { problem, items } = await get(`/slos/${id}/${path}`);
      expect(problem).toContain('The source failed');
      expect(problem).not.toContain('abcdef');
      expect(items).toEqual([]);
    }
    expect(source.asked).toHaveLength(2);
  });

  it('says so where there is nobody to ask', async () => {
    const { get, source, world } = await setUp();
    await addSlo(world.database, 'default.checkout.pushed', {
      num: 10,
      sli: { kind: 'pushed' },
    });
    await addSlo(world.database, 'default.checkout.plain', { num: 11 });
    await addSlo(world.database, 'default.checkout.foreign', {
      num: 12,
      sli: {
        kind: 'raw',
        rawType: 'success',
        raw: { type: 'datadog', query: 'x' },
      },
    });
    const problem = async (path: string) => (await get(path)).problem;
    expect(await problem('/slos/default.checkout.pushed/queries')).toMatch(
      /numbers are pushed/,
    );
    expect(await problem('/slos/default.checkout.pushed/contributors')).toMatch(
      /numbers are pushed/,
    );
    expect(await problem('/slos/default.checkout.plain/contributors')).toMatch(
      /names no labels/,
    );
    expect(await problem('/slos/default.checkout.foreign/queries')).toMatch(
      /type 'datadog'/,
    );
    expect(source.asked).toEqual([]);
  });

  it('has rules, with what differs from those loaded', async () => {
    const { get, world } = await setUp();
    const rules = sloRulesSchema.parse(await get(`/slos/${id}/rules`));
    expect(rules).toMatchObject({
      state: 'different',
      checkedAt: '2026-11-27T12:00:00.000Z',
    });
    expect(rules.text).toContain(`gold-layer:${id}`);
    expect(rules.diff).toMatch(/^--- loaded[\s\S]*^-groups: \[\]/m);
    expect(rules.diff).toMatch(/^\+.*gold_layer:sli_error:ratio1h/m);
    await addSlo(world.database, 'default.checkout.pushed', {
      num: 10,
      sli: { kind: 'pushed' },
    });
    expect(await get('/slos/default.checkout.pushed/rules')).toMatchObject({
      state: 'not-needed',
      sentence: expect.stringContaining('pushed'),
    });
  });

  it('stands beside others of its service, and what that depends on', async () => {
    const { get, world } = await setUp();
    await addSlo(world.database, 'default.checkout.latency', {
      num: 10,
      title: 'Fast',
      weight: 3,
    });
    await world
      .database('slo_status')
      .insert(statusRow(10, { evaluatedAt: world.clock.now, remaining: 0.8 }));
    const path = '/services/component/default/Checkout/slos';
    const slos = serviceSlosSchema.parse(await get(path));
    expect(slos.items.map(item => item.id)).toEqual([
      id,
      'default.checkout.latency',
    ]);
    expect(slos.worst).toMatchObject({ state: 'exhausted', remaining: -1.97 });
    expect(slos.weighted?.remaining).toBeCloseTo((0.8 * 3 - 1.97) / 4);
    expect(slos.dependencies).toEqual([
      {
        service: 'component:default/ledger',
        title: 'Ledger',
        exists: true,
        objective: '0.995',
        slo: 'default.ledger.up',
      },
      {
        service: 'component:default/elsewhere',
        title: 'Elsewhere',
        exists: false,
      },
      {
        service: 'component:default/search',
        title: 'search',
        exists: true,
      },
    ]);
    expect(slos.ceiling).toBe('0.995');
    expect(slos.warnings[0]).toContain('Ledger promises 99.5 %');
    expect(slos.problems).toEqual([
      {
        location: 'slos.yaml of shop/checkout',
        problems: [expect.objectContaining({ path: 'spec.x' })],
      },
    ]);
    expect(await get('/services/component/default/lonely/slos')).toEqual({
      items: [],
      dependencies: [],
      warnings: [],
      problems: [],
    });
  });

  it('is found by the search of the portal, page by page', async () => {
    const { world } = await setUp();
    await addSlo(world.database, 'default.gone.errors', { num: 10 });
    const { searchSource } = world.reading;
    const first = await searchSource.page({ after: undefined, limit: 2 });
    const second = await searchSource.page({ after: first[1].id, limit: 2 });
    expect([...first, ...second].map(it => it.id)).toEqual([
      id,
      'default.ledger.latency',
      'default.ledger.up',
    ]);
    expect(first[0]).toMatchObject({
      title: 'SLO: errors of checkout',
      text: expect.stringContaining('99.9 % over 28 days, rolling'),
      subject: 'component:default/checkout',
      subjectTitle: 'Checkout',
      state: 'exhausted',
      people: ['user:default/ann'],
    });
  });

  it('stands somehow for the gate, also when nobody knows', async () => {
    const { world } = await setUp();
    const { standings } = world.reading;
    const stand = async (service: string) =>
      (await standings.ofService(`component:default/${service}`)).map(
        ({ spec, status }) => [spec.name, status.state, status.budget],
      );
    expect(await stand('checkout')).toEqual([
      ['errors', 'exhausted', 'exhausted'],
    ]);
    expect(await stand('ledger')).toEqual([
      ['latency', 'no-data', 'unknown'],
      ['up', 'no-data', 'unknown'],
    ]);
    world.clock.now = new Date('2026-11-27T14:00:00Z');
    expect(await stand('checkout')).toEqual([['errors', 'stale', 'unknown']]);
    expect(await stand('lonely')).toEqual([]);
  });
});
