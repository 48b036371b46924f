import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import {
  ServiceRow,
  servicesQuerySchema,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import type { ServiceScope } from '../services';
import { storeServices } from '../services/__testUtils__/storeServices';
import {
  area,
  component,
  group,
  TestCatalog,
} from '../services/__testUtils__/TestCatalog';
import { SourceCoverage } from '../facts/collect/SourceCoverage';
import { DirectoryStore } from './DirectoryStore';
import { FacetStore } from './FacetStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const everything: ServiceScope = {
  nothing: false,
  everything: true,
  restrict: query => query,
};
const critical: ServiceScope = {
  nothing: false,
  everything: false,
  restrict: query => {
    query.where('services.tier', 'critical');
    return query;
  },
};

const catalog = new TestCatalog();
catalog.put(
  group('shop', { title: 'Shop' }),
  group('payments', { parent: 'shop', title: 'Payments' }),
  group('search', { parent: 'shop' }),
  area('Domain', 'commerce'),
  area('System', 'tills', { parent: 'domain:default/commerce' }),
  component('alpha', {
    owners: ['group:default/payments'],
    system: 'system:default/tills',
    goldLayer: {
      tier: 'critical',
      onCall: { rotation: 'a', escalation: ['b'] },
    },
    tags: ['java', '100%_real'],
  }),
  component('Bravo', {
    owners: ['group:default/payments'],
    goldLayer: { tier: 'critical' },
    lifecycle: 'experimental',
  }),
  component('charlie', {
    owners: ['group:default/search'],
    title: 'Über-Suche',
    goldLayer: { tier: 'standard' },
    type: 'website',
  }),
  component('delta', { owners: ['user:default/ann', 'group:default/search'] }),
  component('echo', { title: 'alpha, the second' }),
);

const names = (rows: ServiceRow[]) => rows.map(row => row.name).join(' ');

async function setUp(id: TestDatabaseId) {
  const database = await databases.init(id);
  await migrate(database);
  await storeServices(database, catalog);
  await score(database);
  const store = DirectoryStore.create({ database });
  const list = async (
    query: Record<string, unknown>,
    scope: ServiceScope = everything,
  ) => {
    const parsed = servicesQuerySchema.parse(query);
    const { items } = await store.page(parsed, scope);
    expect(await store.count(parsed, scope)).toBe(items.length);
    return names(items);
  };
  return { database, list, store };
}

/** alpha is silver, Bravo bronze, charlie on the ground floor, delta out of its scope, echo not scored yet. */
async function score(database: Knex) {
  const result = {
    scorecard: 'gold',
    level: 'silver' as string | null,
    rank: 2,
    to_next: 3,
    passed: 5,
    failed: 1,
    unknown: 2,
    waived: 0,
    applicable: 8,
    coverage: 0.75 as number | null,
    trend: 1,
    tier: 'critical',
    version: '1.0.0',
    hash: 'x',
    evaluated_at: 1,
    changed_at: 1,
  };
  const bronze = { ...result, level: 'bronze', rank: 1, coverage: 1 / 3 };
  const none = { ...result, level: null, rank: 0, coverage: 2 / 3, trend: -1 };
  const out = { ...none, applicable: 0, coverage: null };
  await database('scorecard_results').insert([
    { ...result, service_ref: 'component:default/alpha' },
    { ...bronze, service_ref: 'component:default/bravo' },
    { ...none, service_ref: 'component:default/charlie' },
    { ...out, service_ref: 'component:default/delta' },
  ]);
  const check = { scorecard: 'gold', reason: '', changed_at: 1 };
  const checks = [
    ['alpha', 'readme', 'pass'],
    ['bravo', 'readme', 'fail'],
    ['charlie', 'readme', 'unknown'],
    ['charlie', 'ci', 'fail'],
  ].map(([name, check_id, state]) => ({
    ...check,
    service_ref: `component:default/${name}`,
    check_id,
    state,
    blocking: name === 'bravo' ? 1 : 0,
  }));
  await database('check_results').insert(checks);
  const source = 'repository';
  await database('service_sources').insert([
    { source, service_ref: 'component:default/alpha', facts: 2, stale: 0 },
    { source, service_ref: 'component:default/bravo', facts: 2, stale: 1 },
  ]);
  await database('source_services').insert({
    source,
    service_ref: 'component:default/charlie',
    outcome: 'failed',
    error: 'It answers 404.',
    since: 1,
  });
}

describe.each(databases.eachSupportedId())('DirectoryStore on %s', id => {
  // Nothing here writes, so one database serves all.
  let made: ReturnType<typeof setUp>;
  beforeAll(() => {
    made = setUp(id);
    return made;
  });

  it('shows a service with its owner, gaps and standings', async () => {
    const { store } = await made;
    const query = servicesQuerySchema.parse({ q: 'alpha', tier: 'critical' });
    const { items } = await store.page(query, everything);
    expect(items).toEqual([
      {
        ref: 'component:default/alpha',
        name: 'alpha',
        title: undefined,
        type: 'service',
        lifecycle: 'production',
        tier: 'critical',
        owner: 'group:default/payments',
        ownerTitle: 'Payments',
        system: 'system:default/tills',
        domain: 'domain:default/commerce',
        gaps: ['owner-too-small'],
        standings: [
          {
            scorecard: 'gold',
            level: 'silver',
            rank: 2,
            toNext: 3,
            passed: 5,
            failed: 1,
            unknown: 2,
            applicable: 8,
            coverage: 0.75,
            trend: 1,
          },
        ],
      },
    ]);
  });

  it.each([
    [{}, 'alpha echo Bravo delta charlie'],
    [{ order: 'desc' }, 'charlie delta Bravo echo alpha'],
    [{ sort: 'tier' }, 'alpha Bravo charlie delta echo'],
    [{ sort: 'owner' }, 'alpha Bravo charlie delta echo'],
    [{ sort: 'owner', order: 'desc' }, 'charlie Bravo alpha echo delta'],
    [{ sort: 'system' }, 'alpha Bravo charlie delta echo'],
    [{ sort: 'lifecycle' }, 'Bravo alpha charlie delta echo'],
    [{ sort: 'gaps' }, 'alpha Bravo charlie delta echo'],
    [{ sort: 'gaps', order: 'desc' }, 'echo delta charlie Bravo alpha'],
    [{ sort: 'level' }, 'charlie Bravo alpha delta echo'],
    [{ sort: 'level', order: 'desc' }, 'alpha Bravo charlie echo delta'],
    [{ sort: 'coverage' }, 'Bravo charlie alpha delta echo'],
    [{ sort: 'coverage', order: 'desc' }, 'alpha charlie Bravo echo delta'],
    [{ sort: 'trend' }, 'charlie alpha Bravo delta echo'],
  ])('sorts by %j, page by page', async (order, expected) => {
    const { list, store } = await made;
    const query = { scorecard: 'gold', ...order };
    expect(await list(query)).toBe(expected);
    for (const limit of [1, 2]) {
      const pages: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.page(
          servicesQuerySchema.parse({ ...query, limit, cursor }),
          everything,
        );
        pages.push(names(page.items));
        cursor = page.nextCursor;
      } while (cursor);
      expect(pages.join(' ')).toBe(expected);
    }
  });

  it.each([
    [{ q: 'ALPHA' }, 'alpha echo'],
    [{ q: 'alpha second' }, 'echo'],
    [{ q: 'üBER' }, 'charlie'],
    [{ q: 'java' }, 'alpha'],
    [{ q: '100%_r' }, 'alpha'],
    [{ q: 'a%a' }, ''],
    [{ q: 'br_vo' }, ''],
    [{ q: '!' }, ''],
    [{ q: 'payments' }, 'alpha Bravo'],
    [{ tier: ['standard', 'unclassified'] }, 'echo delta charlie'],
    [{ owner: 'group:default/shop' }, 'alpha Bravo delta charlie'],
    [{ owner: 'Group:default/Search' }, 'delta charlie'],
    [
      { owner: ['user:default/ann', 'group:default/payments'] },
      'alpha Bravo delta',
    ],
    [{ system: 'system:default/tills' }, 'alpha'],
    [{ domain: 'domain:default/commerce' }, 'alpha'],
    [{ lifecycle: 'experimental' }, 'Bravo'],
    [{ type: 'website' }, 'charlie'],
    [{ gap: 'no-owner' }, 'echo'],
    [{ gap: ['no-tier', 'no-owner'] }, 'echo delta'],
    [{ gap: 'any' }, 'alpha echo Bravo delta charlie'],
    [{ level: 'silver' }, 'alpha'],
    [{ level: ['bronze', 'none'] }, 'Bravo charlie'],
    [{ level: 'unscored' }, 'echo delta'],
    [{ level: ['unscored', 'silver'] }, 'alpha echo delta'],
    [{ check: 'readme' }, 'alpha Bravo charlie'],
    [{ check: 'readme', state: ['fail', 'unknown'] }, 'Bravo charlie'],
    [{ check: 'readme', blocking: 'true' }, 'Bravo'],
    [{ source: 'repository' }, 'alpha Bravo'],
    [{ source: 'repository', sourceState: 'fresh' }, 'alpha'],
    [
      { source: 'repository', sourceState: ['stale', 'failed'] },
      'Bravo charlie',
    ],
    [{ source: 'repository', sourceState: 'missing' }, 'echo delta charlie'],
    [{ state: 'fail' }, 'Bravo charlie'],
  ])('finds by %j', async (filter, expected) => {
    const { list } = await made;
    expect(await list({ scorecard: 'gold', ...filter })).toBe(expected);
  });

  it('shows no more than the scope', async () => {
    const { database, list } = await made;
    expect(await list({ q: 'a' }, critical)).toBe('alpha Bravo');
    const facets = FacetStore.create({
      database,
      sources: {
        coverage: SourceCoverage.create({ database }),
        titleOf: source => `The ${source}`,
      },
    });
    expect(await facets.read(critical)).toEqual({
      tiers: [{ value: 'critical', title: undefined, count: 2 }],
      owners: [
        { value: 'group:default/payments', title: 'Payments', count: 2 },
        { value: 'group:default/shop', title: 'Shop', count: 2 },
      ],
      systems: [{ value: 'system:default/tills', title: 'tills', count: 1 }],
      domains: [
        { value: 'domain:default/commerce', title: 'commerce', count: 1 },
      ],
      lifecycles: [
        { value: 'experimental', title: undefined, count: 1 },
        { value: 'production', title: undefined, count: 1 },
      ],
      types: [{ value: 'service', title: undefined, count: 2 }],
      sources: [{ value: 'repository', title: 'The repository', count: 2 }],
    });
    const { owners } = await facets.read(everything);
    expect(owners.map(it => `${it.value} ${it.count}`)).toEqual([
      'group:default/payments 2',
      'group:default/search 2',
      'group:default/shop 4',
      'user:default/ann 1',
    ]);
    // Neither user nor group of the catalog, but a name for people.
    expect(owners.at(-1)?.title).toBe('Ann');
  });

  it('refuses a cursor that was given for something else', async () => {
    const { store } = await made;
    const first = servicesQuerySchema.parse({ limit: 1 });
    const { nextCursor: cursor } = await store.page(first, everything);
    const other = servicesQuerySchema.parse({ tier: 'critical', cursor });
    await expect(store.page(other, everything)).rejects.toThrow(
      'it was given for other filters or another order',
    );
  });

  it.each([
    ['name', 7],
    ['name', null],
    ['name', 'a\0'],
    ['owner', 7],
    ['tier', 'critical'],
    ['gaps', 1.5],
    ['level', 9e99],
    ['coverage', 'much'],
  ] as const)(
    'refuses a cursor of the order by %s that was changed to %j',
    async (sort, value) => {
      const { store } = await made;
      const query = { sort, limit: 1, scorecard: 'gold' };
      const first = servicesQuerySchema.parse(query);
      const { nextCursor = '' } = await store.page(first, everything);
      const [order, { ref }] = JSON.parse(
        Buffer.from(nextCursor, 'base64url').toString(),
      );
      const cursor = Buffer.from(
        JSON.stringify([order, { value, ref }]),
      ).toString('base64url');
      const next = servicesQuerySchema.parse({ ...query, cursor });
      await expect(store.page(next, everything)).rejects.toThrow(
        `query.cursor: expected a value of pageInfo.nextCursor, found '${cursor}'`,
      );
    },
  );
});
