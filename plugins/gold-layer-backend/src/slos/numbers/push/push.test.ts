import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  PushInterval,
  PushResults,
} from '@gold-layer/backstage-plugin-common';
import {
  numbersWorld,
  pushedSpec,
  sloSpec,
} from '../__testUtils__/numbersWorld';
import { toMinutes } from '../store/buckets';
import { parseInterval } from './parseInterval';
import { countInterval, everyMinutes } from './spreadIntervals';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);
const now = new Date('2026-11-20T12:00:00Z');

function interval(over: Partial<Record<keyof PushInterval, unknown>> = {}) {
  return {
    slo: 'default.shop.nightly',
    from: '2026-11-20T11:00:00Z',
    to: '2026-11-20T11:10:00Z',
    good: 90,
    total: 100,
    ...over,
  };
}

describe('a pushed interval', () => {
  it.each([
    ['no object', 5, /^item: found 5/],
    ['a field too many', { ...interval(), extra: 1 }, /extra/],
    ['a day without a time', interval({ from: '2026-11-20' }), /^from: found/],
    [
      'an end before its begin',
      interval({ to: '2026-11-20T10:00:00Z' }),
      /^to: .*after 2026-11-20T11/,
    ],
    ['no length', interval({ to: '2026-11-20T11:00:00Z' }), /^to: /],
    [
      'half a minute',
      interval({ to: '2026-11-20T11:00:30Z' }),
      /^to: .*at least a minute after .*add up/,
    ],
    [
      '32 days',
      interval({ from: '2026-10-19T10:00:00Z' }),
      /^to: .*at most 31 days/,
    ],
    [
      'what is to come',
      interval({ to: '2026-11-20T12:06:00Z' }),
      /^to: .*at most 5 minutes ahead/,
    ],
    [
      '91 days ago',
      interval({ from: '2026-08-20T11:00:00Z', to: '2026-08-20T12:00:00Z' }),
      /^from: .*at most 90 days ago/,
    ],
    [
      'more good than all',
      interval({ good: 101 }),
      /^good: found 101, right is: at most the total, 100/,
    ],
    [
      'more than anybody counts',
      interval({ total: 1.7e308 }),
      /^total: found 1.7e\+308, right is: at most 1e\+15/,
    ],
    ['less than nothing', interval({ good: -1 }), /^good: found -1/],
    ['a text for a number', interval({ total: '100' }), /^total: found "100"/],
    ['an odd character', interval({ slo: 'a\0' }), /^slo: /],
  ])('is refused for %s, naming the field', (_, item, reason) => {
    expect(parseInterval(item, now).reason).toMatch(reason);
  });

  it('may be from another zone, and up to five minutes ahead', () => {
    expect(
      parseInterval(
        interval({
          slo: 'Default.Shop.Nightly',
          to: '2026-11-20T13:05:00+01:00',
        }),
        now,
      ).interval,
    ).toEqual({
      slo: 'default.shop.nightly',
      from: Date.parse('2026-11-20T11:00:00Z'),
      to: Date.parse('2026-11-20T12:05:00Z'),
      good: 90,
      total: 100,
    });
  });

  it.each([
    ['Occurrences', 90, 100, { bad: 10, total: 100 }],
    ['RatioTimeslices', 90, 100, { bad: 0.2, total: 2 }],
    ['Timeslices', 95, 100, { bad: 0, total: 2 }],
    ['Timeslices', 94, 100, { bad: 2, total: 2 }],
    ['Timeslices', 0, 0, { bad: 0, total: 0 }],
  ] as const)('counts by %s: %d of %d', (method, good, total, counts) => {
    const { bad, total: all } = countInterval(
      { from: 0, to: 600_000, good, total },
      { method, timeSliceMinutes: 5, timeSliceTarget: 0.95 },
    );
    expect(bad).toBeCloseTo(counts.bad, 9);
    expect(all).toBe(counts.total);
  });

  it.each([
    [undefined, 5],
    ['PT1M', 5],
    ['PT1H', 60],
    ['P1D', 1440],
    ['P1M', 30 * 1440],
    ['P31D', 31 * 1440],
    ['P90D', 31 * 1440],
  ])(
    'that comes every %s counts as covered for %d minutes',
    (every, minutes) => {
      expect(everyMinutes({ sli: { kind: 'pushed', every } })).toBe(minutes);
    },
  );
});

describe.each(databases.eachSupportedId())('pushing intervals on %s', id => {
  async function setUp() {
    const world = await numbersWorld(await databases.init(id));
    world.clock.now = now;
    const num = await world.put(pushedSpec('nightly'));
    const push = async (items: unknown[], by = 'service') => {
      const { body } = await world
        .as(by)
        .post('/slo-data', { items })
        .expect(200);
      const results: PushResults = body;
      return results;
    };
    const fine = (from: string, to: string) =>
      world.numbers.buckets.series(num, {
        grain: 5,
        from: toMinutes(Date.parse(from)),
        to: toMinutes(Date.parse(to)),
      });
    return { ...world, num, push, fine };
  }

  it('spreads events over time, shows the numbers at once, and the same again changes nothing', async () => {
    const { audit, clock, database, fine, num, push, see } = await setUp();
    clock.now = new Date('2026-11-20T12:01:00Z');
    const items = [
      interval({
        from: '2026-11-20T11:57:00Z',
        to: '2026-11-20T12:02:00Z',
        good: 95,
      }),
      interval(),
    ];
    expect(await push(items)).toMatchObject({ accepted: 2, refused: 0 });
    expect(await fine('2026-11-20T11:00:00Z', '2026-11-20T12:05:00Z')).toEqual(
      [
        ['11:00', 5, 50],
        ['11:05', 5, 50],
        ['11:55', 3, 60],
        ['12:00', 2, 40],
      ].map(([time, bad, total]) => ({
        num,
        grain: 5,
        start: toMinutes(Date.parse(`2026-11-20T${time}:00Z`)),
        bad,
        total,
        covered: 1,
      })),
    );
    const status = await see(num);
    expect(status).toMatchObject({ bad: 15, total: 200, state: 'partial' });
    const before = await database('slo_status').select('*');
    expect(await push(items)).toMatchObject({ accepted: 0, unchanged: 2 });
    expect(await database('slo_status').select('*')).toEqual(before);
    expect(audit).toEqual(['slo-push', 'slo-push']);
  });

  it('replaces what was told of the very same interval, and takes late data', async () => {
    const { num, push, see } = await setUp();
    await push([interval({ good: 0 })]);
    await push([
      interval({ good: 100 }),
      interval({
        from: '2026-11-19T20:00:00Z',
        to: '2026-11-19T20:05:00Z',
        good: 40,
        total: 50,
      }),
      interval({
        from: '2026-10-01T20:00:00Z',
        to: '2026-10-02T20:00:00Z',
        good: 1,
        total: 50,
      }),
    ]);
    expect(await see(num)).toMatchObject({ bad: 10, total: 150 });
    // The same one twice in one push: the last one counts.
    await push([interval({ good: 1 }), interval({ good: 98 })]);
    expect(await see(num)).toMatchObject({ bad: 12, total: 150 });
  });

  it('refuses one by one what overlaps, is unknown, or is measured by the portal, and keeps the rest', async () => {
    const { push, put } = await setUp();
    await put(sloSpec('measured'));
    await push([interval()]);
    const { accepted, items, refused, unchanged } = await push([
      interval({ from: '2026-11-20T11:05:00Z', to: '2026-11-20T11:15:00Z' }),
      interval({ slo: 'default.shop.none' }),
      interval({ slo: 'default.shop.measured' }),
      'nonsense',
      interval({ from: '2026-11-20T11:10:00Z', to: '2026-11-20T11:20:00Z' }),
      interval({ from: '2026-11-20T11:15:00Z', to: '2026-11-20T11:20:00Z' }),
      interval(),
    ]);
    expect({ accepted, refused, unchanged }).toEqual({
      accepted: 1,
      refused: 5,
      unchanged: 1,
    });
    expect(items.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'refused',
      'refused',
      'accepted',
      'refused',
      'unchanged',
    ]);
    expect(items[0].reason).toBe(
      'from: 2026-11-20T11:05:00.000Z/2026-11-20T11:15:00.000Z overlaps 2026-11-20T11:00:00.000Z/2026-11-20T11:10:00.000Z, which was told before; right is: that very interval again, or one beside it',
    );
    expect(items[1].reason).toMatch(/default.shop.none/);
    expect(items[2].reason).toMatch(/measured by the portal itself/);
  });

  it('is for those who may', async () => {
    const { as } = await setUp();
    const refused = await as('guest').post('/slo-data', {
      items: [interval()],
    });
    expect(refused.status).toBe(403);
    await as('ann').post('/slo-data', { items: [] }).expect(400);
  });

  it('counts time as covered until the next interval is due', async () => {
    const { as, at, clock, put, see } = await setUp();
    const num = await put(
      pushedSpec('daily', { sli: { kind: 'pushed', every: 'P1D' } }),
    );
    clock.now = new Date('2026-11-20T02:31:00Z');
    const items = ['2026-11-19', '2026-11-20'].map(day =>
      interval({
        slo: 'default.shop.daily',
        from: `${day}T02:00:00Z`,
        to: `${day}T02:30:00Z`,
        good: 1000,
        total: 1000,
      }),
    );
    await as('service').post('/slo-data', { items }).expect(200);
    expect(await see(num)).toMatchObject({ state: 'ok', total: 1000 });
    await at('2026-11-21T01:59:00Z');
    expect(await see(num)).toMatchObject({
      state: 'ok',
      coverage: 1,
      total: 1000,
    });
    await at('2026-11-23T02:31:00Z');
    expect(await see(num)).toMatchObject({ state: 'no-data' });
  });

  it('counts a month as covered by a job of minutes that comes once a month', async () => {
    const { as, clock, put, see } = await setUp();
    const num = await put(
      pushedSpec('monthly', {
        sli: { kind: 'pushed', every: 'P31D' },
        window: { kind: 'rolling', days: 30 },
      }),
    );
    clock.now = new Date('2026-11-19T23:00:00Z');
    const items = ['2026-09-20', '2026-10-21'].map(day =>
      interval({
        slo: 'default.shop.monthly',
        from: `${day}T02:00:00Z`,
        to: `${day}T02:10:00Z`,
        good: 1000,
        total: 1000,
      }),
    );
    await as('service').post('/slo-data', { items }).expect(200);
    expect(await see(num)).toMatchObject({
      state: 'ok',
      coverage: 1,
      total: 1000,
    });
  });

  it('lets many push at once without losing anything', async () => {
    const { num, push, see } = await setUp();
    const items = Array.from({ length: 40 }, (_, minute) =>
      interval({
        from: new Date(Date.parse('2026-11-20T10:00:00Z') + minute * 60_000),
        to: new Date(Date.parse('2026-11-20T10:01:00Z') + minute * 60_000),
        good: 9,
        total: 10,
      }),
    );
    await Promise.all(
      [0, 1, 2, 3].map(part =>
        push(items.filter((_, index) => index % 4 === part)),
      ),
    );
    const status = await see(num);
    expect(status.total).toBeCloseTo(400, 6);
    expect(status.bad).toBeCloseTo(40, 6);
  });

  it('takes a thousand days in one push, and leaves the rest to the next', async () => {
    const { push, put } = await setUp();
    for (let each = 0; each < 34; each += 1) {
      await put(pushedSpec(`long-${each}`));
    }
    const items = Array.from({ length: 34 }, (_, slo) =>
      interval({
        slo: `default.shop.long-${slo}`,
        from: '2026-10-21T11:00:00Z',
      }),
    );
    const { accepted, items: results } = await push([...items, interval()]);
    expect(accepted).toBe(34);
    expect(results[33]).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/^to: .* at most 1000 days in one push/),
    });
  });

  it('takes a thousand intervals of many SLOs', async () => {
    const { push, put, see } = await setUp();
    const nums: number[] = [];
    for (let each = 0; each < 50; each += 1) {
      nums.push(await put(pushedSpec(`many-${each}`)));
    }
    const items = nums.flatMap((_, slo) =>
      Array.from({ length: 20 }, (__, part) =>
        interval({
          slo: `default.shop.many-${slo}`,
          from: new Date(now.getTime() - (part + 1) * 300_000),
          to: new Date(now.getTime() - part * 300_000),
        }),
      ),
    );
    expect(await push(items)).toMatchObject({ accepted: 1000 });
    expect(await see(nums[49])).toMatchObject({ bad: 200, total: 2000 });
  });
});

describe.each(databases.eachSupportedId())('marks on %s', id => {
  it('are kept by service, kind and key, and bad ones refused one by one', async () => {
    const { as, database } = await numbersWorld(await databases.init(id));
    const mark = (over: object = {}) => ({
      service: 'component:default/shop',
      kind: 'deploy',
      key: 'v1',
      from: '2026-11-20T11:00:00Z',
      title: 'Version 1',
      ...over,
    });
    const push = async (items: unknown[]) =>
      (await as('service').post('/slo-marks', { items }).expect(200)).body;
    const { items, ...counts } = await push([
      mark(),
      mark({ kind: 'incident', to: '2026-11-20T12:00:00Z' }),
      mark({ to: '2026-11-20T10:00:00Z' }),
      mark({ service: 'component:default/none' }),
      mark({ url: 'ftp://example.com/v1' }),
    ]);
    expect(counts).toEqual({ accepted: 2, unchanged: 0, refused: 3 });
    expect(items[2].reason).toMatch(/^to: /);
    expect(items[3].reason).toMatch(/^service: /);
    expect(items[4].reason).toMatch(/^url: /);
    expect(
      await push([mark(), mark({ title: 'First version' })]),
    ).toMatchObject({ accepted: 1, unchanged: 1 });
    const rows = await database('slo_marks')
      .select('kind', 'title')
      .orderBy('kind');
    expect(rows).toEqual([
      { kind: 'deploy', title: 'First version' },
      { kind: 'incident', title: 'Version 1' },
    ]);
    await as('guest')
      .post('/slo-marks', { items: [mark()] })
      .expect(403);
  });
});
