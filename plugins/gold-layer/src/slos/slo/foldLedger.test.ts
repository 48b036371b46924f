import type { RouteOutput } from '@gold-layer/backstage-plugin-common';
import { foldLedger } from './foldLedger';

type Entry = RouteOutput<'getSloLedger'>['entries'][number];

const entry = (share: number, over: Partial<Entry> = {}): Entry => ({
  kind: 'deploy',
  title: 'Release',
  bad: share * 1000,
  share,
  ofBudget: share,
  minutes: 1,
  postmortemDue: false,
  ...over,
});

const times = (count: number, of: Entry) =>
  Array.from({ length: count }, () => of);

describe('foldLedger', () => {
  it.each<[string, Entry[], number[], string | undefined, number | undefined]>([
    ['nothing', [], [], undefined, undefined],
    [
      'large entries',
      [entry(0.75), entry(0.25)],
      [75, 25],
      undefined,
      undefined,
    ],
    [
      'exactly one per cent',
      [entry(0.98), entry(0.01), entry(0.01)],
      [98, 1, 1],
      undefined,
      undefined,
    ],
    [
      'one small entry, left where it is',
      [entry(0.995), entry(0.005)],
      [100, 0],
      undefined,
      undefined,
    ],
    [
      'many small deploys',
      [entry(0.916), ...times(21, entry(0.004))],
      [92],
      '21 deploys, less than 1% each',
      8,
    ],
    [
      'small planned times too',
      [
        entry(0.99),
        ...times(2, entry(0.004)),
        entry(0.002, { kind: 'exclusion' }),
      ],
      [99],
      '2 deploys and 1 planned time, less than 1% each',
      1,
    ],
    [
      'small incidents, background and what needs a postmortem apart',
      [
        entry(0.98),
        entry(0.004, { postmortemDue: true }),
        entry(0.004, { kind: 'incident' }),
        entry(0.004, { kind: 'background' }),
        ...times(2, entry(0.004)),
      ],
      [98, 1, 0, 0],
      '2 deploys, less than 1% each',
      1,
    ],
  ])('folds %s', (_, entries, percents, title, rest) => {
    const { rows, small } = foldLedger(entries);
    expect(rows.map(({ percent }) => percent)).toEqual(percents);
    expect([small?.title, small?.percent]).toEqual([title, rest]);
    const sum = percents.reduce((a, b) => a + b, rest ?? 0);
    expect(sum).toBe(entries.length > 0 ? 100 : 0);
  });
});
