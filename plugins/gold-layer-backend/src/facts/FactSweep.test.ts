import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { chunked } from '../database/rows';
import { serviceRow } from '../services/__testUtils__/serviceRow';
import { DatabaseServiceChanges } from '../services/DatabaseServiceChanges';
import { DatabaseSourceStore } from './collect/DatabaseSourceStore';
import { DatabaseFactStore } from './DatabaseFactStore';
import { FactSweep } from './FactSweep';
import { tablesOfServices } from './tablesOfServices';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const { signal } = new AbortController();

describe.each(databases.eachSupportedId())('FactSweep on %s', id => {
  async function setUp() {
    const database = await databases.init(id);
    await migrate(database);
    const changes = DatabaseServiceChanges.create({ database });
    const store = DatabaseFactStore.create({ database, changes });
    const sweep = FactSweep.create({ database, store });
    const push = (service: string, day: number, value: number) =>
      store.record([
        {
          service,
          fact: 'a.b',
          value,
          source: 'ci',
          collectedAt: new Date(Date.UTC(2026, 0, day)),
          history: true,
        },
      ]);
    return { database, store, sweep, push };
  }

  it('removes history that something older than the limit has replaced', async () => {
    const { database, sweep, push } = await setUp();
    for (const [day, value] of [
      [1, 1],
      [2, 2],
      [5, 3],
      [9, 4],
    ]) {
      await push('component:default/a', day, value);
    }
    await push('component:default/b', 1, 7);
    const limit = new Date(Date.UTC(2026, 0, 6));
    expect(await sweep.removeHistory(limit, signal)).toBe(2);
    expect(await sweep.removeHistory(limit, signal)).toBe(0);
    const left = await database('fact_history')
      .orderBy(['service_ref', 'at'])
      .pluck('value');
    expect(left).toEqual(['3', '4', '7']);
  });

  it('walks through more history than fits one statement', async () => {
    const { sweep, store, database } = await setUp();
    await store.record(
      Array.from({ length: 1300 }, (_, n) => ({
        service: `component:default/s${n % 2}`,
        fact: 'a.b',
        value: n,
        source: 'ci',
        collectedAt: new Date(1_000_000 + Math.floor(n / 2)),
        history: true,
      })),
    );
    expect(await sweep.removeHistory(new Date(2_000_000), signal)).toBe(1298);
    expect(await database('fact_history').pluck('value')).toHaveLength(2);
  });

  it('removes facts of services that the catalog no longer has', async () => {
    const { sweep, store, push } = await setUp();
    await push('component:default/gone', 1, 1);
    expect(await sweep.removeVanished(signal)).toBe(1);
    expect((await store.factsOf(['component:default/gone'])).size).toBe(0);
  });

  it('forgets who pushed once none of what they pushed is left', async () => {
    const { database, store, sweep } = await setUp();
    const sources = DatabaseSourceStore.create({ database });
    const service = 'component:default/a';
    const push = async (source: string, facts: string[]) => {
      await store.record(
        facts.map(fact => ({
          service,
          fact,
          value: 1,
          source,
          collectedAt: new Date(),
          history: false,
        })),
      );
      await sources.pushed(source, [service]);
    };
    await push('build-1', ['a.b']);
    await push('build-2', ['a.b', 'a.c']);
    await push('build-3', ['a.b']);
    await sources.pushed('late', []);
    await sources.began('pager');
    await sources.historyTaken('tracker');
    expect(await sweep.removePushers(signal)).toBe(1);
    // Whoever pushed a moment ago may just be about to be noted.
    expect(await sources.run('build-1')).toBeDefined();

    await database('source_runs').update({ finished_at: 1 });
    expect(await sweep.removePushers(signal)).toBe(0);
    expect([...(await sources.runs()).keys()].sort()).toEqual([
      'build-2',
      'build-3',
      'pager',
      'tracker',
    ]);
    expect([...(await sources.reach()).keys()].sort()).toEqual([
      'build-2',
      'build-3',
    ]);
  });

  it('removes what was only noted about such services, and nothing of others', async () => {
    const { database, sweep, push } = await setUp();
    const names = Array.from({ length: 600 }, (_, n) => `gone${n}`);
    const refs = ['here', ...names].map(name => `component:default/${name}`);
    await database('services').insert(serviceRow('here'));
    await push(refs[0], 1, 1);
    for (const some of chunked(refs, 6)) {
      await database('source_services').insert(
        some.map(service_ref => ({
          source: 'pager',
          service_ref,
          outcome: 'failed',
          error: 'No.',
          since: 1,
        })),
      );
      await database('repository_trees').insert(
        some.map(service_ref => ({ service_ref, place: 'x', etag: '1' })),
      );
    }
    await database('fact_history').insert(
      [0, 1].map(n => ({
        service_ref: 'component:default/long-gone',
        fact: 'a.b',
        at: n,
        value: '1',
        source: 'ci',
      })),
    );
    expect(await sweep.removeVanished(signal)).toBe(601);
    expect(await sweep.removeVanished(signal)).toBe(0);
    for (const table of tablesOfServices) {
      expect(await database(table).pluck('service_ref')).toEqual([refs[0]]);
    }
  });
});
