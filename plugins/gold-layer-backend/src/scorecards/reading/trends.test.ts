import { TestDatabases } from '@backstage/backend-test-utils';
import type { ServiceScope } from '../../services';
import { createWorld } from '../__testUtils__/createWorld';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { CountStore } from './CountStore';
import { TrendReader } from './TrendReader';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const dayMs = 24 * 3600 * 1000;

/** Sees some services, so that trends are followed back through changes. */
const some: ServiceScope = {
  nothing: false,
  everything: false,
  restrict(query) {
    query.whereNot('services.ref', 'component:default/hidden');
    return query;
  },
};

describe.each(databases.eachSupportedId())('trends on %s', id => {
  it('are followed back through what was worked out and what was seen', async () => {
    const { addService, clock, database, definitions, give, queue } =
      await createWorld(await databases.init(id), { 'build.green': 'boolean' });
    definitions.put('Scorecard', [
      scorecard('card', { bronze: [check('green', 'facts.build.green')] }),
    ]);
    const now = clock.now.getTime();
    const day = (ago: number) =>
      new Date(now - ago * dayMs).toISOString().slice(0, 10);
    const names = ['a', 'b', 'c', 'hidden'];
    for (const name of names) await addService(name);
    const score = async (ago: number, green: Record<string, boolean>) => {
      clock.now = new Date(now - ago * dayMs);
      for (const [name, value] of Object.entries(green)) {
        await give(name, 'build.green', value);
      }
      await queue.drain();
    };
    await score(6, { a: true, b: true, c: false, hidden: true });
    await score(3, { a: false, b: false, c: true, hidden: false });
    await score(2, { a: true });
    await database('level_changes')
      .where('at', '<', now - 5 * dayMs)
      .where('service_ref', 'component:default/a')
      .update({ replayed: 1 });

    const trends = TrendReader.create({
      database,
      counts: CountStore.create({ database }),
    });
    const levels = (bronze: number, none: number) => ({ bronze, none });
    const point = (ago: number, counted: object, replayed = false) => ({
      day: day(ago),
      levels: counted,
      replayed,
    });
    expect(await trends.read('card', { days: 30 }, some)).toEqual([
      point(6, levels(2, 1), true),
      point(5, levels(2, 1), true),
      point(4, levels(2, 1), true),
      point(3, levels(1, 2), true),
      point(2, levels(2, 1), true),
      point(1, levels(2, 1), true),
      point(0, levels(2, 1)),
    ]);
    expect(await trends.read('card', { days: 4 }, some)).toEqual([
      point(3, levels(1, 2)),
      point(2, levels(2, 1)),
      point(1, levels(2, 1)),
      point(0, levels(2, 1)),
    ]);
  });
});
