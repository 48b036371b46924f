import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { serviceRow } from './__testUtils__/serviceRow';
import { DatabaseServiceChanges } from './DatabaseServiceChanges';
import type { ServiceScope } from './ServiceScope';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'DatabaseServiceChanges on %s',
  id => {
    async function setUp() {
      const database = await databases.init(id);
      await migrate(database);
      const here = DatabaseServiceChanges.create({ database });
      const elsewhere = DatabaseServiceChanges.create({ database });
      return { database, here, elsewhere };
    }

    it('hands out what was marked, once, the longest waiting first', async () => {
      const { database, here } = await setUp();
      await here.mark(['b', 'a', 'b']);
      await database('service_changes').update({ waiting_since: 2 });
      await here.mark(['c']);
      await database('service_changes')
        .where('ref', 'c')
        .update({ waiting_since: 1 });
      expect((await here.pending(10)).map(it => it.ref)).toEqual([
        'c',
        'a',
        'b',
      ]);
      expect((await here.pending(1)).map(it => it.ref)).toEqual(['c']);
      const named = await here.pending(10, { refs: ['b', 'x'] });
      expect(named.map(it => it.ref)).toEqual(['b']);
      expect(await here.count()).toBe(3);
      const waitingSince = new Date(3);
      expect(await here.count({ waitingSince })).toBe(3);
      expect(await here.count({ waitingSince: new Date(2) })).toBe(1);
      const except = database('services').select('ref');
      await database('services').insert(serviceRow('c', { ref: 'c' }));
      expect(await here.count({ waitingSince, except })).toBe(2);
      const scope: ServiceScope = {
        nothing: false,
        everything: false,
        restrict: query => query,
      };
      expect(await here.count({ waitingSince, scope })).toBe(1);
      await here.done(await here.pending(10));
      expect(await here.count()).toBe(0);
    });

    it('keeps a mark that was set while its service was being scored', async () => {
      const { here, elsewhere } = await setUp();
      await here.mark(['a', 'b']);
      const taken = await here.pending(10);
      await elsewhere.mark(['a']);
      await here.done(taken);
      const [left] = await here.pending(10);
      expect(left.ref).toBe('a');
      expect(left.mark).toBeGreaterThan(taken[0].mark);
    });

    it('keeps a mark set after another replica had finished with the earlier one', async () => {
      const { here, elsewhere } = await setUp();
      await here.mark(['a']);
      const takenHere = await here.pending(10);
      const takenElsewhere = await elsewhere.pending(10);
      await elsewhere.done(takenElsewhere);
      await elsewhere.mark(['a']);
      await here.done(takenHere);
      expect(await here.count()).toBe(1);
    });

    it('marks more services than one statement can bind', async () => {
      const { here } = await setUp();
      const refs = Array.from({ length: 1500 }, (_, i) => `s${i}`);
      await here.mark(refs);
      expect(await here.count()).toBe(1500);
      await here.done(await here.pending(2000));
      expect(await here.count()).toBe(0);
    });

    it('tells listeners after the transaction, and not of one rolled back', async () => {
      const { database, here } = await setUp();
      const told = jest.fn();
      const stop = here.subscribe(told);
      await database.transaction(async tx => {
        await here.mark(['a'], { tx });
        expect(told).not.toHaveBeenCalled();
      });
      expect(told).toHaveBeenCalledTimes(1);
      const failing = database.transaction(async tx => {
        await here.mark(['b'], { tx });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(told).toHaveBeenCalledTimes(1);
      stop();
      await here.mark(['c']);
      expect(told).toHaveBeenCalledTimes(1);
      expect((await here.pending(10)).map(it => it.ref)).toEqual(['a', 'c']);
    });
  },
);
