import { QueryTimes } from './QueryTimes';

const slo = (id: string) => ({ slo: { id } });

describe('QueryTimes', () => {
  it('lets those go first that were quick the last time, or never asked for', async () => {
    let now = 0;
    const times = QueryTimes.create({ now: () => now });
    const ask = (id: string, milliseconds: number) =>
      times.measure(id, async () => {
        now += milliseconds;
      });
    const all = ['slow', 'failing', 'quick', 'new'].map(slo);
    expect(times.quickFirst(all)).toEqual(all);
    await ask('slow', 30_000);
    await ask('quick', 20);
    await expect(
      times.measure('failing', async () => {
        now += 500;
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(times.quickFirst(all)).toEqual(
      ['new', 'quick', 'failing', 'slow'].map(slo),
    );
    await ask('slow', 10);
    expect(times.quickFirst(all)).toEqual(
      ['new', 'slow', 'quick', 'failing'].map(slo),
    );
  });
});
