import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { HeldDefinitions } from '../../facts/__testUtils__/HeldDefinitions';
import { acceptSources } from '../../facts/acceptSources';
import { collectNow } from '../../facts/collect/collectNow';
import { DatabaseSourceStore } from '../../facts/collect/DatabaseSourceStore';
import { FactCollector } from '../../facts/collect/FactCollector';
import { DefinedFactRegistry } from '../../facts/DefinedFactRegistry';
import { EntitySource } from '../../facts/entity/EntitySource';
import type { ServiceScope } from '../../services';
import { createWorld } from '../__testUtils__/createWorld';
import { check, scorecard } from '../__testUtils__/MemoryDefinitions';
import { startEvaluation } from '../__testUtils__/startEvaluation';
import { evaluationStatus } from './evaluationStatus';
import { FullEvaluation } from './FullEvaluation';
import { ResultStore } from './ResultStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const facts = { 'build.strategy': 'string', 'build.green': 'boolean' } as const;

const all: ServiceScope = {
  nothing: false,
  everything: true,
  restrict: query => query,
};

const ref = (name: string) => `component:default/${name}`;

describe.each(databases.eachSupportedId())('one service on %s', id => {
  async function setUp() {
    const world = await createWorld(await databases.init(id), facts);
    world.definitions.put('Scorecard', [
      scorecard('card', {
        bronze: [
          check('green', 'facts.build.green'),
          check('careful', 'facts.build.strategy == "canary"'),
        ],
      }),
    ]);
    return {
      ...world,
      status: () => evaluationStatus(all, world),
      /** A database that refuses whatever is written about a service, as long as it is told to. */
      refuse(service: string) {
        const refused = { now: true };
        const write = ResultStore.prototype.write;
        jest
          .spyOn(ResultStore.prototype, 'write')
          .mockImplementation(async function refuse(
            this: ResultStore,
            ...given
          ) {
            const [tx, { results }] = given;
            await write.apply(this, given);
            if (refused.now && results.some(row => row.service_ref === service))
              await tx('evaluation_failures').insert({ service_ref: service });
          });
        return refused;
      },
    };
  }
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['U+0000', 'a\0b', 'a\ufffdb'],
    ['half of a character', '\ud83c!', '\ufffd!'],
  ])('may have a fact with %s', async (_, value, shown) => {
    const { addService, database, give, queue, statesOf } = await setUp();
    for (const name of ['ledger', 'shop']) {
      await addService(name);
      await give(name, 'build.green', true);
      await give(name, 'build.strategy', name === 'shop' ? value : 'canary');
    }
    await queue.drain();
    expect(await statesOf('ledger')).toEqual({
      green: 'pass',
      careful: 'pass',
    });
    expect(await statesOf('shop')).toEqual({ green: 'pass', careful: 'fail' });
    const { reason } = await database('check_results')
      .where({ service_ref: ref('shop'), check_id: 'careful' })
      .first();
    expect(reason).toBe(`build.strategy: ${shown}, needed canary.`);
    expect(await database('evaluation_failures')).toEqual([]);
  });

  it('that cannot be written keeps no other from being scored', async () => {
    const { addService, changes, give, queue, refuse, status, ...world } =
      await setUp();
    for (const name of ['a', 'b', 'c']) {
      await addService(name);
      await give(name, 'build.green', true);
    }
    const refused = refuse(ref('b'));
    await queue.drain();
    expect(await changes.count()).toBe(0);
    expect(await world.statesOf('a')).toMatchObject({ green: 'pass' });
    expect(await world.statesOf('b')).toEqual({});
    expect(await world.statesOf('c')).toMatchObject({ green: 'pass' });
    expect(await status()).toMatchObject({
      failures: 1,
      error: expect.stringMatching(/^component:default\/b: .*null/i),
    });

    await world.sweep.minutely();
    refused.now = false;
    await world.sweep.minutely();
    expect(await status()).toMatchObject({ failures: 1 });
    await world.database('evaluation_failures').update({ at: 1 });
    await world.sweep.minutely();
    expect(await world.statesOf('b')).toMatchObject({ green: 'pass' });
    expect(await status()).toMatchObject({ failures: 0, error: undefined });
  });

  it('that a passing failure kept from being scored is tried again with the next sweep', async () => {
    const { addService, changes, logger, queue, sweep, ...world } =
      await setUp();
    await addService('a');
    await addService('b');
    const read = ResultStore.prototype.read;
    const broken = jest
      .spyOn(ResultStore.prototype, 'read')
      .mockRejectedValue(new Error('select 1 - the server is shutting down'));
    await queue.drain();
    expect(await world.status()).toMatchObject({
      pending: 0,
      failures: 2,
      error: expect.stringContaining('the server is shutting down'),
    });
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /each .* by itself: the server is shutting down$/,
        ),
      ],
    ]);

    broken.mockImplementation(read);
    await sweep.minutely();
    expect(await world.statesOf('a')).toMatchObject({ green: 'unknown' });
    expect(await world.status()).toMatchObject({ pending: 0, failures: 0 });
  });

  it('that cannot be written does not end the evaluation of all', async () => {
    const {
      addService,
      all: full,
      refuse,
      state,
      status,
      ...world
    } = await setUp();
    for (let i = 100; i < 160; i++) await addService(`s${i}`);
    refuse(ref('s105'));
    await full.runIfDue();
    expect((await state.run()).finishedAt).toBeDefined();
    expect(await status()).toMatchObject({ failures: 1 });
    expect(await world.database('scorecard_results')).toHaveLength(59);
  });

  it('that changed is scored also while the evaluation of all fails', async () => {
    const world = await setUp();
    const { addService, changes, statesOf } = world;
    await addService('a');
    const { run } = await startEvaluation(world);
    jest
      .spyOn(FullEvaluation.prototype, 'runIfDue')
      .mockRejectedValue(new Error('no cursor'));
    await expect(run('scorecards-evaluate')).rejects.toThrow('no cursor');
    expect(await changes.count()).toBe(0);
    expect(await statesOf('a')).toEqual({
      green: 'unknown',
      careful: 'unknown',
    });
  });

  it('waits to be scored where nothing can be noted at all', async () => {
    const { addService, changes, queue, ...world } = await setUp();
    await addService('a');
    jest
      .spyOn(ResultStore.prototype, 'transaction')
      .mockRejectedValue(new Error('no connection'));
    await expect(queue.drain()).rejects.toThrow('no connection');
    expect(await changes.count()).toBe(1);
    await world
      .database('service_changes')
      .update({ waiting_since: Date.now() - 11 * 60_000 });
    expect(await world.status()).toMatchObject({
      pending: 1,
      failures: 1,
      error: expect.stringContaining('more than ten minutes'),
    });
  });
});

describe.each(databases.eachSupportedId())('the answer to Gold on %s', id => {
  it('is the same in the fact as on the page', async () => {
    const database = await databases.init(id);
    const source = EntitySource.create({ database });
    const logger = mockServices.logger.mock();
    const entities = { collect: async (_refs: string[]) => {} };
    const world = await createWorld(database, facts, {
      goldChanged: refs => entities.collect(refs),
    });
    const collector = FactCollector.create({
      logger,
      registry: DefinedFactRegistry.create({
        collected: acceptSources([source]).facts,
        definitions: new HeldDefinitions(),
        logger,
      }),
      services: world.services,
      sources: DatabaseSourceStore.create({ database }),
      store: world.factStore,
    });
    const { services } = world;
    const parts = { collector, logger, services, sources: [source] };
    entities.collect = refs => collectNow('entity', refs, parts);

    const shop = await world.addService('shop', {
      tier: 'standard',
      record: JSON.stringify({ servesCustomers: false, regulatedData: false }),
      gold: 'optional',
    });
    await database('service_entities').insert({
      service_ref: shop,
      entity: JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'shop' },
      }),
    });
    await entities.collect([shop]);
    await world.give('shop', 'slo.budget.exhaustionsThisQuarter', 3);
    await world.queue.drain();
    const known = await world.factStore.factsOf([shop], {
      facts: new Set(['gold.recommended']),
    });
    expect((await services.find(shop))?.gold.answer).toBe('raise');
    expect(known.get(shop)?.map(({ value }) => value)).toEqual(['raise']);
    expect(await world.changes.count()).toBe(0);
  });
});
