import type { Entity } from '@backstage/catalog-model';
import { component } from './__testUtils__/TestCatalog';
import { describeRefused } from './describeRefused';
import { Refused, storeApart } from './storeApart';

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
  const refused: Refused = new Map();
  return { refused, store, stored };
}

describe('storeApart', () => {
  it('stores all but those that are refused, in few attempts', async () => {
    const { refused, store, stored } = listWithout('s7', 's49');
    await storeApart(entities, { store, refused });
    expect([...refused]).toEqual([
      ['component:default/s7', 'no s7'],
      ['component:default/s49', 'no s49'],
    ]);
    expect(stored).toEqual(
      names.filter(name => name !== 's7' && name !== 's49'),
    );
    expect(store.mock.calls.length).toBeLessThan(50);
  });

  it('stores nothing without being asked to', async () => {
    const { refused, store } = listWithout();
    await storeApart([], { store, refused });
    expect(store).not.toHaveBeenCalled();
  });

  it('takes as many as twenty for broken, also in several goes', async () => {
    const { refused, store, stored } = listWithout(...names.slice(15, 35));
    await storeApart(entities.slice(0, 25), { store, refused });
    await storeApart(entities.slice(25), { store, refused });
    expect(refused.size).toBe(20);
    expect(stored).toHaveLength(30);
  });

  it('gives up where it is not the entities that are broken', async () => {
    const { refused, store } = listWithout(...names);
    await expect(storeApart(entities, { store, refused })).rejects.toThrow(
      /^More than 20 entities could not be stored: no s20$/,
    );
    expect(store.mock.calls.length).toBeLessThan(50);
    const again = jest.fn(store);
    await expect(
      storeApart(entities, { store: again, refused }),
    ).rejects.toThrow('More than 20 entities');
    expect(again).toHaveBeenCalledTimes(1);
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
