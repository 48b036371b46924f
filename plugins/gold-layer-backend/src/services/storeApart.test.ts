import type { Entity } from '@backstage/catalog-model';
import { component } from './__testUtils__/TestCatalog';
import { describeRefused } from './describeRefused';
import { Intake, refusedBy } from './Intake';
import { storeApart } from './storeApart';

const names = Array.from({ length: 50 }, (_, i) => `s${i}`);
const entities = names.map(name => component(name));
const nameOf = (entity: Entity) => entity.metadata.name;

/** Stores into a list, which refuses some names. */
function listWithout(...unwanted: string[]) {
  const stored: string[] = [];
  const store = jest.fn(async (some: Entity[]) => {
    for (const entity of some) {
      const name = nameOf(entity);
      if (unwanted.includes(name)) {
        throw new Error(`insert into list - no ${name}`);
      }
    }
    stored.push(...some.map(nameOf));
  });
  return { intake: Intake.create(), store, stored };
}

describe('storeApart', () => {
  it('stores all but those that are refused, in few attempts', async () => {
    const { intake, store, stored } = listWithout('s7', 's49');
    await storeApart(entities, { store, intake });
    expect([...intake.refused]).toEqual([
      ['component:default/s7', 'no s7'],
      ['component:default/s49', 'no s49'],
    ]);
    expect(stored).toEqual(
      names.filter(name => name !== 's7' && name !== 's49'),
    );
    expect([...intake.stored]).toEqual(
      stored.map(name => `component:default/${name}`),
    );
    expect(store.mock.calls.length).toBeLessThan(50);
  });

  it('stores nothing without being asked to', async () => {
    const { intake, store } = listWithout();
    await storeApart([], { store, intake });
    expect(store).not.toHaveBeenCalled();
  });

  it('stores all others however many are refused, as long as more are stored', async () => {
    const odd = names.filter((_, i) => i % 2 === 1);
    const { intake, store, stored } = listWithout(...odd);
    await storeApart(entities.slice(0, 20), { store, intake });
    await storeApart(entities.slice(20), { store, intake });
    expect(intake.refused.size).toBe(25);
    expect(stored).toEqual(names.filter((_, i) => i % 2 === 0));
    expect(intake.hopeless).toBe(false);
  });

  it('tries no more one by one where it is not the entities that are broken', async () => {
    const { intake, store, stored } = listWithout(...names.slice(0, 40));
    await storeApart(entities.slice(0, 40), { store, intake });
    expect(intake.hopeless).toBe(true);
    expect(intake.refused.size).toBe(40);
    expect(store.mock.calls.length).toBeLessThan(60);

    store.mockClear();
    await storeApart(entities.slice(30, 42), { store, intake });
    expect(store).toHaveBeenCalledTimes(1);
    expect(intake.refused.get('component:default/s41')).toBe('no s30');
    await storeApart(entities.slice(42), { store, intake });
    expect(stored).toEqual(names.slice(42));
  });
});

describe('refusedBy', () => {
  function refusing(...some: Entity[]) {
    const intake = Intake.create();
    for (const entity of some) {
      intake.refuse([entity], new Error(`no ${nameOf(entity)}`));
    }
    return intake;
  }

  it('tells of as many as twenty, in the order of the tables', () => {
    const intakes = [
      refusing(...entities.slice(30, 40)),
      Intake.create(),
      refusing(...entities.slice(0, 10)),
    ];
    expect([...refusedBy(intakes)]).toEqual(
      [...names.slice(30, 40), ...names.slice(0, 10)].map(name => [
        `component:default/${name}`,
        `no ${name}`,
      ]),
    );
  });

  it('takes more for a failure', () => {
    const intakes = [
      refusing(...entities.slice(0, 10)),
      refusing(...entities.slice(10, 21)),
    ];
    expect(() => refusedBy(intakes)).toThrow(
      /^More than 20 entities could not be stored: no s0$/,
    );
  });
});

describe('describeRefused', () => {
  const refused = (count: number) =>
    new Map(names.slice(0, count).map(name => [name, `no ${name}`]));
  it.each([
    [0, undefined],
    [
      1,
      '1 entity is missing here or out of date, because it could not be stored: s0 (no s0).',
    ],
    [
      5,
      '5 entities are missing here or out of date, because they could not be stored: s0 (no s0), s1 (no s1), s2 (no s2) and 2 more.',
    ],
  ])('speaks of %d', (count, sentence) => {
    expect(describeRefused(refused(count))).toBe(sentence);
  });
});
