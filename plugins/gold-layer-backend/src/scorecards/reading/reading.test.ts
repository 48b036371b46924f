import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { overviewSchema, routes } from '@gold-layer/backstage-plugin-common';
import { SourceCoverage } from '../../facts/collect/SourceCoverage';
import { OverviewReader } from '../../overview/OverviewReader';
import { OverviewStore } from '../../overview/OverviewStore';
import type { ServiceAccess, ServiceScope } from '../../services';
import { serviceRow } from '../../services/__testUtils__/serviceRow';
import { createWorld } from '../__testUtils__/createWorld';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { service } from '../__testUtils__/fixtures';
import { CountStore } from './CountStore';
import { ScorecardReader } from './ScorecardReader';
import { ServiceHistory } from './ServiceHistory';
import { ServiceResultStore } from './ServiceResultStore';
import { ServiceScorecards } from './ServiceScorecards';
import { TrendReader } from './TrendReader';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const credentials = mockCredentials.user();
const dayMs = 24 * 3600 * 1000;

const all: ServiceScope = {
  nothing: false,
  everything: true,
  restrict: query => query,
};
/** Allows the services of one owner. */
const only = (owner: string): ServiceScope => ({
  nothing: false,
  everything: false,
  restrict(query) {
    query.where('services.owner_ref', owner);
    return query;
  },
});

describe.each(databases.eachSupportedId())('results read on %s', id => {
  /** Team a: shop falls from bronze, ledger has nothing; team b: mill climbs to bronze. */
  async function setUp() {
    const world = await createWorld(await databases.init(id), {
      'build.green': 'boolean',
      'build.coverage': 'number',
      'docs.present': 'boolean',
    });
    const { addService, clock, database, definitions, give, queue } = world;
    definitions.put('Scorecard', [
      scorecard('card', {
        bronze: [check('green', 'facts.build.green')],
        silver: [
          check('covered', 'facts.build.coverage >= 80', { effort: 'days' }),
          check('documented', 'facts.docs.present', { effort: 'minutes' }),
          check('libraries', 'false', {
            appliesTo: 'service.type == "library"',
          }),
        ],
      }),
    ]);
    await addService('shop', { title: 'Shop', owner_ref: 'group:default/a' });
    await addService('ledger', {
      owner_ref: 'group:default/a',
      tier: 'standard',
      tier_rank: 2,
      gap_count: 1,
      record: JSON.stringify({ servesCustomers: true, regulatedData: true }),
    });
    await addService('mill', {
      owner_ref: 'group:default/b',
      record: JSON.stringify({ servesCustomers: false }),
    });
    await database('service_gaps').insert({
      kind: 'no-rotation',
      service_ref: 'component:default/ledger',
    });
    await database('service_owners').insert([
      { owner_ref: 'group:default/a', service_ref: 'component:default/shop' },
      { owner_ref: 'group:default/a', service_ref: 'component:default/ledger' },
    ]);
    await database('groups').insert({
      ref: 'group:default/a',
      title: 'Team A',
      members: 3,
    });
    const now = clock.now.getTime();
    clock.now = new Date(now - 3 * dayMs);
    await give('shop', 'build.green', true);
    await queue.drain();
    await world.rollups.rollUp('card', clock.now.toISOString().slice(0, 10));
    clock.now = new Date(now);
    await give('shop', 'build.green', false);
    await give('shop', 'build.coverage', 70, { validUntil: new Date(now - 1) });
    await give('mill', 'build.green', true);
    await queue.drain();
    await world.sweep.rollUp();
    const counts = CountStore.create({ database });
    return { ...world, counts };
  }
  const accessTo = (scope: ServiceScope): ServiceAccess => ({
    scope: async () => scope,
    require: async () => service(),
  });

  it('shows a service its checks, worst first, with inputs and next steps', async () => {
    const { counts, database, factStore, registry, scorecards } = await setUp();
    const read = (scope: ServiceScope) =>
      ServiceScorecards.create({
        access: accessTo(scope),
        counts,
        facts: factStore,
        failures: {
          failuresOf: async () => [
            { source: 'test', error: 'Its server answers 404.' },
            { source: 'other', error: 'It is not asked here.' },
          ],
          titleOf: source => `The ${source}`,
        },
        registry,
        scorecards,
        store: ServiceResultStore.create({ database }),
      });
    const {
      items: [card],
    } = routes.getServiceScorecards.response.parse(
      await read(all).get('component:default/mill', { credentials }),
    );
    expect(card).toMatchObject({
      title: 'Title of card',
      standing: {
        level: 'bronze',
        rank: 1,
        toNext: 2,
        trend: 1,
        coverage: 1 / 3,
      },
      levels: [
        { name: 'bronze', held: true, missing: 0, applicable: 1 },
        { name: 'silver', held: false, missing: 2, applicable: 2 },
      ],
    });
    expect(card.checks.map(({ check: name, state }) => [name, state])).toEqual([
      ['covered', 'unknown'],
      ['documented', 'unknown'],
      ['green', 'pass'],
      ['libraries', 'not-applicable'],
    ]);
    expect(
      card.nextSteps.map(({ check: name, reach }) => [name, reach]),
    ).toEqual([
      ['documented', 3],
      ['covered', 3],
    ]);
    const {
      items: [shop],
    } = await read(only('group:default/a')).get('component:default/shop', {
      credentials,
    });
    expect(shop.nextSteps).toEqual([
      expect.objectContaining({ check: 'green', reach: 2 }),
    ]);
    expect(shop.checks.find(each => each.check === 'covered')).toMatchObject({
      state: 'unknown',
      reason: expect.stringMatching(
        /^“build.coverage” is out of date since .* UTC. The test: Its server answers 404.$/,
      ),
      inputs: [
        {
          fact: 'build.coverage',
          title: 'build.coverage',
          status: 'stale',
          value: 70,
          source: 'test',
        },
      ],
    });
  });

  it('pages through the history of a service, newest first', async () => {
    const { database, scorecards } = await setUp();
    const history = ServiceHistory.create({
      access: accessTo(all),
      database,
      scorecards,
    });
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await history.page(
        'component:default/shop',
        { limit: 1, cursor },
        { credentials },
      );
      routes.getServiceHistory.response.parse(page);
      expect(page.totalItems).toBe(3);
      seen.push(
        ...page.items.map(item => [item.check, item.title, item.from, item.to]),
      );
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(seen).toEqual([
      [undefined, 'Title of card', 'bronze', 'none'],
      ['green', 'Title of green', 'pass', 'fail'],
      [undefined, 'Title of card', undefined, 'bronze'],
    ]);
    const forged = [
      [1.5, 'card', 'green'],
      [1, 'card', 'gr\0en'],
    ].map(position =>
      Buffer.from(JSON.stringify(position)).toString('base64url'),
    );
    for (const none of ['x', ...forged]) {
      await expect(
        history.page(
          'component:default/shop',
          { limit: 1, cursor: none },
          { credentials },
        ),
      ).rejects.toThrow(
        `query.cursor: expected pageInfo.nextCursor of the page before, found '${none}'`,
      );
    }
  });

  it.each<[string, ServiceScope, object, number[]]>([
    ['everything', all, {}, [2, 1, 0]],
    ['one tier', all, { tier: ['standard'] }, [1, 0, 0]],
    ['what is visible', only('group:default/b'), {}, [0, 1, 0]],
  ])('counts %s', async (_, scope, filter, expected) => {
    const { counts, scorecards } = await setUp();
    const reader = ScorecardReader.create({ scorecards, counts });
    const detail = routes.getScorecard.response.parse(
      await reader.detail('card', filter, scope),
    );
    expect(detail.levels.map(({ services }) => services)).toEqual(expected);
    const services = expected.reduce((sum, value) => sum + value);
    expect(detail.services).toBe(services);
    for (const { counts: states } of detail.checks) {
      expect(Object.values(states).reduce((sum, value) => sum + value)).toBe(
        services,
      );
    }
    expect(detail.source).toContain('"card"');
  });

  it('counts the same however many may not be seen', async () => {
    const { counts, database } = await setUp();
    const seen = () => only('group:default/b');
    const [levels, checks] = [
      await counts.levels(seen()),
      await counts.checks('card', seen()),
    ];
    expect(levels).toMatchObject([{ level: 'bronze', services: 1 }]);
    for (const many of [150, 2000]) {
      await database.batchInsert(
        'services',
        Array.from({ length: many }, (_, n) => serviceRow(`${many}-${n}`)),
        30,
      );
      expect(await counts.levels(seen())).toEqual(levels);
      expect(new Set(await counts.checks('card', seen()))).toEqual(
        new Set(checks),
      );
    }
  });

  it('counts nothing that may not be seen while what is kept ready is behind', async () => {
    const { counts, database } = await setUp();
    const seen = only('group:default/b');
    const read = async () => ({
      levels: await counts.levels(seen),
      checks: await counts.checks('card', seen),
    });
    const before = await read();
    await database('level_counts').where('level', 'none').delete();
    await database('check_counts').where('state', 'fail').delete();
    const after = await read();
    expect(after.levels).toEqual(before.levels);
    expect(new Set(after.checks)).toEqual(new Set(before.checks));
  });

  it('lists scorecards and breaks them down, worst first', async () => {
    const { counts, scorecards } = await setUp();
    const reader = ScorecardReader.create({ scorecards, counts });
    expect(await reader.list(all)).toEqual([
      expect.objectContaining({
        name: 'card',
        services: 3,
        passRate: 1 / 9,
        coverage: 2 / 9,
      }),
    ]);
    const worst = {
      value: 'group:default/a',
      title: 'Team A',
      services: 2,
      levels: { none: 2 },
      passRate: 0,
    };
    expect(await reader.breakdown('card', { by: 'owner' }, all)).toEqual({
      items: [
        worst,
        {
          value: 'group:default/b',
          title: 'B',
          services: 1,
          levels: { bronze: 1 },
          passRate: 1 / 3,
        },
      ],
      totalItems: 2,
    });
    expect(
      await reader.breakdown('card', { by: 'owner', limit: 1 }, all),
    ).toEqual({ items: [worst], totalItems: 2 });
    expect(
      await reader.breakdown(
        'card',
        { by: 'system', tier: ['critical'] },
        only('group:default/b'),
      ),
    ).toEqual({
      items: [expect.objectContaining({ value: undefined, services: 1 })],
      totalItems: 1,
    });
    expect(() => reader.definition('kard')).toThrow(
      "No scorecard found with name 'kard'; there are card",
    );
  });

  it('breaks down in the same order whatever order the counts come in', async () => {
    const { counts, scorecards } = await setUp();
    const reader = ScorecardReader.create({ scorecards, counts });
    const rows = ['b', 'a', 'c'].map(name => ({
      value: `group:default/${name}`,
      level: 'none',
      rank: 0,
      services: 1,
      passed: 0,
      applicable: 3,
    }));
    for (const given of [rows, [...rows].reverse()]) {
      jest.spyOn(counts, 'groups').mockResolvedValueOnce(given);
      const { items } = await reader.breakdown(
        'card',
        { by: 'owner', limit: 2 },
        all,
      );
      expect(items.map(({ value }) => value)).toEqual([
        'group:default/a',
        'group:default/b',
      ]);
    }
  });

  it('shows the trend as it was rolled up, or followed back for who sees only some', async () => {
    const { clock, counts, database } = await setUp();
    const trends = TrendReader.create({ database, counts });
    const day = (ago: number) =>
      new Date(clock.now.getTime() - ago * dayMs).toISOString().slice(0, 10);
    expect(await trends.read('card', { days: 30 }, all)).toEqual([
      { day: day(3), levels: { bronze: 1, none: 2 }, replayed: false },
      { day: day(0), levels: { bronze: 1, none: 2 }, replayed: false },
    ]);
    expect(
      await trends.read('card', { days: 30, owner: ['group:default/A'] }, all),
    ).toEqual([
      { day: day(3), levels: { bronze: 1, none: 1 }, replayed: false },
      { day: day(0), levels: { none: 2 }, replayed: false },
    ]);
    expect(
      await trends.read('card', { days: 30 }, only('group:default/a')),
    ).toEqual([
      ...[3, 2, 1].map(ago => ({
        day: day(ago),
        levels: { bronze: 1, none: 1 },
        replayed: false,
      })),
      { day: day(0), levels: { none: 2 }, replayed: false },
    ]);
  });

  it('puts the overview together, of visible services only', async () => {
    const { counts, database, scorecards } = await setUp();
    await database('source_services').insert({
      source: 'other',
      service_ref: 'component:default/shop',
      outcome: 'failed',
      error: 'It answers 404.',
      since: 1,
    });
    const overview = OverviewReader.create({
      counts,
      projection: {
        state: async () => ({ services: 3, groups: 1, stale: false }),
      },
      scorecards,
      coverage: SourceCoverage.create({ database }),
      titleOf: source => `The ${source}`,
      store: OverviewStore.create({ database }),
    });
    const read = async (scope: ServiceScope, name?: string) =>
      overviewSchema.parse(await overview.read(name, scope));
    expect(await read(all)).toMatchObject({
      services: 3,
      scorecard: 'card',
      byTier: [
        { tier: 'critical', services: 2, levels: { none: 1, bronze: 1 } },
        { tier: 'important', services: 0, levels: {} },
        { tier: 'standard', services: 1, levels: { none: 1 } },
        { tier: 'experimental', services: 0 },
        { tier: 'unclassified', services: 0 },
      ],
      fallers: [{ title: 'Shop', from: 'bronze', to: 'none', change: -1 }],
      climbers: [{ title: 'mill', from: 'none', to: 'bronze', change: 1 }],
      gaps: [{ kind: 'no-rotation', services: 1 }],
      servicesWithGaps: 1,
      blockers: [
        { check: 'green', services: 2, failing: 1, unknown: 1 },
        { check: 'covered', services: 1, unknown: 1 },
        { check: 'documented', services: 1, unknown: 1 },
      ],
      coverage: [
        {
          source: 'other',
          title: 'The other',
          services: 0,
          stale: 0,
          failures: 1,
        },
        {
          source: 'test',
          title: 'The test',
          services: 2,
          stale: 1,
          failures: 0,
        },
      ],
      gold: { yes: 2, optional: 1 },
    });
    expect(await read(only('group:default/b'), 'card')).toMatchObject({
      services: 1,
      scorecards: [{ services: 1 }],
      fallers: [],
      climbers: [{ ref: 'component:default/mill' }],
      gaps: [],
      coverage: [{ source: 'test', services: 1, stale: 0 }],
      blockers: [
        { check: 'covered', unknown: 1 },
        { check: 'documented', unknown: 1 },
      ],
    });
    // Counts that are kept ready agree with those made while somebody waits.
    const slowly = { ...all, everything: false };
    expect((await read(slowly)).blockers).toEqual((await read(all)).blockers);
    await expect(overview.read('kard', all)).rejects.toThrow(
      "No scorecard found with name 'kard'",
    );
  });
});
