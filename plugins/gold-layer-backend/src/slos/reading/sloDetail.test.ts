import { TestDatabases } from '@backstage/backend-test-utils';
import {
  serviceSlosSchema,
  sloDetailSchema,
} from '@gold-layer/backstage-plugin-common';
import { id, storyOverHttp } from './__testUtils__/checkoutStory';
import { addSlo, statusRow } from './__testUtils__/sloRows';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('one SLO on %s', database => {
  const setUp = async () => storyOverHttp(await databases.init(database));

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
    expect(slo.workedOut['burn.6h'].figures).toBe('0.2% ÷ 0.001 = 2');
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
      expect.stringContaining('99.9%'),
      expect.stringContaining('Ledger promises 99.5%'),
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
        service: 'component:default/elsewhere',
        title: 'Elsewhere',
        exists: false,
      },
      {
        service: 'component:default/ledger',
        title: 'Ledger',
        exists: true,
        objective: '0.995',
        slo: 'default.ledger.up',
      },
      {
        service: 'component:default/search',
        title: 'search',
        exists: true,
      },
    ]);
    expect(slos.ceiling).toBe('0.995');
    expect(slos.warnings[0]).toContain('Ledger promises 99.5%');
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

  it('tells dependencies that are not the caller’s to see from those that are not there', async () => {
    const { get, world } = await setUp();
    await world.database('service_relations').insert(
      ['ledger', 'nowhere'].map(name => ({
        service_ref: 'component:default/search',
        type: 'dependsOn',
        target_ref: `component:default/${name}`,
      })),
    );
    const path = '/services/component/default/search/slos';
    const { dependencies, ...slos } = serviceSlosSchema.parse(
      await get(path, 'guest'),
    );
    const nowhere = {
      service: 'component:default/nowhere',
      title: 'Nowhere',
      exists: false,
    };
    const ledger = { service: 'component:default/ledger', title: 'Ledger' };
    expect(dependencies).toEqual([
      { ...ledger, exists: true, hidden: true },
      nowhere,
    ]);
    // It promises 99.5%, which is not told in other words either.
    expect(slos).toEqual({ items: [], warnings: [], problems: [] });
    const seen = serviceSlosSchema.parse(await get(path));
    expect(seen.ceiling).toBe('0.995');
    expect(seen.dependencies).toEqual([
      { ...ledger, exists: true, objective: '0.995', slo: 'default.ledger.up' },
      nowhere,
    ]);
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
      text: expect.stringContaining('99.9% over 28 days, rolling'),
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
