import Big from 'big.js';
import type { CountedBucket } from './buckets';
import { attributeBudget } from './ledger';
import type { SloMark } from './series';

const start = Date.parse('2026-11-27T00:00:00Z');
const at = (minutes: number) => start + minutes * 60_000;
const time = (minutes: number) => new Date(at(minutes)).toISOString();
const bucket = (minute: number, bad: number, minutes = 5): CountedBucket => ({
  start: at(minute),
  minutes,
  bad,
  total: 1000,
  covered: minutes / 5,
});
const mark = (
  kind: SloMark['kind'],
  from: number,
  to?: number,
  title = `${kind} ${from}`,
): SloMark => ({
  id: title,
  kind,
  service: 'component:default/checkout',
  from: time(from),
  ...(to === undefined ? {} : { to: time(to) }),
  title,
});

function ledger(
  buckets: CountedBucket[],
  marks: SloMark[] = [],
  totalBudgetEvents = 1000,
) {
  return attributeBudget({
    buckets,
    marks,
    now: new Date(at(1440)),
    totalBudgetEvents,
    budgetMinutes: 40.32,
    postmortemAbove: 0.3,
  });
}
const eaten = (...of: Parameters<typeof ledger>) =>
  Object.fromEntries(
    ledger(...of).entries.map(it => [it.title, [it.bad, it.share]]),
  );

describe('the ledger of a budget', () => {
  it.each([
    ['nothing', [bucket(0, 0)], [], {}],
    ['no buckets', [], [mark('incident', 0, 60)], {}],
    ['only background', [bucket(0, 4)], [], { Background: [4, 1] }],
    [
      'an incident',
      [bucket(0, 1), bucket(60, 3)],
      [mark('incident', 62, 64)],
      { 'incident 62': [3, 0.75], Background: [1, 0.25] },
    ],
    [
      'an incident that lasts',
      [bucket(100, 3)],
      [mark('incident', 62)],
      { 'incident 62': [3, 1] },
    ],
    [
      'a deploy of the half hour before',
      [bucket(85, 1), bucket(90, 3)],
      [mark('deploy', 60)],
      { 'deploy 60': [1, 0.25], Background: [3, 0.75] },
    ],
    [
      'an incident before the deploy that caused it',
      [bucket(60, 4)],
      [mark('deploy', 60), mark('incident', 60, 65)],
      { 'incident 60': [4, 1] },
    ],
    [
      'overlapping incidents share',
      [bucket(60, 4)],
      [mark('incident', 60, 65), mark('incident', 61, 65, 'second')],
      {
        'incident 60': [(4 * 5) / 9, 0.555556],
        second: [(4 * 4) / 9, 0.444444],
      },
    ],
    [
      'excluded time comes first, pro rata',
      [bucket(0, 12, 60)],
      [mark('exclusion', 45, 90), mark('incident', 30, 60)],
      { 'incident 30': [9, 0.75], 'exclusion 45': [3, 0.25] },
    ],
    [
      'a mark beside it',
      [bucket(0, 1)],
      [mark('incident', 5, 10), mark('exclusion', 1000, 1100)],
      { Background: [1, 1] },
    ],
  ])('%s', (_, buckets, marks, entries) => {
    expect(eaten(buckets, marks)).toEqual(entries);
  });

  it('sums to exactly 1 where shares do not come out even', () => {
    const buckets = [0, 10, 20, 30, 40, 50, 60].map(minute =>
      bucket(minute, 1),
    );
    const marks = [0, 10, 20, 30, 40, 50].map(minute =>
      mark('incident', minute, minute + 5),
    );
    const { entries, bad } = ledger(buckets, marks);
    expect(entries).toHaveLength(7);
    expect(bad).toBe(7);
    const sum = entries.reduce((all, it) => all.plus(it.share), new Big(0));
    expect(sum.toFixed()).toBe('1');
  });

  it('tells what each ate of the budget, largest first', () => {
    const { entries, method } = ledger(
      [bucket(0, 300), bucket(60, 301), bucket(120, 400), bucket(180, 50)],
      [
        mark('incident', 0, 5),
        mark('incident', 60, 65),
        mark('exclusion', 120, 125),
      ],
    );
    expect(
      entries.map(it => [it.title, it.ofBudget, it.postmortemDue]),
    ).toEqual([
      // Excluded, it eats nothing.
      ['exclusion 120', 0, false],
      ['incident 60', 0.301, true],
      // Exactly the share of the policy is not above it.
      ['incident 0', 0.3, false],
      ['Background', 0.05, false],
    ]);
    expect(entries[2].minutes).toBeCloseTo(12.096, 10);
    expect(method).toContain('30 minutes before');
  });

  it('never asks for a postmortem of the background', () => {
    expect(ledger([bucket(0, 900)]).entries[0].postmortemDue).toBe(false);
  });

  it('has no budget to eat where nobody asks for anything', () => {
    const [entry] = ledger([bucket(0, 1)], [], 0).entries;
    expect(entry).toMatchObject({ share: 1, ofBudget: 0, minutes: 0 });
  });
});
