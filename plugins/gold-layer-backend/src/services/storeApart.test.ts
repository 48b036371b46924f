import type { Entity } from '@backstage/catalog-model';
import { component } from './__testUtils__/TestCatalog';
import { describeRefused } from './describeRefused';
import { storeApart } from './storeApart';

const names = Array.from({ length: 50 }, (_, i) => `s${i}`);
const entities = names.map(name => component(name));
const nameOf = (entity: Entity) => entity.metadata.name;

describe('storeApart', () => {
  it('stores all but those that are refused, in few attempts', async () => {
    const stored: string[] = [];
    let attempts = 0;
    const refused = await storeApart(entities, async some => {
      attempts++;
      for (const entity of some) {
        const name = nameOf(entity);
        if (['s7', 's49'].includes(name)) throw new Error(`no ${name}`);
      }
      stored.push(...some.map(nameOf));
    });
    expect([...refused]).toEqual([
      ['component:default/s7', 'no s7'],
      ['component:default/s49', 'no s49'],
    ]);
    expect(stored.sort()).toEqual(
      names.filter(name => name !== 's7' && name !== 's49').sort(),
    );
    expect(attempts).toBeLessThan(50);
  });

  it('blames nobody where nothing at all can be stored', async () => {
    const store = jest.fn().mockRejectedValue(new Error('no connection'));
    await expect(storeApart(entities, store)).rejects.toThrow('no connection');
    expect(store).toHaveBeenCalledTimes(2);
  });
});

describe('describeRefused', () => {
  const refused = (count: number) =>
    new Map(names.slice(0, count).map(name => [name, `no ${name}`]));
  it.each([
    [0, undefined],
    [
      1,
      '1 entity is missing here or out of date, because the database refuses what the catalog says: s0 (no s0).',
    ],
    [
      5,
      '5 entities are missing here or out of date, because the database refuses what the catalog says: s0 (no s0), s1 (no s1), s2 (no s2) and 2 more.',
    ],
  ])('speaks of %d', (count, sentence) => {
    expect(describeRefused(refused(count))).toBe(sentence);
  });
});
