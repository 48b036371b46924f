import { Outbox } from './Outbox';

async function collect<T>(found: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const it of found) items.push(it);
  return items;
}

describe('Outbox', () => {
  it('hands on what several workers find, before and after somebody waits', async () => {
    const outbox = Outbox.create<string>();
    outbox.put('early');
    const worker = async (name: string) => {
      for (const step of [1, 2]) {
        await Promise.resolve();
        outbox.put(`${name}${step}`);
      }
    };
    const found = collect(
      outbox.until(Promise.all([worker('a'), worker('b')])),
    );
    expect((await found).sort()).toEqual(['a1', 'a2', 'b1', 'b2', 'early']);
  });

  it('throws what a worker threw, after what came in before', async () => {
    const outbox = Outbox.create<string>();
    const work = async () => {
      outbox.put('before');
      await Promise.resolve();
      throw new Error('broken');
    };
    const reader = outbox.until(work());
    await expect(reader.next()).resolves.toEqual({
      done: false,
      value: 'before',
    });
    await expect(reader.next()).rejects.toThrow('broken');
  });
});
