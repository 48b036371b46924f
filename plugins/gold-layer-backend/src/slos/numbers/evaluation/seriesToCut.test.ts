import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../../../database/migrate';
import { BucketStore } from '../store/BucketStore';
import { toMinutes } from '../store/buckets';
import { seriesToCut } from './seriesToCut';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

const minute = (time: string) => toMinutes(Date.parse(`2026-11-20T${time}Z`));
const span = { from: minute('08:00'), to: minute('12:00') };
const excluded = (from: string, to: string) => ({
  from: Date.parse(`2026-11-20T${from}Z`),
  to: Date.parse(`2026-11-20T${to}Z`),
});

describe.each(databases.eachSupportedId())(
  'buckets to take excluded time from on %s',
  id => {
    /** Four hours, of two of which five minutes are kept: all of those from 09:00 on, and half of those from 11:00 on. */
    async function setUp() {
      const database = await databases.init(id);
      await migrate(database);
      const store = BucketStore.create({ database });
      const hour = { num: 1, grain: 60 as const, bad: 12, total: 1200 };
      const fine = { num: 1, grain: 5 as const, bad: 1, total: 100 };
      await store.add(
        Array.from({ length: 12 }, (_, slot) => ({
          ...fine,
          start: minute('09:00') + 5 * slot,
          covered: 1,
        })),
      );
      await store.add([
        ...['08:00', '10:00'].map(at => ({
          ...hour,
          start: minute(at),
          covered: 12,
        })),
        ...Array.from({ length: 6 }, (_, slot) => ({
          ...fine,
          start: minute('11:00') + 5 * slot,
          covered: 1,
        })),
      ]);
      await database('slo_buckets')
        .where({ grain: 60, start: minute('11:00') })
        .update({ bad: 12, total: 1200, covered: 12 });
      const read = async (...times: ReturnType<typeof excluded>[]) =>
        (await seriesToCut(store, 1, { ...span, excluded: times })).map(
          ({ start, grain }) => [start - span.from, grain],
        );
      return { database, read };
    }

    const hours = [0, 60, 120, 180].map(start => [start, 60]);

    it('are hours where nothing is excluded, or whole ones are', async () => {
      const { database, read } = await setUp();
      let asked = 0;
      database.on('query', () => (asked += 1));
      expect(await read()).toEqual(hours);
      expect(await read(excluded('09:00', '11:00'))).toEqual(hours);
      expect(asked).toBe(2);
    });

    it('are five minutes in the place of hours that are cut, where all of them are kept', async () => {
      const { read } = await setUp();
      expect(await read(excluded('08:30', '09:30'))).toEqual([
        [0, 60],
        ...Array.from({ length: 12 }, (_, slot) => [60 + 5 * slot, 5]),
        [120, 60],
        [180, 60],
      ]);
      expect(
        await read(excluded('10:10', '10:20'), excluded('11:10', '11:20')),
      ).toEqual(hours);
    });
  },
);
