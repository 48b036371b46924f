import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { ServiceAccess } from '../../services';
import { createWorld } from '../__testUtils__/createWorld';
import { service } from '../__testUtils__/fixtures';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { ServiceResultStore } from './ServiceResultStore';
import { CountStore } from './CountStore';
import { ServiceScorecards } from './ServiceScorecards';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const credentials = mockCredentials.user();
const access: ServiceAccess = {
  scope: async () => ({
    nothing: false,
    everything: true,
    restrict: query => query,
  }),
  require: async () => service(),
};

describe.each(databases.eachSupportedId())(
  'the scorecards of a service on %s',
  id => {
    async function setUp() {
      const world = await createWorld(await databases.init(id), {
        'build.green': 'boolean',
        'build.coverage': 'number',
      });
      const { database, factStore, registry, scorecards } = world;
      world.definitions.put('Scorecard', [
        scorecard('card', {
          bronze: [check('green', 'facts.build.green')],
          silver: [
            check('published', 'false', {
              appliesTo: 'service.type == "library"',
            }),
          ],
          gold: [check('covered', 'facts.build.coverage >= 80')],
        }),
      ]);
      await world.addService('shop');
      await world.give('shop', 'build.green', true);
      await world.queue.drain();
      const reader = ServiceScorecards.create({
        access,
        counts: CountStore.create({ database }),
        facts: factStore,
        failures: { failuresOf: async () => [], titleOf: source => source },
        registry,
        scorecards,
        store: ServiceResultStore.create({ database }),
      });
      const read = (name: string) =>
        reader.get(`component:default/${name}`, { credentials });
      return { ...world, read };
    }

    it('hold no level for lack of questions, and lead past it', async () => {
      const { give, queue, read } = await setUp();
      const levels = async () => {
        const { items } = await read('shop');
        return items[0].levels.map(({ name, held, missing }) => [
          name,
          held,
          missing,
        ]);
      };
      expect(await levels()).toEqual([
        ['bronze', true, 0],
        ['silver', false, 0],
        ['gold', false, 1],
      ]);
      const { items } = await read('shop');
      expect(items[0].standing.toNext).toBe(1);
      expect(items[0].nextSteps).toEqual([
        expect.objectContaining({ check: 'covered', level: 'gold' }),
      ]);

      await give('shop', 'build.coverage', 90);
      await queue.drain();
      expect(await levels()).toEqual([
        ['bronze', true, 0],
        ['silver', false, 0],
        ['gold', true, 0],
      ]);
    });

    it('come with why the last evaluation erred, and when all were evaluated', async () => {
      const { all, clock, database, read } = await setUp();
      expect(await read('shop')).toMatchObject({
        failure: undefined,
        lastFullAt: undefined,
      });
      await all.runIfDue();
      await database('evaluation_failures').insert([
        {
          service_ref: 'component:default/shop',
          error: 'The record is too deep.',
          at: 1000,
        },
        { service_ref: 'component:default/mill', error: 'Another.', at: 2000 },
      ]);
      const { failure, items, lastFullAt } = await read('shop');
      expect(failure).toEqual({
        at: '1970-01-01T00:00:01.000Z',
        error: 'The record is too deep.',
      });
      expect(items).toHaveLength(1);
      expect(lastFullAt).toBe(clock.now.toISOString());
      // What was never scored has nothing else to show.
      expect(await read('mill')).toMatchObject({
        items: [],
        failure: { error: 'Another.' },
      });
    });
  },
);
