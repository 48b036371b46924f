import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  sloLedgerSchema,
  sloSeriesSchema,
} from '@gold-layer/backstage-plugin-common';
import { FakeNotices } from '../../notices/__testUtils__/FakeNotices';
import { SloRegistryStore } from '../documents/store/SloRegistryStore';
import { createSloNumbers } from '../numbers';
import { id, storyOverHttp } from './__testUtils__/checkoutStory';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'the past of one SLO on %s',
  engine => {
    const setUp = async () => storyOverHttp(await databases.init(engine));

    it('burns down through time, with marks, objectives and a forecast', async () => {
      const { get, world } = await setUp();
      const series = sloSeriesSchema.parse(await get(`/slos/${id}/series`));
      expect(series.stepMinutes).toBe(360);
      expect(series.points).toHaveLength(112);
      const point = (at: string) => series.points.find(it => it.at === at);
      expect(point('2026-11-20T12:00:00.000Z')).toMatchObject({
        bad: 1000,
        total: 6000,
        coverage: 1,
        remaining: expect.closeTo(1 - 1000 / 672),
      });
      // An hour of the step was dropped, its bad events with it.
      expect(point('2026-11-21T06:00:00.000Z')).toMatchObject({
        bad: 0,
        total: 5000,
        coverage: 1,
      });
      expect(point('2026-11-15T12:00:00.000Z')?.remaining).toBe(1);
      expect(
        series.marks.map(({ title, afterwards }) => [title, afterwards]),
      ).toEqual([
        ['Database down', undefined],
        ['Move of the database', undefined],
        ['Version 42', undefined],
      ]);
      expect(series.objectives).toEqual([
        { since: '2026-01-01T00:00:00.000Z', objective: '0.99' },
        { since: '2026-11-18T00:00:00.000Z', objective: '0.999' },
      ]);
      expect(series.forecast.length).toBeGreaterThan(10);
      expect(series.forecast.at(-1)?.remaining).toBe(1);
      // At twice what is allowed, in the end twice the budget is used.
      expect(series.atBurn).toHaveLength(series.forecast.length);
      expect(series.atBurn?.at(-1)?.remaining).toBeCloseTo(-1, 2);
      expect(series.ideal).toHaveLength(2);
      const short = await get(`/slos/${id}/series?days=1`);
      expect([short.stepMinutes, short.points.length]).toEqual([5, 288]);
      const long = await get(`/slos/${id}/series?days=400`);
      expect([long.stepMinutes, long.points.length]).toEqual([1440, 401]);
      expect(long.points[0]).toEqual({
        at: '2025-10-24T00:00:00.000Z',
        coverage: 0,
      });
      await world.as('ann').get(`/slos/${id}/series?days=401`).expect(400);
    });

    it('has no course at a burn that nothing is known of, and none where nothing burns', async () => {
      const { get, world } = await setUp();
      const { clock, database } = world;
      await database('slo_status').update({ burn_6h: 0 });
      expect(await get(`/slos/${id}/series`)).not.toHaveProperty('atBurn');
      await database('slo_status').update({ burn_6h: null, burn_1h: 3 });
      expect(await get(`/slos/${id}/series`)).toHaveProperty('atBurn');
      clock.now = new Date('2026-11-27T13:00:00Z');
      expect(await get(`/slos/${id}/series`)).not.toHaveProperty('atBurn');
    });

    it('reads a chart with the same few statements, however long it is', async () => {
      const { get, world } = await setUp();
      const statements: string[] = [];
      world.database.on('query', ({ sql }) => statements.push(sql));
      await get(`/slos/${id}/series?days=28`);
      const few = statements.splice(0).length;
      await get(`/slos/${id}/series?days=400`);
      expect(statements).toHaveLength(few);
    });

    it('has a ledger of what ate its budget', async () => {
      const { get } = await setUp();
      const ledger = sloLedgerSchema.parse(await get(`/slos/${id}/ledger`));
      expect(ledger.bad).toBe(2000);
      expect(
        ledger.entries.map(({ kind, title, bad, share }) => [
          kind,
          title,
          bad,
          share,
        ]),
      ).toEqual([
        ['incident', 'Database down', 1000, 0.5],
        ['exclusion', 'Move of the database', 500, 0.25],
        ['deploy', 'Version 42', 400, 0.2],
        ['background', 'Background', 100, 0.05],
      ]);
      expect(ledger.entries[0]).toMatchObject({
        ofBudget: expect.closeTo(1000 / 671),
        postmortemDue: true,
      });
    });

    /** Works the numbers of the story out anew. */
    async function evaluate({
      options,
      people,
    }: Awaited<ReturnType<typeof setUp>>['world']) {
      const { database } = options;
      const numbers = createSloNumbers({
        ...options,
        notices: new FakeNotices(),
        people,
        reviewCardOf: async () => new Map(),
        scheduler: mockServices.scheduler.mock(),
        slos: SloRegistryStore.create({ database }),
        sources: [],
      });
      await database('slo_status').delete();
      await numbers.evaluateNow([1]);
    }

    it('says of planned time that it was declared when it was over', async () => {
      const { get, world } = await setUp();
      const end = Date.parse('2026-11-21T03:00:00Z');
      for (const [created_at, afterwards] of [
        [end - 1, undefined],
        [end, true],
      ] as const) {
        await world
          .database('slo_exclusions')
          .where({ id: 'x1' })
          .update({ created_at });
        const ledger = sloLedgerSchema.parse(await get(`/slos/${id}/ledger`));
        const entry = ledger.entries.find(({ kind }) => kind === 'exclusion');
        expect(entry?.mark).toMatchObject({ title: 'Move of the database' });
        expect(entry?.mark?.afterwards).toBe(afterwards);
      }
    });

    it('ends where the evaluation stands', async () => {
      const { get, world } = await setUp();
      await evaluate(world);
      const { numbers: evaluated, sparkline } = await get(`/slos/${id}`);
      const { points } = await get(`/slos/${id}/series`);
      expect(evaluated).toMatchObject({ bad: 1500, total: 671_000 });
      expect(points.at(-1).remaining).toBeCloseTo(evaluated.remaining, 9);
      expect(sparkline).toHaveLength(28);
    });

    it('takes planned time out of the five minutes in which it was, as the evaluation does', async () => {
      const { get, world } = await setUp();
      const minutes = (iso: string) => Date.parse(iso) / 60_000;
      // One of the last three days, and one of which five minutes are kept because they were planned.
      const days = { '2026-11-20': 1000, '2026-11-26': 100 };
      for (const [day, bad] of Object.entries(days)) {
        await world.buckets.add(
          Array.from({ length: 12 }, (_, slot) => ({
            num: 1,
            grain: 5 as const,
            start: minutes(`${day}T10:00:00Z`) + 5 * slot,
            bad: slot === 2 ? bad : 0,
            total: slot === 2 ? 1000 : 0,
            covered: 1,
          })),
        );
        await world.database('slo_exclusions').insert({
          id: day,
          service_ref: 'component:default/checkout',
          from: Date.parse(`${day}T10:10:00Z`),
          to: Date.parse(`${day}T10:15:00Z`),
          time_zone: 'UTC',
          meaning: 'dropped',
          reason: 'Five minutes',
          created_by: 'user:default/ann',
          created_at: 0,
        });
      }
      await evaluate(world);
      const { numbers } = await get(`/slos/${id}`);
      expect(numbers).toMatchObject({ bad: 400, total: 669_000 });
      for (const shown of [28, 1]) {
        const { points } = await get(`/slos/${id}/series?days=${shown}`);
        expect(points.at(-1).remaining).toBeCloseTo(numbers.remaining, 9);
      }
      const { points } = await get(`/slos/${id}/series`);
      expect(
        points.find(
          ({ at }: { at: string }) => at === '2026-11-20T12:00:00.000Z',
        ),
      ).toMatchObject({ bad: 0, total: 5000, coverage: 1 });
      const { entries } = await get(`/slos/${id}/ledger`);
      expect(
        entries.map(({ kind, bad }: { kind: string; bad: number }) => [
          kind,
          bad,
        ]),
      ).toEqual([
        ['exclusion', 1000],
        ['exclusion', 500],
        ['deploy', 400],
        ['exclusion', 100],
      ]);
    });
  },
);
