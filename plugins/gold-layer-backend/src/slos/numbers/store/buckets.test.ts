import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../../../database/migrate';
import { Bucket, Counts, Grain } from './buckets';
import { BucketStore } from './BucketStore';
import { planSlots } from './planSlots';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const day = 1440;
/** 12:20 on some day, in minutes since 1970. */
const now = 20_000 * day + 12 * 60 + 20;

function bucket(
  num: number,
  start: number,
  more: Partial<Counts & { grain: Grain }> = {},
): Bucket {
  return { num, grain: 5, start, bad: 1, total: 10, covered: 1, ...more };
}

describe('the plan of windows', () => {
  it('reads days in the middle, hours at the edges and five minutes where it is to be exact', () => {
    const { slots, parts } = planSlots(now, [5, 60, 28 * day], now);
    expect(slots).toEqual([
      { from: now - 5, to: now },
      { from: now - 60, to: now - 5 },
      { from: now - 20 - 28 * day, to: now - 60 },
    ]);
    expect(
      parts.map(({ grain, spans }) => [
        grain,
        spans.map(({ from, to, slot }) => [from - now, to - now, slot]),
      ]),
    ).toEqual([
      [
        5,
        [
          [-80, -60, 2],
          [-60, -5, 1],
          [-5, 0, 0],
        ],
      ],
      [
        60,
        [
          [-20 - 28 * day, -20 - 27 * day - 12 * 60, 2],
          [-20 - 12 * 60, -80, 2],
        ],
      ],
      [1440, [[-20 - 27 * day - 12 * 60, -20 - 12 * 60, 2]]],
    ]);
  });

  it('is exact to five minutes within three days, and to the hour beyond', () => {
    const { slots } = planSlots(now, [3 * day, 3 * day + 30], now);
    expect(slots[0].from).toBe(now - 3 * day);
    expect(slots[1].from).toBe(now - 20 - 3 * day - 60);
  });
});

describe.each(databases.eachSupportedId())('buckets on %s', id => {
  async function setUp(database: TestDatabaseId) {
    const knex = await databases.init(database);
    await migrate(knex);
    return { knex, store: BucketStore.create({ database: knex }) };
  }

  it('are rolled up into hours and days, and the same again changes nothing', async () => {
    const { store } = await setUp(id);
    const hour = now - 20 - 60;
    const some = [
      bucket(1, hour, { bad: 0.5 }),
      bucket(1, hour + 55, { total: 0, bad: 0 }),
      bucket(1, hour + 60),
      bucket(2, hour, { bad: 3 }),
      bucket(1, hour - 120, { grain: 60, bad: 7, total: 70, covered: 12 }),
    ];
    await store.add(some);
    await store.add(some.slice(0, 2));
    const span = { from: now - 2 * day, to: now };
    expect(await store.series(1, { grain: 60, ...span })).toEqual([
      bucket(1, hour - 120, { grain: 60, bad: 7, total: 70, covered: 12 }),
      bucket(1, hour, { grain: 60, bad: 0.5, total: 10, covered: 2 }),
      bucket(1, hour + 60, { grain: 60 }),
    ]);
    expect(await store.series(1, { grain: 1440, ...span })).toEqual([
      bucket(1, 20_000 * day, {
        grain: 1440,
        bad: 8.5,
        total: 90,
        covered: 15,
      }),
    ]);
    await store.add([bucket(1, hour, { bad: 10 })]);
    expect((await store.series(1, { grain: 1440, ...span }))[0].bad).toBe(18);
    expect((await store.series(2, { grain: 1440, ...span }))[0].bad).toBe(3);
  });

  it('are added up by window for many SLOs at once', async () => {
    const { store } = await setUp(id);
    const some: Bucket[] = [];
    // One bad of ten in each five minutes of 40 days, by the hour beyond three days.
    const fine = now - 20 - 3 * day;
    for (const num of [1, 2, 900]) {
      for (let at = now - 20 - 40 * day; at < fine; at += 60) {
        some.push(
          bucket(num, at, { grain: 60, bad: 12, total: 120, covered: 12 }),
        );
      }
      for (let at = fine; at < now; at += 5) some.push(bucket(num, at));
    }
    await store.add(some);
    const windows = [5, 60, 3 * day, 28 * day];
    const { byNum, from } = await store.sums([1, 900], {
      end: now,
      windows,
      now,
    });
    expect([...byNum.keys()].sort()).toEqual([1, 900]);
    const expected = from.map(begin => (now - begin) / 5);
    expect(expected).toEqual([1, 12, 864, 8064 + 4]);
    expect(byNum.get(900)).toEqual(
      expected.map(covered => ({ bad: covered, total: covered * 10, covered })),
    );
    const all = await store.sums('all', { end: now, windows, now });
    expect(all.byNum.size).toBe(3);
    expect(all.byNum.get(2)).toEqual(byNum.get(1));
  });

  it('know stretches of the past, and spread an hour evenly where only it is known', async () => {
    const { store } = await setUp(id);
    const old = 19_990 * day;
    await store.add([
      bucket(1, old, { grain: 60, bad: 6, total: 120, covered: 12 }),
      bucket(1, old + 60, { grain: 60, bad: 0, total: 60, covered: 12 }),
      // Five minutes of this hour are still there.
      bucket(2, old, { bad: 4, total: 8 }),
      bucket(2, old + 5, { bad: 0, total: 2 }),
      bucket(1, now - 10),
      bucket(1, now - 5),
    ]);
    const pieces = [
      { num: 1, from: old + 30, to: old + 120 },
      { num: 2, from: old, to: old + 5 },
      { num: 2, from: old + 30, to: old + 60 },
      { num: 1, from: now - 10, to: now - 5 },
      { num: 1, from: now - 6, to: now - 1 },
      { num: 3, from: now - 10, to: now - 5 },
    ];
    expect(await store.ofIntervals(pieces, { now })).toEqual([
      { bad: 3, total: 120, covered: 18 },
      { bad: 4, total: 8, covered: 1 },
      { bad: 0, total: 0, covered: 0 },
      { bad: 1, total: 10, covered: 1 },
      { bad: 1, total: 10, covered: 1 },
      { bad: 0, total: 0, covered: 0 },
    ]);
  });
});
