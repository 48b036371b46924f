import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { createWorld } from '../__testUtils__/createWorld';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { startEvaluation } from '../__testUtils__/startEvaluation';
import { goneMs } from './decidePrecedence';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const facts = { 'build.green': 'boolean' } as const;

const edition = (version: string) => [
  scorecard(
    'card',
    { bronze: [check('green', 'facts.build.green')] },
    { version },
  ),
];

describe('one process after the other', () => {
  /** Processes that score everything by a version and end; they answer by which version the service is scored then. */
  async function setUp(id: TestDatabaseId, end: 'shut down' | 'killed') {
    const database = await databases.init(id);
    const { addService } = await createWorld(database, facts);
    await addService('shop');
    return async (version: string) => {
      const world = await createWorld(database, facts);
      world.definitions.put('Scorecard', edition(version));
      const { run, shutDown } = await startEvaluation(world);
      await run('scorecards-evaluate');
      if (end === 'shut down') {
        await shutDown();
        await run('scorecards-replica');
      }
      return (await world.standingOf('shop'))?.version;
    };
  }

  it.each(databases.eachSupportedId())(
    'goes back to earlier definitions at once on %s',
    async id => {
      const runWith = await setUp(id, 'shut down');
      expect(await runWith('1.0.0')).toBe('1.0.0');
      expect(await runWith('2.0.0')).toBe('2.0.0');
      expect(await runWith('1.0.0')).toBe('1.0.0');
    },
  );

  it('does so even if killed, where a database has one process only', async () => {
    const runWith = await setUp('SQLITE_3', 'killed');
    expect(await runWith('1.0.0')).toBe('1.0.0');
    expect(await runWith('2.0.0')).toBe('2.0.0');
    expect(await runWith('1.0.0')).toBe('1.0.0');
  });
});

describe.each(databases.eachSupportedId())('two replicas on %s', id => {
  /** Two replicas of one database; time passes for both, and both live on unless one is left out. */
  async function setUp(definitions: { a: string; b: string }) {
    const database = await databases.init(id);
    const a = await createWorld(database, facts);
    const b = await createWorld(database, facts);
    b.clock.now = a.clock.now;
    a.definitions.put('Scorecard', edition(definitions.a));
    b.definitions.put('Scorecard', edition(definitions.b));
    const later = async (ms: number, alive = [a, b]) => {
      const end = a.clock.now.getTime() + ms;
      while (a.clock.now.getTime() < end) {
        const next = Math.min(end, a.clock.now.getTime() + 20_000);
        for (const { clock } of [a, b]) clock.now = new Date(next);
        for (const { precedence } of alive) await precedence.isAhead();
      }
    };
    const version = async () => (await a.standingOf('shop'))?.version;
    return { a, b, later, version };
  }

  it('do not undo each other while one has newer definitions', async () => {
    const { a, b, later, version } = await setUp({ a: '1.0.0', b: '2.0.0' });
    await a.addService('shop');
    await a.all.runIfDue();
    await a.queue.drain();
    expect(await version()).toBe('1.0.0');

    await later(3_600_000, [a]);
    await b.all.runIfDue();
    // The other one may still be about to score by what was in force.
    expect(await version()).toBe('1.0.0');
    await later(10_000);
    await b.all.runIfDue();
    expect(await version()).toBe('2.0.0');

    await a.all.runIfDue();
    await a.give('shop', 'build.green', true);
    await a.queue.drain();
    await a.queue.drain({ refs: ['component:default/shop'] });
    await a.sweep.minutely();
    expect(await version()).toBe('2.0.0');
    expect(await a.changes.count()).toBe(1);
    await later(60_000);
    await a.all.runIfDue();
    expect(await version()).toBe('2.0.0');
    expect(a.logger.warn.mock.calls).toEqual([
      [expect.stringContaining('leaves scoring to it')],
    ]);
    expect(await a.precedence.waiting()).toContain('newer definitions');
    expect(await b.precedence.waiting()).toBeUndefined();

    await b.queue.drain();
    expect(await b.statesOf('shop')).toEqual({ green: 'pass' });
    expect(await b.changes.count()).toBe(0);
  });

  it('go back to earlier definitions once nobody has the later ones', async () => {
    const { a, b, later, version } = await setUp({ a: '1.0.0', b: '2.0.0' });
    await a.addService('shop');
    await a.all.runIfDue();
    await later(60_000, [a]);
    await later(40_000);
    await b.all.runIfDue();
    expect(await version()).toBe('2.0.0');

    await later(goneMs - 20_000, [a]);
    await a.all.runIfDue();
    expect(await version()).toBe('2.0.0');
    await later(20_000, [a]);
    await a.all.runIfDue();
    expect(await version()).toBe('1.0.0');
    expect(a.logger.info).toHaveBeenCalledTimes(1);
  });

  it('follow one that takes its definitions back, at once', async () => {
    const { a, b, later, version } = await setUp({ a: '1.0.0', b: '1.0.0' });
    await a.addService('shop');
    await a.all.runIfDue();
    await later(60_000);
    b.definitions.put('Scorecard', edition('2.0.0'));
    await later(40_000);
    await b.all.runIfDue();
    expect(await version()).toBe('2.0.0');

    b.definitions.put('Scorecard', edition('1.0.0'));
    await b.all.runIfDue();
    expect(await version()).toBe('1.0.0');
    await later(5_000);
    expect(await a.precedence.isAhead()).toBe(true);
  });
});
