import { allContributors } from '@gold-layer/backstage-plugin-common';
import { options, sourceOf } from '../__testUtils__/fakeSource';
import { sloOf } from '../__testUtils__/slos';

type Told = [value: string | undefined, bad: string][];

describe('contributors', () => {
  const slo = sloOf('a.b.c', 'requests_total');

  async function ask(told: Told, all?: string) {
    const { source, asked } = sourceOf(() => ({
      series: [
        ...told.map(([route, bad]) => ({
          metric: { ...(route && { route }) },
          values: [[0, bad]] as [number, string][],
        })),
        ...(all === undefined
          ? []
          : [
              {
                metric: { [allContributors]: 'yes' },
                values: [[0, all]] as [number, string][],
              },
            ]),
      ],
    }));
    const by = { ...options, label: 'route', minutes: 60 };
    const found = await source.contributors(slo, by);
    expect(asked).toHaveLength(1);
    return found;
  }

  it('have shares of all bad events, however few of them are told', async () => {
    const ten = Array.from({ length: 10 }, (_, index): Told[number] => [
      `/${index}`,
      '3',
    ]);
    const { items, others } = await ask(ten, '600');
    expect(items.map(it => it.share)).toEqual(Array(10).fill(0.005));
    expect(others).toEqual({ bad: 570, share: 0.95 });
  });

  it('are all there are where nothing is left over', async () => {
    const few: Told = [
      ['/a', '0.1'],
      [undefined, '0.2'],
    ];
    // What binary arithmetic leaves is no event.
    const { items, others } = await ask(few, '0.30000000000000004');
    expect(items).toEqual([
      { value: '', bad: 0.2, share: expect.closeTo(2 / 3) },
      { value: '/a', bad: 0.1, share: expect.closeTo(1 / 3) },
    ]);
    expect(others).toBeUndefined();
    expect(await ask(few)).not.toHaveProperty('others');
  });

  it('are none where nothing bad was counted', async () => {
    expect(await ask([['/a', 'NaN']])).toMatchObject({
      items: [],
      problem: 'Nothing bad was counted in this time.',
    });
  });
});
