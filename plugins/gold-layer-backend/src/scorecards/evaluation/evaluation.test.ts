import { TestDatabases } from '@backstage/backend-test-utils';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { createWorld } from '../__testUtils__/createWorld';
import { startEvaluation } from '../__testUtils__/startEvaluation';
import { EvaluationState } from './EvaluationState';

afterEach(() => jest.restoreAllMocks());

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

describe.each(databases.eachSupportedId())('evaluation on %s', id => {
  async function setUp(levels: Record<string, object[]> = ladder) {
    const world = await createWorld(await databases.init(id), facts);
    world.definitions.put('Scorecard', [scorecard('card', levels)]);
    return world;
  }
  const later = (world: { clock: { now: Date } }, ms: number) => {
    world.clock.now = new Date(world.clock.now.getTime() + ms);
  };

  it('scores what waits and writes only what differs', async () => {
    const {
      addService,
      changes,
      database,
      give,
      queue,
      standingOf,
      statesOf,
      ...world
    } = await setUp();
    await addService('shop');
    await addService('ledger');
    await give('shop', 'build.green', true);
    await queue.drain();
    expect(await statesOf('shop')).toEqual({
      green: 'pass',
      covered: 'unknown',
    });
    expect(await standingOf('shop')).toMatchObject({
      level: 'bronze',
      rank: 1,
      to_next: 1,
      passed: 1,
      unknown: 1,
      applicable: 2,
      coverage: 0.5,
      trend: 0,
      version: '1.0.0',
    });
    expect(await standingOf('ledger')).toMatchObject({ level: null, rank: 0 });
    expect(await changes.count()).toBe(0);

    const before = await database('check_results').orderBy([
      'service_ref',
      'check_id',
    ]);
    later(world, 1000);
    await give('shop', 'build.coverage', 85);
    await queue.drain();
    const after = await database('check_results').orderBy([
      'service_ref',
      'check_id',
    ]);
    const differing = after.filter(
      (row, index) => JSON.stringify(row) !== JSON.stringify(before[index]),
    );
    expect(differing).toEqual([
      expect.objectContaining({
        service_ref: 'component:default/shop',
        check_id: 'covered',
        state: 'pass',
        reason: 'build.coverage: 85, needed at least 80.',
      }),
    ]);
    expect(await standingOf('shop')).toMatchObject({
      level: 'silver',
      rank: 2,
      to_next: null,
      trend: 1,
    });
    expect(await database('check_changes')).toEqual([
      expect.objectContaining({
        check_id: 'covered',
        from_state: 'unknown',
        to_state: 'pass',
      }),
    ]);
    expect(
      await database('level_changes').orderBy('at', 'desc').first(),
    ).toMatchObject({
      from_level: 'bronze',
      from_rank: 1,
      to_level: 'silver',
      to_rank: 2,
    });

    later(world, 1000);
    await give('shop', 'build.coverage', 86);
    await queue.drain();
    const [row] = await database('check_results').where({
      check_id: 'covered',
      state: 'pass',
    });
    expect(row.reason).toBe('build.coverage: 86, needed at least 80.');
    expect(Number(row.changed_at)).toBe(Number(differing[0].changed_at));
    expect(await database('check_changes')).toHaveLength(1);
  });

  it('raises to Gold whose error budget ran out again and again, while that is known', async () => {
    const { addService, give, queue, sweep, database, ...world } =
      await setUp();
    await addService('shop', {
      tier: 'standard',
      record: JSON.stringify({ servesCustomers: false, regulatedData: false }),
    });
    await addService('mill', {
      record: JSON.stringify({ servesCustomers: false, regulatedData: false }),
    });
    const answers = () =>
      database('services').orderBy('ref').pluck<string[]>('gold');
    await give('shop', 'slo.budget.exhaustionsThisQuarter', 3, {
      validUntil: new Date(world.clock.now.getTime() + 60_000),
    });
    await queue.drain();
    expect(await answers()).toEqual(['optional', 'raise']);
    later(world, 61_000);
    await sweep.minutely();
    expect(await answers()).toEqual(['optional', 'optional']);
  });

  it('takes that back when the fact is gone, as when a service has no SLOs any more', async () => {
    const { addService, database, factStore, give, queue, services } =
      await setUp();
    const shop = await addService('shop', {
      tier: 'standard',
      record: JSON.stringify({ servesCustomers: false, regulatedData: false }),
    });
    const vault = await addService('vault', {
      record: JSON.stringify({ servesCustomers: true, regulatedData: true }),
    });
    for (const name of ['shop', 'vault']) {
      await give(name, 'slo.budget.exhaustionsThisQuarter', 3);
    }
    await queue.drain();
    const gold = async (ref: string) => (await services.find(ref))?.gold;
    const ranOut = expect.stringContaining('ran out 3 times');
    expect(await gold(shop)).toEqual({ answer: 'raise', reasons: [ranOut] });
    expect((await gold(vault))?.reasons).toContainEqual(ranOut);

    await factStore.retain(
      'test',
      [shop, vault].map(service => ({ service, facts: [] })),
    );
    await queue.drain();
    expect(await gold(shop)).toMatchObject({ answer: 'optional' });
    const { answer, reasons } = (await gold(vault)) ?? {};
    expect(answer).toBe('yes');
    expect(reasons).not.toContainEqual(ranOut);
    expect(await database('facts')).toEqual([]);
  });

  it('makes a check unknown when its fact goes stale, without anybody touching it', async () => {
    const { addService, give, queue, statesOf, sweep, database, ...world } =
      await setUp();
    await addService('shop');
    await give('shop', 'build.green', true, {
      validUntil: new Date(world.clock.now.getTime() + 60_000),
    });
    await sweep.minutely();
    await queue.drain();
    expect(await statesOf('shop')).toMatchObject({ green: 'pass' });
    later(world, 61_000);
    await sweep.minutely();
    expect(await statesOf('shop')).toMatchObject({ green: 'unknown' });
    const row = await database('check_results')
      .where('check_id', 'green')
      .first();
    expect(row.reason).toMatch(/^“build.green” is out of date since/);
    expect(await database('service_sources')).toEqual([
      expect.objectContaining({ source: 'test', facts: 1, stale: 1 }),
    ]);
  });

  it('does not lose a mark that is set while its service is evaluated', async () => {
    const { addService, changes, evaluator, give, queue, standingOf } =
      await setUp();
    const ref = await addService('shop');
    await give('shop', 'build.green', false);
    const evaluate = evaluator.evaluate.bind(evaluator);
    const spy = jest
      .spyOn(evaluator, 'evaluate')
      .mockImplementationOnce(async refs => {
        const evaluation = await evaluate(refs);
        await give('shop', 'build.green', true, {
          at: new Date(Date.now() + 1000),
        });
        return evaluation;
      });
    await queue.drain({ refs: [ref] });
    expect(spy).toHaveBeenCalledTimes(2);
    expect(await standingOf('shop')).toMatchObject({ level: 'bronze' });
    expect(await changes.count()).toBe(0);
  });

  it('keeps one that errs from harming others', async () => {
    const { addService, database, give, queue, statesOf } = await setUp({
      bronze: [
        check(
          'broken',
          'timestamp("2026-01-01T00:00:00Z") > now || service.title.startsWith("x")',
        ),
        check('green', 'facts.build.green'),
      ],
    });
    await addService('shop');
    await give('shop', 'build.green', true);
    await queue.drain();
    expect(await statesOf('shop')).toEqual({
      broken: 'unknown',
      green: 'pass',
    });
    expect(await database('evaluation_failures')).toEqual([]);
  });

  it('re-scores all services when a scorecard changes, and records its version', async () => {
    const {
      addService,
      all,
      database,
      definitions,
      give,
      queue,
      standingOf,
      statesOf,
      state,
    } = await setUp();
    await addService('shop');
    await give('shop', 'build.green', true);
    await queue.drain();
    await all.runIfDue();
    definitions.put('Scorecard', [
      scorecard(
        'card',
        {
          bronze: [
            check('always', 'true', {
              appliesTo: 'service.tier == "critical"',
            }),
          ],
        },
        { version: '2.0.0' },
      ),
      scorecard(
        'other',
        { only: [check('never', 'false')] },
        { appliesTo: 'service.type == "library"' },
      ),
    ]);
    await all.runIfDue();
    expect(await statesOf('shop')).toEqual({ always: 'pass' });
    expect(await standingOf('shop')).toMatchObject({
      scorecard: 'card',
      version: '2.0.0',
      level: 'bronze',
    });
    expect((await state.run()).finishedAt).toBeDefined();
    definitions.put('Scorecard', []);
    await all.runIfDue();
    expect(await database('scorecard_results')).toEqual([]);
    expect(await database('check_results')).toEqual([]);
  });

  it('goes on where a full evaluation was interrupted', async () => {
    const { addService, all, evaluator, queue, state, statesOf } =
      await setUp();
    for (let i = 100; i < 150; i++) await addService(`s${i}`);
    const evaluated: string[] = [];
    const evaluate = evaluator.evaluate.bind(evaluator);
    jest
      .spyOn(evaluator, 'evaluate')
      .mockImplementation(async (refs, options) => {
        if (evaluated.length > 0 && evaluated.length < 30) {
          evaluated.push(...Array.from({ length: 30 }, () => 'stopped'));
          throw new Error('stopped');
        }
        evaluated.push(...refs);
        return evaluate(refs, options);
      });
    await expect(all.runIfDue()).rejects.toThrow('stopped');
    const { cursor } = await state.run();
    expect(cursor).toBe(evaluated.filter(ref => ref !== 'stopped').at(-1));
    await all.runIfDue();
    const refs = evaluated.filter(ref => ref !== 'stopped');
    expect(new Set(refs).size).toBe(50);
    expect(refs).toHaveLength(50);
    expect(Object.keys(await statesOf('s149'))).toHaveLength(2);
    await queue.drain();
  });

  it('goes on where it had to stop, soon enough after its process died', async () => {
    const world = await setUp();
    for (let i = 100; i < 160; i++) await world.addService(`s${i}`);
    const { run, tasks } = await startEvaluation(world);
    const stop = new AbortController();
    const keepRun = EvaluationState.prototype.keepRun;
    jest
      .spyOn(EvaluationState.prototype, 'keepRun')
      .mockImplementationOnce(async function stopThen(
        this: EvaluationState,
        ...given
      ) {
        stop.abort();
        return keepRun.apply(this, given);
      });
    await run('scorecards-evaluate', stop.signal);
    const stopped = await world.state.run();
    expect(stopped.cursor).toBe('component:default/s124');
    expect(stopped.finishedAt).toBeUndefined();
    await run('scorecards-evaluate');
    expect((await world.state.run()).finishedAt).toBeDefined();
    expect(await world.statesOf('s159')).not.toEqual({});

    // A task that died with its process is let go of after its timeout.
    for (const each of ['scorecards-evaluate', 'scorecards-sweep']) {
      expect(tasks.get(each)?.timeout).toEqual({ minutes: 5 });
    }
  });

  it('enforces a check from its day on, and asks rules about the time again', async () => {
    const { addService, all, give, statesOf, ...world } = await setUp();
    world.clock.now = new Date('2026-06-14T22:00:00Z');
    world.definitions.put('Scorecard', [
      scorecard('card', {
        bronze: [
          check('upcoming', 'facts.build.green', {
            enforceFrom: { critical: '2026-06-15' },
          }),
          check('recent', 'now - facts.drill.ranAt < duration("3h")'),
        ],
      }),
    ]);
    await addService('shop');
    await give('shop', 'drill.ranAt', '2026-06-14T20:30:00Z');
    await all.runIfDue();
    expect(await statesOf('shop')).toEqual({
      upcoming: 'upcoming',
      recent: 'pass',
    });
    later(world, 61 * 60_000);
    await all.runIfDue();
    expect(await statesOf('shop')).toEqual({
      upcoming: 'upcoming',
      recent: 'pass',
    });
    later(world, 60 * 60_000);
    await all.runIfDue();
    expect(await statesOf('shop')).toEqual({
      upcoming: 'unknown',
      recent: 'fail',
    });
  });

  it('forgets services that are gone', async () => {
    const { addService, database, give, queue, sweep } = await setUp();
    const ref = await addService('shop');
    await addService('ledger');
    await give('shop', 'build.green', true);
    await queue.drain();
    await database('services').where('ref', ref).delete();
    await sweep.minutely();
    for (const table of [
      'scorecard_results',
      'check_results',
      'level_changes',
      'service_sources',
    ]) {
      expect(await database(table).where('service_ref', ref)).toEqual([]);
    }
    expect(await database('scorecard_results')).toHaveLength(1);
  });
});
