import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { migrate } from '../database/migrate';
import { closure, createReplica } from './__testUtils__/createReplica';
import {
  area,
  component,
  group,
  TestCatalog,
} from './__testUtils__/TestCatalog';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

async function setUp(id: TestDatabaseId) {
  const database = await databases.init(id);
  await migrate(database);
  return createReplica(database, new TestCatalog());
}

const payments = 'group:default/payments';

describe.each(databases.eachSupportedId())(
  'CatalogServiceProjection on %s',
  id => {
    it('knows services, their owners, systems and domains', async () => {
      const { catalog, heard, projection, services } = await setUp(id);
      catalog.put(
        area('Domain', 'commerce'),
        area('System', 'shop', { parent: 'domain:default/commerce' }),
        group('payments', { members: ['ann', 'bob'] }),
        component('Checkout', {
          owners: [payments],
          system: 'system:default/shop',
          title: 'Checkout API',
          goldLayer: {
            tier: 'critical',
            onCall: { rotation: 'payments', escalation: ['lead'] },
          },
        }),
        component('plain'),
      );
      await projection.catchUp();

      const checkout = await services.find('component:default/checkout');
      expect(checkout).toMatchObject({
        kind: 'component',
        name: 'Checkout',
        title: 'Checkout API',
        tier: 'critical',
        owner: payments,
        system: 'system:default/shop',
        domain: 'domain:default/commerce',
        gaps: [],
      });
      const plain = await services.find('component:default/plain');
      expect(plain?.tier).toBe('unclassified');
      expect(plain?.owner).toBeUndefined();
      expect(plain?.gaps.map(gap => gap.kind)).toEqual([
        'no-owner',
        'no-tier',
        'no-rotation',
        'no-escalation',
      ]);
      expect(heard()).toEqual(['+Checkout', '+plain']);
      expect(await projection.state()).toMatchObject({
        services: 2,
        groups: 1,
        stale: false,
      });
    });

    it('reads and tells only what changed', async () => {
      const { catalog, changes, heard, projection, services } = await setUp(id);
      catalog.put(component('a'), component('b', { owners: [payments] }));
      await projection.catchUp();
      await changes.done(await changes.pending(10));
      heard();
      catalog.read.splice(0);

      await projection.catchUp();
      expect(catalog.read).toEqual([]);

      catalog.put(
        component('b', { owners: ['group:default/search'] }),
        component('a'),
      );
      await projection.catchUp();
      expect(heard()).toEqual(['+a', '+b']);
      expect((await services.find('component:default/b'))?.owner).toBe(
        'group:default/search',
      );
      const waiting = await changes.pending(10);
      expect(waiting.map(it => it.ref)).toEqual([
        'component:default/a',
        'component:default/b',
      ]);

      await projection.refresh();
      expect(heard()).toEqual([]);
    });

    it('sees a rename as one service going and another coming', async () => {
      const { catalog, changes, heard, projection, services } = await setUp(id);
      catalog.put(component('old'), component('other'));
      await projection.catchUp();
      heard();

      catalog.remove('component:default/old');
      catalog.put(component('new'));
      await projection.catchUp();

      expect(heard()).toEqual(['+new', '-component:default/old']);
      expect(await services.find('component:default/old')).toBeUndefined();
      const waiting = (await changes.pending(10)).map(it => it.ref);
      expect(waiting).not.toContain('component:default/old');
    });

    it('keeps an entity whose record is wrong, with what is wrong', async () => {
      const { catalog, projection, services } = await setUp(id);
      catalog.put(
        component('odd', {
          goldLayer: { tier: 'platinum', regulatedData: true },
        }),
      );
      await projection.catchUp();
      const odd = await services.find('component:default/odd');
      expect(odd?.tier).toBe('unclassified');
      expect(odd?.record).toEqual({ regulatedData: true });
      expect(odd?.recordProblems).toMatchObject([
        { field: 'spec.goldLayer.tier', found: '"platinum"' },
      ]);
    });

    it('answers whether a service should be Gold by what is known of its error budget, from the first moment', async () => {
      const { answers, catalog, projection, ranOut, services } =
        await setUp(id);
      const goldLayer = {
        tier: 'standard',
        servesCustomers: false,
        regulatedData: false,
      };
      const stored = async () =>
        (await services.find('component:default/shop'))?.gold;
      catalog.put(component('shop', { goldLayer }));
      await projection.catchUp();
      await ranOut('shop', 3);
      catalog.put(component('shop', { goldLayer, title: 'Shop' }));
      await projection.catchUp();
      expect(answers).toEqual(['optional', 'raise']);
      expect(await stored()).toEqual({
        answer: 'raise',
        reasons: [expect.stringContaining('ran out 3 times')],
      });

      await ranOut('shop', 4, new Date(Date.now() - 1));
      await projection.refresh();
      expect(answers).toEqual(['optional', 'raise']);
      catalog.put(component('shop', { goldLayer, title: 'The shop' }));
      await projection.catchUp();
      expect(answers).toEqual(['optional', 'raise', 'optional']);
      expect(await stored()).toMatchObject({ answer: 'optional' });
    });

    it('judges services anew when their group or system changes', async () => {
      const { catalog, heard, projection, services } = await setUp(id);
      catalog.put(
        component('a', { owners: [payments], system: 'system:default/shop' }),
        component('b'),
      );
      await projection.catchUp();
      heard();
      const gaps = async () =>
        (await services.find('component:default/a'))?.gaps.map(it => it.kind);
      expect(await gaps()).toContain('owner-not-found');

      catalog.put(group('payments', { members: ['ann'] }));
      await projection.catchUp();
      expect(await gaps()).toContain('owner-too-small');
      expect(heard()).toEqual(['+a']);

      catalog.put(
        group('payments', { members: ['ann'] }),
        group('cards', { parent: 'payments', members: ['ann', 'bob'] }),
        area('System', 'shop', { parent: 'domain:default/commerce' }),
      );
      await projection.catchUp();
      expect(await gaps()).not.toContain('owner-too-small');
      const { domain } = (await services.find('component:default/a')) ?? {};
      expect(domain).toBe('domain:default/commerce');
    });

    it.each<[string, 'catchUp' | 'refresh', Entity[]]>([
      ['a group', 'catchUp', []],
      ['a group and a system', 'catchUp', [area('System', 'elsewhere')]],
      ['all there is', 'refresh', []],
    ])(
      'judges services anew although the catalog is gone right after reading %s',
      async (_, compare, areas) => {
        const { catalog, projection, services } = await setUp(id);
        catalog.put(component('a', { owners: [payments] }), component('b'));
        await projection.catchUp();
        catalog.put(
          group('payments', { members: ['ann', 'bob'] }),
          ...areas,
          component('b'),
        );
        // After the list of all and the group have been read.
        catalog.meanwhile = async () => {
          catalog.meanwhile = async () => {
            catalog.outage = new Error('connect ECONNREFUSED');
          };
        };
        await expect(projection[compare]()).rejects.toThrow('ECONNREFUSED');
        catalog.outage = undefined;
        await projection.catchUp();
        const a = await services.find('component:default/a');
        expect(a?.gaps.map(it => it.kind)).not.toContain('owner-not-found');
      },
    );

    it('builds the tree of groups, also where it runs in a circle', async () => {
      const { catalog, database, groups, projection } = await setUp(id);
      catalog.put(
        group('all', { title: 'Everyone' }),
        group('left', { parent: 'all', members: ['ann'] }),
        group('leaf', { parent: 'left', members: ['ann', 'bob'] }),
        group('x', { parent: 'y' }),
        group('y', { parent: 'z' }),
        group('z', { parent: 'x' }),
        group('lost', { parent: 'nowhere' }),
      );
      await projection.catchUp();
      expect(await closure(database)).toEqual(
        [
          ['all>all', 'all>left', 'all>leaf', 'left>left', 'left>leaf'],
          ['leaf>leaf', 'lost>lost'],
          ['x>x', 'x>y', 'x>z', 'y>x', 'y>y', 'y>z', 'z>x', 'z>y', 'z>z'],
        ]
          .flat()
          .sort(),
      );
      expect(await groups.describe('group:default/leaf')).toEqual({
        ref: 'group:default/leaf',
        title: 'leaf',
        members: 2,
        ancestors: ['group:default/left', 'group:default/all'],
      });
      expect((await groups.describe('group:default/all'))?.members).toBe(2);
      expect((await groups.describe('group:default/all'))?.title).toBe(
        'Everyone',
      );
    });

    it('keeps the last state while the catalog is unreachable, and says so', async () => {
      const { catalog, heard, projection, services } = await setUp(id);
      expect(await projection.state()).toMatchObject({ stale: true });
      expect(await projection.freshness()).toEqual({ stale: true });
      catalog.put(component('a'));
      await projection.catchUp();
      const { confirmedAt } = await projection.state();
      expect(await projection.freshness()).toEqual({ stale: false });
      heard();

      catalog.outage = new Error('connect ECONNREFUSED');
      await expect(projection.catchUp()).rejects.toThrow(
        'connect ECONNREFUSED',
      );
      expect(await services.find('component:default/a')).toBeDefined();
      expect(heard()).toEqual([]);
      expect(await projection.state()).toEqual({
        services: 1,
        groups: 0,
        confirmedAt,
        stale: true,
        error: 'connect ECONNREFUSED',
      });
      expect(await projection.freshness()).toEqual({
        stale: true,
        confirmedAt: confirmedAt?.toISOString(),
      });

      catalog.outage = undefined;
      await projection.catchUp();
      expect(await projection.state()).toMatchObject({ stale: false });
    });

    it('doubts a catalog that has suddenly lost most services', async () => {
      const { catalog, projection, services } = await setUp(id);
      const names = Array.from({ length: 30 }, (_, i) => `s${i}`);
      catalog.put(...names.map(name => component(name)));
      await projection.catchUp();
      catalog.remove(...names.map(name => `component:default/${name}`));
      await projection.catchUp();

      expect(await services.count()).toBe(30);
      const { stale, error } = await projection.state();
      expect(stale).toBe(true);
      expect(error).toContain('misses 30 of 30 services');
    });

    it('rests between comparisons that are asked for by the clock', async () => {
      const { catalog, heard, projection } = await setUp(id);
      catalog.put(component('a'));
      await projection.catchUpIfDue();
      catalog.put(component('b'));
      await projection.catchUpIfDue();
      expect(heard()).toEqual(['+a']);
    });

    it('rests for the time that comparing took, not for that of taking in what is new', async () => {
      const { catalog, comparisons, projection } = await setUp(id);
      let clock = Date.now();
      const now = jest.spyOn(Date, 'now').mockImplementation(() => clock);
      projection.subscribe({
        upserted: async () => {
          clock += 3_600_000;
        },
        removed: async () => {},
      });
      try {
        catalog.put(component('checkout'));
        await projection.catchUp();
        expect((await comparisons.read()).dueAt).toEqual(
          new Date(clock + 60_000),
        );
      } finally {
        now.mockRestore();
      }
    });

    it('reads named entities again, and forgets those that are gone', async () => {
      const { catalog, heard, projection } = await setUp(id);
      catalog.put(component('a'), component('b'), component('c'));
      await projection.catchUp();
      heard();
      catalog.put(
        component('a', { title: 'A' }),
        component('c', { title: 'C' }),
      );
      catalog.remove('component:default/b');
      await projection.refreshEntities([
        'component:default/a',
        'component:default/b',
        'component:default/never-seen',
      ]);
      expect(heard()).toEqual(['+a', '-component:default/b']);
    });

    it('does not take for gone what another replica adds meanwhile', async () => {
      const { catalog, database, projection, services, store } =
        await setUp(id);
      const elsewhere = createReplica(database, catalog);
      catalog.put(component('a'));
      await projection.catchUp();
      catalog.meanwhile = async () => {
        catalog.put(component('new'));
        await elsewhere.projection.catchUp();
      };
      await projection.refresh();
      expect(await services.find('component:default/new')).toBeDefined();

      const later = 'component:default/later';
      catalog.meanwhile = async () => {
        catalog.put(component('later'));
        await elsewhere.projection.catchUp();
      };
      await projection.refreshEntities([later]);
      expect(await services.find(later)).toBeDefined();
      const named = await store.identities([later, 'user:default/nobody']);
      expect([...named.keys()]).toEqual([later]);
    });
  },
);
