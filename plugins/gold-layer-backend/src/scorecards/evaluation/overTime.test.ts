import { TestDatabases } from '@backstage/backend-test-utils';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { createWorld } from '../__testUtils__/createWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const facts = {
  'build.coverage': 'number',
  'build.green': 'boolean',
  'drill.ranAt': 'timestamp',
} as const;

const ladder = {
  bronze: [check('green', 'facts.build.green')],
  silver: [check('covered', 'facts.build.coverage >= 80')],
};

const dayMs = 24 * 3600 * 1000;

describe.each(databases.eachSupportedId())('evaluation over time on %s', id => {
  async function setUp(levels: Record<string, object[]> = ladder) {
    const world = await createWorld(await databases.init(id), facts);
    world.definitions.put('Scorecard', [scorecard('card', levels)]);
    return world;
  }
  const later = (world: { clock: { now: Date } }, ms: number) => {
    world.clock.now = new Date(world.clock.now.getTime() + ms);
  };

  it('keeps counts, daily roll-ups and trends', async () => {
    const { addService, database, give, queue, standingOf, sweep, ...world } =
      await setUp();
    await addService('shop', { owner_ref: 'group:default/a' });
    await addService('ledger', {
      tier: 'standard',
      system_ref: 'system:default/s',
    });
    await give('shop', 'build.green', true);
    await queue.drain();
    await sweep.rollUp();
    expect(await database('level_counts').orderBy('tier')).toEqual([
      expect.objectContaining({
        tier: 'critical',
        level: 'bronze',
        rank: 1,
        services: 1,
        passed: 1,
        applicable: 2,
      }),
      expect.objectContaining({
        tier: 'standard',
        level: 'none',
        rank: 0,
        services: 1,
        unknown: 2,
      }),
    ]);
    expect(await database('check_counts').where('check_id', 'covered')).toEqual(
      [expect.objectContaining({ state: 'unknown', services: 2 })],
    );
    const day = world.clock.now.toISOString().slice(0, 10);
    expect(await database('rollups_daily').orderBy('tier')).toEqual([
      expect.objectContaining({
        day,
        level: 'bronze',
        owner_ref: 'group:default/a',
        system_ref: '',
        services: 1,
        replayed: 0,
      }),
      expect.objectContaining({
        day,
        level: 'none',
        owner_ref: '',
        system_ref: 'system:default/s',
        services: 1,
      }),
    ]);
    await sweep.rollUp();
    expect(await database('rollup_totals')).toHaveLength(2);

    later(world, dayMs);
    await give('shop', 'build.green', false);
    await queue.drain();
    expect(await standingOf('shop')).toMatchObject({ rank: 0, trend: -1 });
    later(world, 8 * dayMs);
    await sweep.rollUp();
    expect(await standingOf('shop')).toMatchObject({ rank: 0, trend: 0 });
  });

  it('counts a level once that moved on its ladder while services are scored anew', async () => {
    const { addService, database, give, queue, sweep } = await setUp();
    for (const name of ['shop', 'ledger', 'mill']) {
      await addService(name);
      await give(name, 'build.green', true);
    }
    await queue.drain();
    await database('scorecard_results')
      .where('service_ref', 'component:default/shop')
      .update({ rank: 2 });
    await sweep.rollUp();
    for (const table of ['level_counts', 'rollups_daily', 'rollup_totals']) {
      expect(await database(table)).toEqual([
        expect.objectContaining({ level: 'bronze', rank: 2, services: 3 }),
      ]);
    }
  });

  it('takes what has no known past to have been so all along, times included', async () => {
    const { addService, database, definitions, give, replay, ...world } =
      await setUp();
    definitions.put('Scorecard', [
      scorecard('card', {
        bronze: [
          check('recent', 'now - facts.drill.ranAt < duration("720h")'),
          check('covered', 'facts.build.coverage >= 80'),
        ],
      }),
    ]);
    const daysAgo = (days: number) =>
      new Date(world.clock.now.getTime() - days * dayMs);
    await addService('shop');
    await give('shop', 'drill.ranAt', daysAgo(1).toISOString());
    await give('shop', 'build.coverage', 90, { at: daysAgo(5), history: true });
    await replay.begin(daysAgo(5));
    await replay.continue();
    const past = await database('rollup_totals').pluck('level');
    expect(new Set(past)).toEqual(new Set(['bronze']));
  });

  it('counts every check of a long scorecard, and forgets those that are gone', async () => {
    const ids = 'abcdefghijklm'.split('');
    const { addService, all, counts, database, definitions } = await setUp();
    const countOf = async (checks: string[]) => {
      definitions.put('Scorecard', [
        scorecard('card', {
          bronze: checks.map(each => check(each, 'facts.build.green')),
        }),
      ]);
      await all.runIfDue();
      await counts.flush();
      return database('check_counts')
        .where({ scorecard: 'card', state: 'unknown', services: 2 })
        .orderBy('check_id')
        .pluck('check_id');
    };
    await addService('shop');
    await addService('ledger');
    expect(await countOf(ids)).toEqual(ids);
    const [, ...fewer] = ids.filter(each => each !== 'e' && each !== 'm');
    expect(await countOf(fewer)).toEqual(fewer);
    expect(await countOf(['z'])).toEqual(['z']);
  });

  it('leaves the past to a replica that has come with newer definitions', async () => {
    const { addService, give, precedence, replay, state, ...world } =
      await setUp();
    const then = new Date(world.clock.now.getTime() - 2 * dayMs);
    for (let n = 100; n < 125; n++) await addService(`s${n}`);
    await give('s100', 'build.green', true, { at: then, history: true });
    await replay.begin(then);
    const ahead = jest
      .spyOn(precedence, 'isAhead')
      .mockResolvedValueOnce(true)
      .mockResolvedValue(false);
    await replay.continue();
    expect(await state.replay()).toMatchObject({
      cursor: 'component:default/s119',
    });
    ahead.mockRestore();
    await replay.continue();
    expect(await state.replay()).toBeUndefined();
  });

  it('works out the past from dated facts, once', async () => {
    const {
      addService,
      all,
      database,
      give,
      queue,
      replay,
      standingOf,
      state,
      sweep,
      ...world
    } = await setUp();
    const now = world.clock.now.getTime();
    const daysAgo = (days: number) => new Date(now - days * dayMs);
    const dayOf = (days: number) => daysAgo(days).toISOString().slice(0, 10);
    await addService('shop');
    // Scored before its facts are in: the first day counts as one change only.
    await queue.drain();
    await give('shop', 'build.green', true);
    await give('shop', 'build.coverage', 70);
    await queue.drain();
    await sweep.rollUp();
    for (const [days, value] of [
      [20, 60],
      [10, 90],
      [3, 70],
    ] as const) {
      await give('shop', 'build.coverage', value, {
        at: daysAgo(days),
        history: true,
      });
    }
    await replay.begin(daysAgo(20));
    await replay.continue();
    await replay.continue();
    expect(await state.replay()).toBeUndefined();

    const levels = await database('level_changes').orderBy('at');
    expect(
      levels.map(row => [row.from_level, row.to_level, row.replayed]),
    ).toEqual([
      [null, 'bronze', 1],
      ['bronze', 'silver', 1],
      ['silver', 'bronze', 1],
    ]);
    const totals = await database('rollup_totals').orderBy('day');
    expect(totals).toHaveLength(21);
    expect(totals.find(row => row.day === dayOf(5))).toMatchObject({
      level: 'silver',
      services: 1,
      replayed: 1,
    });
    expect(totals.find(row => row.day === dayOf(0))).toMatchObject({
      level: 'bronze',
      replayed: 0,
    });
    expect(await database('check_changes').orderBy('at')).toEqual([
      expect.objectContaining({
        check_id: 'covered',
        from_state: 'fail',
        to_state: 'pass',
        replayed: 1,
      }),
      expect.objectContaining({
        check_id: 'covered',
        from_state: 'pass',
        to_state: 'fail',
        replayed: 1,
      }),
    ]);
    const covered = await database('check_results')
      .where('check_id', 'covered')
      .first();
    expect(
      new Date(Number(covered.changed_at)).toISOString().slice(0, 10),
    ).toBe(dayOf(3));
    await sweep.rollUp();
    expect(await standingOf('shop')).toMatchObject({
      level: 'bronze',
      trend: -1,
    });

    await replay.begin(daysAgo(20));
    await replay.continue();
    expect(await database('rollup_totals')).toHaveLength(21);
    expect(await database('level_changes')).toHaveLength(3);
    await all.runIfDue();
  });
});
