import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../../../database/migrate';
import { readLines } from '../__testUtils__/fakeReader';
import type { NewDocument, SloChange } from '../records';
import { DocumentStatusStore } from './DocumentStatusStore';
import { SloRegistry } from './SloRegistry';
import { SloRegistryStore } from './SloRegistryStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const shop = 'component:default/shop';
const cart = 'component:default/cart';

const document = (
  origin: NewDocument['origin'],
  text: string,
  more: Partial<NewDocument> = {},
): NewDocument => ({
  key: `${origin}:${more.service ?? shop}`,
  origin,
  service: shop,
  location: `${origin} of shop`,
  text,
  readAt: 1,
  ...more,
});

const shared = (text: string, more: Partial<NewDocument> = {}): NewDocument =>
  document('definitions', text, {
    key: 'definitions:/slos/all.yaml',
    service: undefined,
    location: '/slos/all.yaml',
    ...more,
  });

describe.each(databases.eachSupportedId())('SLO documents on %s', id => {
  async function setUp() {
    const database = await databases.init(id);
    await migrate(database);
    const clock = { now: 1000 };
    const registry = SloRegistry.create({
      database,
      read: readLines,
      now: () => new Date(clock.now),
    });
    const told: SloChange[] = [];
    registry.subscribe(async change => void told.push(change));
    const store = SloRegistryStore.create({ database });
    return {
      clock,
      database,
      registry,
      store,
      told,
      async put(...documents: NewDocument[]) {
        clock.now += 1000;
        return registry.change(async () => ({ put: documents }));
      },
      remove: (...keys: string[]) =>
        registry.change(async () => ({ remove: keys })),
      /** What is in force, in short. */
      async inForce() {
        const slos = await store.all({ limit: 100 });
        return slos.map(
          ({ spec, origin }) => `${spec.id} ${spec.objective} ${origin}`,
        );
      },
      objectives: () => database('slo_objectives').orderBy(['num', 'since']),
    };
  }

  it('takes in documents, and tells what has come of them', async () => {
    const { put, store, told, inForce, database } = await setUp();
    const change = await put(document('record', 'up 0.99 28d\nfast 0.9 7d'));
    expect(await inForce()).toEqual([
      'default.shop.up 0.99 record',
      'default.shop.fast 0.9 record',
    ]);
    expect(told).toEqual([change]);
    expect(change).toEqual({
      added: [1, 2],
      changed: [],
      remeasured: [],
      removed: [],
      services: [shop],
    });
    expect(await store.count()).toBe(2);
    expect(await store.find('DEFAULT.shop.up')).toMatchObject({
      num: 1,
      spec: { objective: '0.99' },
      documentKey: `record:${shop}`,
      invalid: false,
      problems: [],
      shadowed: [],
      firstSeenAt: 2000,
      changedAt: 2000,
    });
    expect(await store.find('default.shop.down')).toBeUndefined();
    expect((await store.all({ after: 1, limit: 5 })).map(it => it.num)).toEqual(
      [2],
    );
    expect(await database('slos').first()).toMatchObject({
      title: 'up of shop',
      objective: 0.99,
      sli_type: 'pushed',
      window_days: 28,
    });
  });

  it('changes nothing, and tells nobody, where nothing is different', async () => {
    const { put, told, store } = await setUp();
    await put(document('record', 'up 0.99 28d'));
    await put(document('record', 'up 0.99 28d', { readAt: 7 }));
    expect(told).toHaveLength(1);
    expect(await store.document(`record:${shop}`)).toMatchObject({
      version: 1,
      changedAt: 2000,
      readAt: 7,
    });
  });

  it('keeps the number of an SLO whatever changes, and every objective it had', async () => {
    const { put, told, objectives, store } = await setUp();
    await put(document('record', 'up 0.99 28d'));
    await put(document('record', 'up 0.999 28d'));
    await put(document('record', 'up 0.999 7d'));
    await put(document('record', 'up 0.999 7d every=PT1H'));
    expect(await store.find('default.shop.up')).toMatchObject({
      num: 1,
      firstSeenAt: 2000,
      changedAt: 5000,
    });
    expect(told.map(({ changed }) => changed)).toEqual([[], [1], [1], [1]]);
    expect(told.flatMap(({ remeasured }) => remeasured)).toEqual([]);
    const days = (count: number) =>
      JSON.stringify({ kind: 'rolling', days: count });
    expect(
      (await objectives()).map(row => ({ ...row, since: Number(row.since) })),
    ).toEqual([
      { num: 1, since: 2000, objective: '0.99', window: days(28) },
      { num: 1, since: 3000, objective: '0.999', window: days(28) },
      { num: 1, since: 4000, objective: '0.999', window: days(7) },
    ]);
    await put(document('record', 'up 0.999 7d query=up'));
    expect(told.at(-1)).toMatchObject({ changed: [1], remeasured: [1] });
  });

  it('lets the earlier origin have the say, and falls back to the next', async () => {
    const { put, remove, inForce, store, told } = await setUp();
    await put(document('portal', 'up 0.9 28d'));
    await put(shared('shop/up 0.95 28d\ncart/up 0.5 28d'));
    expect(await inForce()).toEqual([
      'default.shop.up 0.95 definitions',
      'default.cart.up 0.5 definitions',
    ]);
    await put(document('record', 'up 0.99 28d'));
    await put(document('repository', 'up 0.999 28d'));
    expect(await store.find('default.shop.up')).toMatchObject({
      num: 1,
      origin: 'repository',
      shadowed: [
        { origin: 'record', location: 'record of shop' },
        { origin: 'definitions', location: '/slos/all.yaml' },
        { origin: 'portal', location: 'portal of shop' },
      ],
    });
    await remove(`repository:${shop}`, `record:${shop}`);
    await remove('definitions:/slos/all.yaml');
    expect(await store.find('default.shop.up')).toMatchObject({
      num: 1,
      origin: 'portal',
      spec: { objective: '0.9' },
      shadowed: [],
    });
    expect(told.at(-1)).toEqual({
      added: [],
      changed: [1],
      remeasured: [],
      removed: [2],
      services: [shop, cart],
    });
  });

  it('keeps the last good SLO while its document is broken or cannot be read', async () => {
    const { put, inForce, store } = await setUp();
    await put(document('repository', 'up 0.99 28d\nfast 0.9 7d'));
    await put(document('portal', 'up 0.5 28d'));
    await put(document('repository', 'up 99 % please\nfast 0.95 7d'));
    expect(await inForce()).toEqual([
      'default.shop.up 0.99 repository',
      'default.shop.fast 0.95 repository',
    ]);
    const broken = {
      severity: 'error',
      path: '1:',
      found: 'up 99 % please',
      allowed: 'a line that can be read',
      line: 1,
    };
    expect(await store.find('default.shop.up')).toMatchObject({
      invalid: false,
      problems: [broken],
      shadowed: [{ origin: 'portal', location: shop }],
    });
    expect(await store.problemsOf(shop)).toEqual([
      { location: 'repository of shop', problems: [broken] },
    ]);
    await put(
      document('repository', 'fast 0.95 7d', { error: 'Half of it is gone.' }),
    );
    expect(await store.find('default.shop.up')).toMatchObject({
      problems: [expect.objectContaining({ allowed: 'Half of it is gone.' })],
    });
    await put(document('repository', 'fast 0.95 7d'));
    expect(await inForce()).toEqual([
      'default.shop.up 0.5 portal',
      'default.shop.fast 0.95 repository',
    ]);
    expect(await store.problemsOf(shop)).toEqual([]);
  });

  it('takes an SLO away, and takes it back with all that is known of it when it returns', async () => {
    const { put, database, inForce, store, told } = await setUp();
    await put(document('record', 'up 0.99 28d\nfast 0.9 7d'));
    await database('slo_reviews').insert({
      ...{ num: 1, at: 1, by: 'x' },
      note: 'y',
    });
    const { firstSeenAt } = (await store.find('default.shop.up')) ?? {};
    await put(document('record', 'fast 0.9 7d'));
    expect(told.at(-1)).toMatchObject({ removed: [1], services: [shop] });
    expect(await inForce()).toEqual(['default.shop.fast 0.9 record']);

    await put(document('record', 'up 0.99 28d\nfast 0.9 7d\nnew 0.5 7d'));
    expect(told.at(-1)?.added.toSorted()).toEqual([1, 3]);
    expect(await store.find('default.shop.up')).toMatchObject({
      num: 1,
      firstSeenAt,
    });
    expect(await database('slo_reviews').pluck('num')).toEqual([1]);
    expect(
      await database('slo_objectives').orderBy('num').pluck('num'),
    ).toEqual([1, 2, 3]);

    await put(document('record', 'fast 0.9 7d\nnew 0.5 7d'));
    await put(document('record', 'up 0.95 28d\nfast 0.9 7d\nnew 0.5 7d'));
    expect(
      await database('slo_objectives').where({ num: 1 }).pluck('objective'),
    ).toEqual(['0.99', '0.95']);
    expect(await database('gone_slos')).toEqual([]);
  });

  it('shows an SLO with errors only where nothing better is known', async () => {
    const { put, store, told } = await setUp();
    await put(document('record', 'up 0.9 28d !!'));
    expect(await store.find('default.shop.up')).toMatchObject({
      num: 1,
      invalid: true,
      problems: [expect.objectContaining({ severity: 'error' })],
    });
    await put(document('portal', 'up 0.8 28d'));
    expect(await store.find('default.shop.up')).toMatchObject({
      num: 1,
      invalid: false,
      origin: 'portal',
      shadowed: [{ origin: 'record', location: 'record of shop' }],
    });
    await put(document('record', 'up 0.7 28d'));
    await put(document('record', 'up 0.6 28d !!'));
    expect(await store.find('default.shop.up')).toMatchObject({
      invalid: false,
      origin: 'record',
      spec: { objective: '0.7' },
      problems: [expect.objectContaining({ severity: 'error' })],
    });
    expect(told.at(-1)).toMatchObject({ changed: [1], remeasured: [] });
  });

  it('rolls a change back whose listener fails', async () => {
    const { put, registry, inForce, store } = await setUp();
    registry.subscribe(async () => {
      throw new Error('no room for numbers');
    });
    await expect(put(document('record', 'up 0.99 28d'))).rejects.toThrow(
      'no room for numbers',
    );
    expect(await inForce()).toEqual([]);
    expect(await store.document(`record:${shop}`)).toBeUndefined();
  });

  it('takes in many services at once, and from several sides at the same time', async () => {
    const { registry, store } = await setUp();
    const many = Array.from({ length: 300 }, (_, index) => {
      const service = `component:default/s${index}`;
      return document('record', 'up 0.99 28d\nfast 0.9 7d', {
        key: `record:${service}`,
        service,
      });
    });
    const sides = [many, many.slice(100), many.slice(0, 200)];
    await Promise.all(sides.map(put => registry.change(async () => ({ put }))));
    expect(await store.count()).toBe(600);
    const refs = many.flatMap(({ service }) => service ?? []);
    expect(await store.ofServices(refs)).toHaveLength(600);
  });

  it('tells how documents are doing', async () => {
    const { put, database } = await setUp();
    const health = DocumentStatusStore.create({ database });
    await put(
      document('repository', '', { error: 'There is no such file.' }),
      document('record', 'nonsense', { service: cart }),
      shared('cart/up 0.5 28d'),
    );
    expect(await health.status()).toEqual({
      slos: [
        { origin: 'repository', count: 0 },
        { origin: 'record', count: 0 },
        { origin: 'definitions', count: 1 },
        { origin: 'portal', count: 0 },
      ],
      unreadable: [
        {
          location: 'repository of shop',
          service: shop,
          error: 'There is no such file.',
        },
      ],
      unreadableCount: 1,
      broken: [{ location: 'record of shop', service: cart, errors: 1 }],
      homeless: [
        { slo: 'default.cart.up', service: cart, location: '/slos/all.yaml' },
      ],
    });
  });
});
