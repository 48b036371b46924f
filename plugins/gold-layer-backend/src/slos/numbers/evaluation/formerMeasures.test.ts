import { TestDatabases } from '@backstage/backend-test-utils';
import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import { earlyMeasureHash } from '../../measureHash';
import {
  numbersWorld,
  pushedSpec,
  sloSpec,
} from '../__testUtils__/numbersWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

const month = { kind: 'rolling', days: 28 } as const;
const right = (more: Partial<SloSpec> = {}) =>
  sloSpec('up', { window: month, ...more });
const wrong = (query = 'typo') =>
  right({
    sli: {
      kind: 'raw',
      raw: { type: 'prometheus', query },
      rawType: 'failure',
    },
  });
/** What is counted in four weeks, until so many minutes after an hour: they begin with a whole one. */
const fourWeeks = (minutes = 0) => (28 * 288 + minutes / 5) * 100;

describe.each(databases.eachSupportedId())(
  'an SLO that measures something else on %s',
  id => {
    /** Four weeks are measured, of which the source then forgets all but the last hour. */
    async function setUp() {
      const world = await numbersWorld(await databases.init(id));
      const num = await world.put(right());
      await world.at('2026-11-20T12:00:20Z');
      expect(await world.see(num)).toMatchObject({ total: fourWeeks() });
      world.source.script = when =>
        when >= new Date('2026-11-20T11:00:00Z')
          ? { bad: 0, total: 100 }
          : undefined;
      const { database } = world;
      const buckets = async () => {
        const rows: { num: number }[] =
          await database('slo_buckets').distinct('num');
        return rows.map(row => row.num).sort((a, b) => a - b);
      };
      return { ...world, num, buckets };
    }

    it('begins anew, and has all of its past back when it is put right', async () => {
      const { at, buckets, database, num, put, see, source } = await setUp();
      await put(wrong());
      await at('2026-11-20T12:05:20Z');
      expect(await see(num)).toMatchObject({ total: 13 * 100 });
      expect(await buckets()).toEqual([-1, num]);

      await put(right({ objective: '0.5' }));
      const before = source.asked.length;
      await at('2026-11-20T12:10:20Z');
      expect(await see(num)).toMatchObject({
        total: fourWeeks(10),
        state: 'ok',
      });
      // Only what is missing is asked for.
      expect(source.asked.slice(before)).toEqual([
        {
          slo: 'default.shop.up',
          from: '2026-11-20T11:45:00.000Z',
          to: '2026-11-20T12:10:00.000Z',
        },
      ]);
      // The wrong one may have been the right one.
      expect(await buckets()).toEqual([-2, num]);
      await put(wrong());
      await at('2026-11-20T12:15:20Z');
      expect(await see(num)).toMatchObject({ total: 15 * 100 });
      expect(await database('slo_former_measures').pluck('id')).toEqual([3]);
    });

    it('has it back at once', async () => {
      const { at, num, numbers, put, see } = await setUp();
      await put(wrong());
      await at('2026-11-20T12:05:20Z');
      await put(right());
      await numbers.evaluateNow([num]);
      expect(await see(num)).toMatchObject({
        total: fourWeeks(),
        asOf: Date.parse('2026-11-20T12:00:00Z'),
      });
    });

    it('keeps a frozen budget frozen, and what people have written', async () => {
      const { at, changes, database, num, put, see, source } = await setUp();
      source.script = () => ({ bad: 100, total: 100 });
      await database('slo_status').update({ measured_until: null });
      await at('2026-11-20T12:05:20Z');
      expect(await see(num)).toMatchObject({ frozen: true });
      await database('slo_reviews').insert({ num, at: 1, by: 'x', note: 'y' });
      const steps = await changes(num);

      source.script = () => undefined;
      await put(wrong());
      await at('2026-11-20T12:10:20Z');
      expect(await see(num)).toMatchObject({
        state: 'no-data',
        budget: 'unknown',
        frozen: true,
      });
      expect(await changes(num)).toEqual([
        ...steps,
        { from: 'exhausted', to: 'unknown', frozen: 1 },
      ]);
      await put(right());
      await at('2026-11-20T12:15:20Z');
      expect(await see(num)).toMatchObject({
        budget: 'exhausted',
        frozen: true,
      });
      expect(await database('slo_reviews').pluck('num')).toEqual([num]);
    });

    it('goes on where it is the same that early versions knew by another hash', async () => {
      const { at, buckets, database, num, put, see } = await setUp();
      const early = { measure_hash: earlyMeasureHash(right()) };
      await database('slo_status').update(early);
      await at('2026-11-20T12:05:20Z');
      expect(await see(num)).toMatchObject({ total: fourWeeks(5) });
      expect(await buckets()).toEqual([num]);

      await database('slo_status').update(early);
      await put(wrong());
      await at('2026-11-20T12:10:20Z');
      expect(await see(num)).toMatchObject({ total: 14 * 100 });
      await put(right());
      await at('2026-11-20T12:15:20Z');
      expect(await see(num)).toMatchObject({ total: fourWeeks(15) });
    });

    it('has what was counted of pushes back that are not kept any more', async () => {
      const { as, database, num: _, ...world } = await setUp();
      const { clock, numbers, put, see } = world;
      const slices = { method: 'Timeslices', timeSliceMinutes: 5 } as const;
      const num = await put(pushedSpec('nightly', { window: month }));
      const push = (day: string, total: number) =>
        as('service')
          .post('/slo-data', {
            items: [
              {
                slo: 'default.shop.nightly',
                from: `${day}T11:30:00Z`,
                to: `${day}T11:40:00Z`,
                good: total,
                total,
              },
            ],
          })
          .expect(200);
      clock.now = new Date('2026-11-20T12:00:20Z');
      await push('2026-11-10', 7);
      await push('2026-11-12', 20);
      await database('slo_pushes')
        .where('from', '<', Date.parse('2026-11-11'))
        .delete();
      const change = async (more: Partial<SloSpec>) => {
        await put(pushedSpec('nightly', { window: month, ...more }));
        await numbers.evaluateNow([num]);
        return (await see(num)).total;
      };
      expect(await change({})).toBe(27);
      expect(await change({ ...slices, timeSliceTarget: 0.9 })).toBe(2);
      await push('2026-11-19', 300);
      expect(await change({})).toBe(327);
    });

    it('loses it after a hundred days, and the shorter ones of many', async () => {
      const { at, buckets, clock, database, num, numbers, put, see } =
        await setUp();
      const queries = Array.from({ length: 11 }, (_, index) => `typo_${index}`);
      for (const query of queries) {
        await put(wrong(query));
        await numbers.evaluateNow([num]);
        await at(clock.now.toISOString());
      }
      expect(await database('slo_former_measures')).toHaveLength(11);
      await numbers.sweep();
      const kept = await database('slo_former_measures').orderBy('id');
      expect(kept.map(row => [row.id, row.days])).toEqual([
        [1, 29],
        ...[3, 4, 5, 6, 7, 8, 9, 10, 11].map(row => [row, 1]),
      ]);
      expect(await buckets()).toEqual([
        ...kept.map(row => -row.id).reverse(),
        num,
      ]);

      await at('2027-02-28T11:00:20Z');
      await numbers.sweep();
      expect(await buckets()).toEqual([
        ...kept.map(row => -row.id).reverse(),
        num,
      ]);
      await at('2027-02-28T13:00:20Z');
      await numbers.sweep();
      expect(await database('slo_former_measures')).toEqual([]);
      expect(await buckets()).toEqual([num]);
      await put(right());
      await numbers.evaluateNow([num]);
      expect(await see(num)).toMatchObject({ state: 'no-data' });
    });

    it('keeps of it by five minutes what planned time cuts', async () => {
      const { at, database, numbers, put } = await setUp();
      await numbers.exclusions.add({
        id: 'once',
        service: 'component:default/shop',
        from: '2026-11-20T10:00:00Z',
        to: '2026-11-20T10:30:00Z',
        timeZone: 'UTC',
        meaning: 'dropped',
        reason: 'The database moves house.',
        createdBy: 'user:default/ann',
        createdAt: '2026-11-20T09:00:00Z',
      });
      await put(wrong());
      await at('2026-11-20T12:05:20Z');
      await at('2026-11-25T12:00:20Z');
      await numbers.sweep();
      const fine = await database('slo_buckets')
        .where({ num: -1, grain: 5 })
        .orderBy('start')
        .pluck('start');
      expect(fine).toHaveLength(12);
      expect(new Date(fine[0] * 60_000).toISOString()).toBe(
        '2026-11-20T10:00:00.000Z',
      );
    });

    it('moves any number of them in one go', async () => {
      const { at, buckets, num, put, see } = await setUp();
      const nums = [num];
      for (let each = 0; each < 119; each += 1) {
        nums.push(await put(sloSpec(`slo-${each}`)));
      }
      await at('2026-11-20T12:05:20Z');
      const change = async (sli: SloSpec['sli'], time: string) => {
        for (let each = 0; each < 119; each += 1) {
          await put(sloSpec(`slo-${each}`, { sli }));
        }
        await at(time);
      };
      const totals = async () =>
        new Set(
          await Promise.all(
            nums.slice(1).map(async each => (await see(each)).total),
          ),
        );
      expect(await totals()).toEqual(new Set([1300]));
      await change(wrong().sli, '2026-11-20T12:10:20Z');
      expect(await totals()).toEqual(new Set([1400]));
      expect(await buckets()).toHaveLength(120 + 119);
      await change(right().sli, '2026-11-20T12:15:20Z');
      expect(await totals()).toEqual(new Set([1500]));
    });
  },
);
