import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { DatabaseServiceChanges } from '../services/DatabaseServiceChanges';
import { DatabaseFactStore } from './DatabaseFactStore';
import type { FactToRecord } from './FactStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const hour = 3_600_000;
const start = Date.now() - 10 * hour;
const at = (hours: number) => new Date(start + hours * hour);

function fact(over: Partial<FactToRecord> = {}): FactToRecord {
  return {
    service: 'component:default/checkout',
    fact: 'build.coverage.unit',
    value: 81,
    source: 'ci',
    collectedAt: at(0),
    history: false,
    ...over,
  };
}

describe.each(databases.eachSupportedId())('DatabaseFactStore on %s', id => {
  async function setUp() {
    const database = await databases.init(id);
    await migrate(database);
    const changes = DatabaseServiceChanges.create({ database });
    const store = DatabaseFactStore.create({ database, changes });
    const drain = async () => {
      const pending = await changes.pending(1000);
      await changes.done(pending);
      return pending.map(change => change.ref).sort();
    };
    const history = async () =>
      (await database('fact_history').select('*').orderBy('at')).map(row => ({
        at: (Number(row.at) - start) / hour,
        value: JSON.parse(row.value),
      }));
    const only = async () =>
      (await store.factsOf(['component:default/checkout'])).get(
        'component:default/checkout',
      )?.[0];
    return { database, store, drain, history, only };
  }

  it('keeps the latest value of every type and marks the service once', async () => {
    const { store, drain } = await setUp();
    const values = [true, 0.1, 'blue-green', ['a', 'b']];
    const facts = values.map((value, index) =>
      fact({ fact: `some.fact${index}`, value, validUntil: at(9) }),
    );
    await expect(store.record(facts)).resolves.toEqual(
      values.map(() => 'stored'),
    );
    const found = await store.factsOf(['component:default/checkout']);
    expect(found.get('component:default/checkout')).toEqual(
      expect.arrayContaining(
        values.map((value, index) => ({
          service: 'component:default/checkout',
          fact: `some.fact${index}`,
          value,
          source: 'ci',
          collectedAt: at(0),
          validUntil: at(9),
          changedAt: at(0),
        })),
      ),
    );
    expect(await drain()).toEqual(['component:default/checkout']);
  });

  it('writes nothing for a known value until half of its validity has passed', async () => {
    const { store, drain, only } = await setUp();
    await store.record([fact({ validUntil: at(20) })]);
    await drain();

    const early = fact({ collectedAt: at(2), validUntil: at(22) });
    expect(await store.record([early])).toEqual(['unchanged']);
    expect(await only()).toMatchObject({ collectedAt: at(0) });

    const late = fact({ collectedAt: at(10), validUntil: at(30) });
    expect(await store.record([late])).toEqual(['unchanged']);
    expect(await only()).toMatchObject({
      collectedAt: at(10),
      validUntil: at(30),
      changedAt: at(0),
    });
    expect(await drain()).toEqual([]);
  });

  it('scores a service again when a stale value is confirmed', async () => {
    const { store, drain } = await setUp();
    await store.record([fact({ validUntil: at(1) })]);
    await drain();
    const again = fact({ collectedAt: at(5), validUntil: at(50) });
    expect(await store.record([again])).toEqual(['stored']);
    expect(await drain()).toEqual(['component:default/checkout']);
  });

  it('counts a service anew whose values come from another source now', async () => {
    const { store, drain, only } = await setUp();
    await store.record([fact()]);
    await drain();
    const renamed = fact({ source: 'build', collectedAt: at(1) });
    expect(await store.record([renamed])).toEqual(['unchanged']);
    expect(await only()).toMatchObject({ source: 'build', changedAt: at(0) });
    expect(await drain()).toEqual(['component:default/checkout']);
  });

  it('keeps history only where asked and only of changes', async () => {
    const { store, history } = await setUp();
    await store.record([
      fact({ fact: 'other.fact' }),
      fact({ value: 1, history: true }),
      fact({ value: 1, collectedAt: at(1), history: true }),
      fact({ value: 2, collectedAt: at(2), history: true }),
    ]);
    expect(await history()).toEqual([
      { at: 0, value: 1 },
      { at: 2, value: 2 },
    ]);
  });

  it('puts values that come late into the history in order, whoever repeats them', async () => {
    const { store, history, only } = await setUp();
    await store.record([
      fact({ value: 1, history: true }),
      fact({ value: 3, collectedAt: at(6), history: true }),
    ]);
    const late = [
      fact({ value: 3, collectedAt: at(4), history: true }),
      fact({ value: 2, collectedAt: at(2), history: true }),
    ];
    const superseded = ['superseded', 'superseded'];
    expect(await store.record(late)).toEqual(superseded);
    expect(await store.record(late)).toEqual(superseded);
    expect(await only()).toMatchObject({ value: 3, collectedAt: at(6) });
    expect(await history()).toEqual([
      { at: 0, value: 1 },
      { at: 2, value: 2 },
      { at: 4, value: 3 },
    ]);
  });

  it('answers how facts stood at a moment', async () => {
    const { store } = await setUp();
    const ref = 'component:default/checkout';
    await store.record([
      fact({ value: 1, history: true }),
      fact({ value: 2, collectedAt: at(2), history: true }),
    ]);
    const valueAt = async (moment: number) =>
      (await store.factsAt([ref], at(moment))).get(ref)?.map(it => it.value);
    expect(await valueAt(-1)).toBeUndefined();
    expect(await valueAt(1.9)).toEqual([1]);
    expect(await valueAt(2)).toEqual([2]);
    await store.retain('ci', [{ service: ref, facts: [] }]);
    expect((await store.factsAt([ref], new Date())).get(ref)).toBeUndefined();
  });

  it('removes what a source no longer gives, and nothing of others', async () => {
    const { store, drain } = await setUp();
    await store.record([
      fact({ fact: 'a.one' }),
      fact({ fact: 'a.two' }),
      fact({ fact: 'b.one', source: 'other' }),
    ]);
    await drain();
    await store.retain('ci', [
      { service: 'component:default/checkout', facts: ['a.two'] },
    ]);
    const left = await store.factsOf(['component:default/checkout']);
    expect([...left.values()].flat().map(it => it.fact)).toEqual([
      'a.two',
      'b.one',
    ]);
    expect(await drain()).toEqual(['component:default/checkout']);
  });

  it('marks services whose facts went stale within an interval', async () => {
    const { store, drain } = await setUp();
    await store.record([
      fact({ service: 'component:default/a', validUntil: at(1) }),
      fact({ service: 'component:default/b', validUntil: at(3) }),
      fact({ service: 'component:default/c', validUntil: at(5) }),
      fact({ service: 'component:default/d' }),
    ]);
    await drain();
    expect(await store.markNewlyStale(at(1), at(3))).toBe(1);
    expect(await drain()).toEqual(['component:default/b']);
  });

  it('forgets services that are gone', async () => {
    const { store, history } = await setUp();
    await store.record([fact({ history: true })]);
    await store.removeServices(['component:default/checkout']);
    expect((await store.factsOf(['component:default/checkout'])).size).toBe(0);
    expect(await history()).toEqual([]);
  });

  it('takes in thousands of values of many services at once', async () => {
    const { store } = await setUp();
    const services = Array.from(
      { length: 1200 },
      (_, n) => `component:x/s${n}`,
    );
    const facts = services.flatMap(service =>
      [1, 2, 3].map(n => fact({ service, fact: `a.f${n}`, history: true })),
    );
    const outcomes = await store.record(facts);
    expect(outcomes.every(outcome => outcome === 'stored')).toBe(true);
    expect((await store.factsOf(services)).size).toBe(1200);
    const again = await store.record(facts);
    expect(again.every(outcome => outcome === 'unchanged')).toBe(true);
    expect((await store.factsAt(services, new Date())).size).toBe(1200);
  });
});
