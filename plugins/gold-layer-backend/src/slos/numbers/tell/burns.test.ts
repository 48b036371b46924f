import { TestDatabases } from '@backstage/backend-test-utils';
import type { RuleState } from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../../notices';
import { SloRegistryStore } from '../../documents/store/SloRegistryStore';
import { sloRow, specOf, statusRow } from '../../reading/__testUtils__/sloRows';
import {
  numbersWorld,
  pushedSpec,
  sloSpec,
} from '../__testUtils__/numbersWorld';
import { BurnStore } from '../store/BurnStore';
import { StatusStore } from '../store/StatusStore';
import { BurnNotices } from './BurnNotices';
import { SloServices } from './SloServices';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

const isBurn = ({ key }: Notice) => key.startsWith('slo-burn:');

describe.each(databases.eachSupportedId())('burn alerts on %s', id => {
  /** One SLO that is out from 12:00 to 12:20, and again from 19:00 on. */
  async function setUp(rules: RuleState) {
    const world = await numbersWorld(await databases.init(id));
    const { source, told } = world;
    source.loaded = rules;
    source.script = when => {
      const time = when.toISOString().slice(0, 16);
      const out =
        (time >= '2026-11-20T12:00' && time < '2026-11-20T12:20') ||
        time >= '2026-11-20T19:00';
      return { bad: out ? 100 : 0, total: 100 };
    };
    const num = await world.put(
      sloSpec('checkout', { window: { kind: 'rolling', days: 28 } }),
    );
    await world.at('2026-11-20T12:01:00Z');
    return { ...world, num, burns: () => told.filter(isBurn) };
  }

  it('tell the owners once, where the rules are not loaded, what burns and why it is the portal that says so', async () => {
    const { at, burns, see, num } = await setUp('missing');
    expect(burns()).toEqual([]);
    await at('2026-11-20T12:11:00Z');
    expect(burns()).toEqual([
      {
        to: ['group:default/payments'],
        title: 'Budget burns fast enough to page: The checkout of Shop',
        description:
          'Over the last 60 minutes it burnt 16.67 times as fast as allowed. The rules that would alert are not loaded at its source.',
        severity: 'high',
        path: '/slos/default.shop.checkout',
        key: expect.stringMatching(/^slo-burn:default.shop.checkout:page:\d+$/),
        once: true,
      },
      expect.objectContaining({
        title: 'Budget burns fast enough for a ticket: The checkout of Shop',
        severity: 'normal',
      }),
    ]);
    expect((await see(num)).diagnosis).toContain('burns fast enough to page');
    await at('2026-11-20T12:16:00Z');
    await at('2026-11-20T12:21:00Z');
    expect(burns()).toHaveLength(2);
  });

  it('tell nobody where the rules are loaded, and make up for it once they are not', async () => {
    const { at, burns, num, see, source } = await setUp('loaded');
    await at('2026-11-20T12:11:00Z');
    expect((await see(num)).diagnosis).toContain('somebody is paged');
    expect(burns()).toEqual([]);
    source.loaded = 'missing';
    await at('2026-11-20T12:17:00Z');
    expect((await see(num)).rules).toBe('missing');
    expect(burns()).toHaveLength(2);
  });

  it.each(['older', 'different', 'unknown'] as const)(
    'tell the owners where the rules are %s',
    async rules => {
      const { at, burns } = await setUp(rules);
      await at('2026-11-20T12:11:00Z');
      expect(burns()).toHaveLength(2);
    },
  );

  it('of an SLO of which no rules can be generated say so', async () => {
    const { at, burns, num, put } = await setUp('unknown');
    const raw = { type: 'prometheus', query: 'sum(x) keep_metric_names' };
    await put(
      sloSpec('checkout', { sli: { kind: 'raw', raw, rawType: 'success' } }),
      { num },
    );
    await at('2026-11-20T12:11:00Z');
    expect(burns()[0].description).toContain(
      'No rules that would alert can be generated from its document.',
    );
  });

  it('are told of again when they fire again, and not when nobody knew for a while', async () => {
    const { at, burns, source } = await setUp('missing');
    await at('2026-11-20T12:11:00Z');
    const { script } = source;
    source.script = () => undefined;
    await at('2026-11-20T12:31:00Z');
    expect(burns()).toHaveLength(2);
    await at('2026-11-20T18:06:00Z');
    expect(burns()).toHaveLength(2);
    // Known again, and over; then out anew.
    source.script = script;
    await at('2026-11-20T18:31:00Z');
    await at('2026-11-20T19:12:00Z');
    const pages = burns().filter(({ key }) => key.includes(':page:'));
    expect(pages).toHaveLength(2);
    expect(new Set(pages.map(({ key }) => key)).size).toBe(2);
  });

  it('are told once by two replicas, and by one that starts anew', async () => {
    const { burns, clock, database, num, numbers, replica } =
      await setUp('missing');
    clock.now = new Date('2026-11-20T12:11:00Z');
    await numbers.run();
    const other = replica();
    await Promise.all([numbers.evaluateNow([num]), other.evaluateNow([num])]);
    await other.run();
    expect(burns()).toHaveLength(2);
    expect(
      await database('slo_burns').whereNull('told_at').pluck('severity'),
    ).toEqual([]);
  });

  it('are told when notifications are back, and those that nobody owns once somebody does', async () => {
    const { at, burns, database, notices, put } = await setUp('missing');
    await put(sloSpec('orphan', { service: 'component:default/orphan' }));
    notices.down = true;
    await at('2026-11-20T12:11:00Z');
    expect(burns()).toEqual([]);
    notices.down = false;
    await at('2026-11-20T12:12:00Z');
    expect(burns()).toHaveLength(2);
    const untold = () =>
      database('slo_burns').whereNull('told_at').pluck('severity');
    expect(await untold()).toHaveLength(2);
    await database('services').insert({
      ...(await database('services').where({ name: 'shop' }).first()),
      ...{ ref: 'component:default/orphan', name: 'orphan', title: 'Orphan' },
    });
    await at('2026-11-20T12:13:00Z');
    expect(burns()).toHaveLength(2);
    await database('service_owners').insert({
      service_ref: 'component:default/orphan',
      owner_ref: 'group:default/search',
    });
    await at('2026-11-20T12:14:00Z');
    expect(burns().map(({ to }) => to)).toEqual([
      ['group:default/payments'],
      ['group:default/payments'],
      ['group:default/search'],
      ['group:default/search'],
    ]);
    expect(await untold()).toEqual([]);
  });

  it('are not read while the portal is known to have no notifications', async () => {
    const { at, burns, clock, database, notices, num, numbers } =
      await setUp('missing');
    notices.absent = true;
    await at('2026-11-20T12:11:00Z');
    const statements: string[] = [];
    database.on('query', ({ sql }) => statements.push(sql));
    clock.now = new Date('2026-11-20T12:12:00Z');
    await numbers.evaluateNow([num]);
    const looks = () =>
      statements.filter(
        sql => sql.startsWith('select') && /slo_burns|last_known/.test(sql),
      ).length;
    expect(looks()).toBe(0);
    notices.absent = false;
    await numbers.evaluateNow([num]);
    expect(looks()).toBe(2);
    expect(burns()).toHaveLength(2);
  });

  it('that nobody could be told of for a day are left alone', async () => {
    const { burns, clock, database, notices, num, numbers } =
      await setUp('missing');
    notices.down = true;
    clock.now = new Date('2026-11-20T12:11:00Z');
    await numbers.run();
    await database('slo_burns').update({
      since: Date.parse('2026-11-19T12:00:00Z'),
    });
    await numbers.evaluateNow([num]);
    notices.down = false;
    await numbers.evaluateNow([num]);
    expect(burns()).toEqual([]);
  });

  it('of pushed numbers are told with the push that makes them fire', async () => {
    const { as, put, told } = await numbersWorld(await databases.init(id));
    await put(pushedSpec('nightly'));
    const items = [0, 5].map(minute => ({
      slo: 'default.shop.nightly',
      from: `2026-11-20T11:5${minute}:00Z`,
      to: minute === 0 ? '2026-11-20T11:55:00Z' : '2026-11-20T12:00:00Z',
      good: 10,
      total: 100,
    }));
    await as('service').post('/slo-data', { items }).expect(200);
    expect(told.filter(isBurn).map(({ description }) => description)).toEqual([
      expect.stringContaining('Its numbers are pushed'),
      expect.stringContaining('Its numbers are pushed'),
    ]);
  });
});

describe.each(databases.eachSupportedId())(
  'thousands of burn alerts at once on %s',
  id => {
    it('are told in bounded batches with few statements, those that page first', async () => {
      const { clock, database } = await numbersWorld(await databases.init(id));
      const nums = Array.from({ length: 1200 }, (_, index) => index + 1);
      const alerts = JSON.stringify([
        {
          ...{ severity: 'page', longMinutes: 60, shortMinutes: 5, factor: 14 },
          ...{ long: 20, short: 20, state: 'firing' },
        },
      ]);
      await database.batchInsert(
        'slos',
        nums.map(num => sloRow(num, specOf(`default.shop.slo-${num}`))),
        50,
      );
      await database.batchInsert(
        'slo_status',
        nums.map(num =>
          statusRow(num, {
            evaluatedAt: clock.now,
            ...{ alerts, firing: 3, rules: num === 7 ? 'loaded' : 'missing' },
          }),
        ),
        25,
      );
      const burns = BurnStore.create({ database });
      const begun = nums.map(num => ({
        num,
        severity: num === 1200 ? ('page' as const) : ('ticket' as const),
        since: num,
      }));
      await database.transaction(tx => burns.follow(tx, { begun, ended: [] }));
      const sent: Notice[][] = [];
      const notices = BurnNotices.create({
        burns,
        notices: {
          canTell: true,
          send: async () => {},
          settle: async some => {
            sent.push(some);
            return new Set(some.map(({ key }) => key));
          },
        },
        services: SloServices.create({ database }),
        slos: SloRegistryStore.create({ database }),
        status: StatusStore.create({ database }),
        now: () => clock.now,
      });
      const statements: string[] = [];
      database.on('query', ({ sql }) => statements.push(sql));
      await notices.tell();
      expect(statements.length).toBeLessThan(12);
      await notices.tell();
      await notices.tell();
      expect(sent.map(({ length }) => length)).toEqual([1000, 199]);
      expect(sent[0][0]).toMatchObject({
        key: 'slo-burn:default.shop.slo-1200:page:1200',
      });
      expect(new Set(sent.flat().map(({ key }) => key)).size).toBe(1199);
    });

    it('that nobody owns take no places of those that somebody does', async () => {
      const { clock, database } = await numbersWorld(await databases.init(id));
      const fires = { evaluatedAt: clock.now, firing: 3, rules: 'missing' };
      await database('slos').insert([
        sloRow(1, specOf('default.shop.up')),
        sloRow(2, specOf('default.orphan.up')),
      ]);
      await database('slo_status').insert([
        statusRow(1, fires),
        statusRow(2, fires),
      ]);
      const burns = BurnStore.create({ database });
      const owned = { num: 1, severity: 'ticket' as const, since: 5 };
      const orphan = { num: 2, severity: 'page' as const, since: 9 };
      await database.transaction(tx =>
        burns.follow(tx, { begun: [owned, orphan], ended: [] }),
      );
      expect(await burns.untold({ limit: 1 })).toEqual([owned]);
      await database('service_owners').insert({
        service_ref: 'component:default/orphan',
        owner_ref: 'group:default/search',
      });
      expect(await burns.untold({ limit: 1 })).toEqual([orphan]);
    });

    it('are one from its begin to its end, whoever says so', async () => {
      const { clock, database } = await numbersWorld(await databases.init(id));
      await database('slos').insert(sloRow(1, specOf('default.shop.up')));
      await database('slo_status').insert(
        statusRow(1, {
          evaluatedAt: clock.now,
          ...{ firing: 2, rules: 'unknown' },
        }),
      );
      const burns = BurnStore.create({ database });
      const untold = () => burns.untold({ limit: 5 });
      const follow = (steps: Parameters<BurnStore['follow']>[1]) =>
        database.transaction(tx => burns.follow(tx, steps));
      const page = { num: 1, severity: 'page' as const };

      await follow({ begun: [{ ...page, since: 5 }], ended: [] });
      await follow({ begun: [{ ...page, since: 6 }], ended: [] });
      const [burn] = await untold();
      expect(burn).toEqual({ ...page, since: 5 });
      await burns.told([burn], 7);
      expect(await untold()).toEqual([]);
      await follow({ begun: [{ ...page, since: 8 }], ended: [page] });
      expect(await untold()).toEqual([{ ...page, since: 8 }]);
      // Told too late of the one before.
      await burns.told([burn], 9);
      expect(await untold()).toHaveLength(1);
      // It is not known whether it still fires.
      await database('slo_status').update({ firing: 0 });
      expect(await untold()).toEqual([]);
      await database('slo_status').update({ firing: 2 });
      await database('slos').update({ invalid: 1 });
      expect(await untold()).toEqual([]);
    });
  },
);
