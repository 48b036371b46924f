import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  Collection,
  DatedFact,
  FactSource,
  ServiceWithEntity,
} from '@gold-layer/backstage-plugin-node';
import { migrate } from '../../database/migrate';
import { serviceRow } from '../../services/__testUtils__/serviceRow';
import { DatabaseServiceChanges } from '../../services/DatabaseServiceChanges';
import { serviceWithEntity } from '../__testUtils__/serviceWithEntity';
import { HeldDefinitions } from '../__testUtils__/HeldDefinitions';
import { acceptSources } from '../acceptSources';
import { DatabaseFactStore } from '../DatabaseFactStore';
import { DefinedFactRegistry } from '../DefinedFactRegistry';
import { collectHistory } from './collectHistory';
import { DatabaseSourceStore } from './DatabaseSourceStore';
import { FactCollector } from './FactCollector';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const { signal } = new AbortController();
const a = 'component:default/a';

/** A source that answers by what it is told about each service. */
class ToldSource implements FactSource {
  readonly name = 'pager';
  readonly title = 'Pager';
  readonly description = 'Pager';
  readonly schedule = { frequency: { hours: 1 }, timeout: { minutes: 5 } };
  readonly facts = ['pages', 'shifts'].map(name => ({
    name: `pager.${name}`,
    type: 'number' as const,
    title: name,
    description: name,
    validFor: 'PT1H',
    history: true,
  }));
  readonly batches: string[][] = [];
  told: Record<string, (service: string) => Collection> = {};
  history?: FactSource['history'];
  groupBy?: FactSource['groupBy'];
  readonly heardOf: Collection[] = [];

  async *collect(services: ServiceWithEntity[]): AsyncIterable<Collection> {
    this.batches.push(services.map(({ service }) => service.name));
    for (const { service } of services) {
      const tell = this.told[service.name] ?? this.told.all;
      if (tell) yield tell(service.ref);
    }
  }

  async stored(collections: readonly Collection[]): Promise<void> {
    this.heardOf.push(...collections);
  }
}

const gives =
  (values: Record<string, unknown>) =>
  (service: string): Collection => ({
    service,
    outcome: 'facts',
    facts: Object.entries(values).map(([name, value]) => ({
      fact: `pager.${name}`,
      value: value as number,
    })),
  });

describe.each(databases.eachSupportedId())('FactCollector on %s', id => {
  async function setUp(names: string[]) {
    const database = await databases.init(id);
    await migrate(database);
    const known = names.map(name => serviceWithEntity(name));
    await database('services').insert(
      known.map(({ service }) => serviceRow(service.name)),
    );
    const changes = DatabaseServiceChanges.create({ database });
    const store = DatabaseFactStore.create({ database, changes });
    const sources = DatabaseSourceStore.create({ database });
    const source = new ToldSource();
    const logger = mockServices.logger.mock();
    const registry = DefinedFactRegistry.create({
      collected: acceptSources([source]).facts,
      definitions: new HeldDefinitions(),
      logger,
    });
    const collector = FactCollector.create({
      registry,
      store,
      sources,
      logger,
      services: {
        find: async () => undefined,
        findAll: async () => known.map(it => it.service),
        findEntities: async refs =>
          known.filter(it => refs.includes(it.service.ref)),
        refsAfter: async (after, limit) =>
          known
            .map(it => it.service.ref)
            .filter(ref => after === undefined || ref > after)
            .slice(0, limit),
        count: async () => known.length,
      },
    });
    const run = () => collector.run(source, signal);
    const values = async (ref: string) =>
      Object.fromEntries(
        ((await store.factsOf([ref])).get(ref) ?? []).map(it => [
          it.fact.replace('pager.', ''),
          it.value,
        ]),
      );
    return {
      collector,
      database,
      logger,
      registry,
      run,
      source,
      sources,
      store,
      values,
    };
  }

  it('stores what a source gives, and removes what it no longer gives', async () => {
    const { run, source, sources, values } = await setUp(['a']);
    source.told.all = gives({ pages: 3, shifts: 1 });
    await run();
    expect(await values(a)).toEqual({ pages: 3, shifts: 1 });
    source.told.all = gives({ pages: 4 });
    await run();
    expect(await values(a)).toEqual({ pages: 4 });
    source.told.all = service => ({ service, outcome: 'absent' });
    await run();
    expect(await values(a)).toEqual({});
    const status = await sources.run('pager');
    expect(await sources.runs()).toEqual(new Map([['pager', status]]));
    expect(await sources.run('other')).toBeUndefined();
    expect(status).toMatchObject({ failures: 0, error: undefined });
    expect(status?.successAt).toBeInstanceOf(Date);
  });

  it('keeps earlier facts of a service that a source fails for', async () => {
    const { run, source, sources, values } = await setUp(['a', 'b']);
    source.told.all = gives({ pages: 3 });
    await run();
    source.told.a = service => ({ service, outcome: 'failed', error: 'No.' });
    await run();
    expect(await values(a)).toEqual({ pages: 3 });
    expect((await sources.runs()).get('pager')?.failures).toBe(1);
    expect(await sources.failuresOf(a)).toEqual([
      { source: 'pager', error: 'No.', since: expect.any(Date) },
    ]);
    expect((await sources.reach()).get('pager')).toEqual({
      services: 1,
      failures: 1,
      error: 'No.',
    });
  });

  it('confirms facts that have not changed before they go stale', async () => {
    const { database, run, source, store } = await setUp(['a']);
    source.told.all = gives({ pages: 3 });
    await run();
    const almost = Date.now() + 60_000;
    await database('facts').update({
      collected_at: almost - 3_600_000,
      valid_until: almost,
    });
    source.told.all = service => ({ service, outcome: 'unchanged' });
    await run();
    const [fact] = (await store.factsOf([a])).get(a) ?? [];
    expect(fact.validUntil?.getTime()).toBeGreaterThan(almost);
  });

  it('keeps a bad value from costing the good ones', async () => {
    const { run, source, sources, values } = await setUp(['a']);
    source.told.all = gives({ pages: 'three', shifts: 2, unheardOf: 1 });
    await run();
    expect(await values(a)).toEqual({ shifts: 2 });
    const [failure] = await sources.failuresOf(a);
    expect(failure.error).toBe(
      'The source gave "three" for pager.pages; right would be a number, without quotes',
    );
  });

  it('tells a source what has been stored, and never of what was lost', async () => {
    const { collector, source, store, values } = await setUp(['a']);
    const services = [serviceWithEntity('a')];
    const yielded = gives({ pages: 3 })(a);
    source.told.a = () => yielded;
    jest.spyOn(store, 'record').mockRejectedValueOnce(new Error('no room'));
    await expect(
      collector.collect(source, services, { signal }),
    ).rejects.toThrow('no room');
    expect(source.heardOf).toEqual([]);
    await collector.collect(source, services, { signal });
    expect(await values(a)).toEqual({ pages: 3 });
    expect(source.heardOf).toHaveLength(1);
    expect(source.heardOf[0]).toBe(yielded);
  });

  it('shows what a source says of a failure as far as a database can hold it', async () => {
    const { run, source, sources } = await setUp(['a', 'b']);
    source.told.a = service => ({
      service,
      outcome: 'failed',
      error: 'Answered a\0b \ud83c.',
    });
    source.told.b = gives({ pages: 1 });
    await run();
    const [failure] = await sources.failuresOf(a);
    expect(failure.error).toBe('Answered a\ufffdb \ufffd.');
    expect((await sources.runs()).get('pager')?.error).toBeUndefined();
  });

  it('notes when somebody last pushed, once a minute at most', async () => {
    const { database, sources } = await setUp(['a']);
    const began = Date.now();
    await sources.pushed('ci', [a]);
    const first = (await sources.runs()).get('ci');
    expect(first?.successAt?.getTime()).toBeGreaterThanOrEqual(began);
    expect(first?.finishedAt).toEqual(first?.successAt);
    await database('source_runs').update({ success_at: 1 });
    await sources.pushed('ci', []);
    expect((await sources.runs()).get('ci')?.successAt?.getTime()).toBe(1);
    jest.spyOn(Date, 'now').mockReturnValue(began + 61_000);
    await sources.pushed('ci', []);
    jest.restoreAllMocks();
    expect((await sources.runs()).get('ci')?.successAt?.getTime()).toBe(
      began + 61_000,
    );
    expect((await sources.reach()).get('ci')?.services).toBe(1);
  });

  it('counts services as failed that a source dies on or says nothing about', async () => {
    const { run, source, sources, values } = await setUp(['a', 'b', 'c']);
    source.told.a = gives({ pages: 1 });
    source.told.b = () => {
      throw new Error('broken pipe');
    };
    await run();
    expect(await values(a)).toEqual({ pages: 1 });
    expect((await sources.runs()).get('pager')?.failures).toBe(2);
    const [failure] = await sources.failuresOf('component:default/c');
    expect(failure.error).toBe('Error: broken pipe');
  });

  it('does not wait for a source that never answers', async () => {
    const { collector, source, sources } = await setUp(['a']);
    source.collect = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
    });
    const impatient = AbortSignal.timeout(20);
    const services = [serviceWithEntity('a')];
    const result = await collector.collect(source, services, {
      signal: impatient,
    });
    expect(result.failures).toBe(1);
    const [failure] = await sources.failuresOf(a);
    expect(failure.error).toBe('The source did not answer in time.');
  });

  it('asks about services together that belong together', async () => {
    const names = Array.from({ length: 150 }, (_, n) => `s${100 + n}`);
    const { run, source } = await setUp(names);
    source.told.all = gives({ pages: 1 });
    source.groupBy = ({ service }) =>
      Number(service.name.slice(1)) % 2 ? 'odd' : 'even';
    await run();
    expect(source.batches.map(batch => batch.length)).toEqual([75, 75]);
  });

  it('catches up with new and changed services, and heeds the wish to be left alone', async () => {
    const { collector, run, source, sources } = await setUp(['a', 'b']);
    const catchUp = () => collector.catchUp(source, signal);
    const later = new Date(Date.now() + 3_600_000);
    source.told.a = service => ({
      service,
      outcome: 'failed',
      error: 'Too many.',
      retryAt: later,
    });
    source.told.b = gives({ pages: 1 });
    await catchUp();
    expect(source.batches).toEqual([['a', 'b']]);
    await catchUp();
    await run();
    expect(source.batches).toEqual([['a', 'b'], ['b']]);
    await sources.askAgain([a], { except: 'entity' });
    await catchUp();
    expect(source.batches.at(-1)).toEqual(['a']);
  });

  it('takes in what a source knew of the past, once', async () => {
    const { logger, registry, source, sources, store } = await setUp(['a']);
    source.history = async function* past(): AsyncIterable<DatedFact> {
      for (const [day, value] of [
        [1, 5],
        [2, 6],
        [3, 6],
        [4, 7],
      ]) {
        const collectedAt = new Date(Date.UTC(2026, 0, day));
        yield { service: a, fact: 'pager.pages', value, collectedAt };
      }
    };
    const options = { logger, registry, signal, sources, store };
    expect(await collectHistory(source, options)).toEqual(
      new Date(Date.UTC(2026, 0, 1)),
    );
    expect(await collectHistory(source, options)).toBeUndefined();
    const then = await store.factsAt([a], new Date(Date.UTC(2026, 0, 3, 12)));
    expect(then.get(a)?.[0]).toMatchObject({
      value: 6,
      changedAt: new Date(Date.UTC(2026, 0, 2)),
    });
  });
});
