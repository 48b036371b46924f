import { TestDatabases } from '@backstage/backend-test-utils';
import { routes } from '@gold-layer/backstage-plugin-common';
import { numbersWorld, sloSpec } from '../__testUtils__/numbersWorld';
import { toMinutes } from '../store/buckets';
import { cutAt, withoutOverlaps } from './excludedSpans';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

describe('excluded time', () => {
  it('has no overlaps, and is dropped where both meanings hold', () => {
    expect(
      withoutOverlaps([
        { from: 0, to: 20, meaning: 'counted-good' },
        { from: 10, to: 30, meaning: 'dropped' },
        { from: 15, to: 25, meaning: 'dropped' },
        { from: 40, to: 50, meaning: 'dropped' },
        { from: 50, to: 60, meaning: 'dropped' },
        { from: 45, to: 45, meaning: 'counted-good' },
      ]),
    ).toEqual([
      { from: 0, to: 10, meaning: 'counted-good' },
      { from: 10, to: 30, meaning: 'dropped' },
      { from: 40, to: 60, meaning: 'dropped' },
    ]);
  });

  it('is cut where windows begin', () => {
    expect(
      cutAt(
        [{ from: 5, to: 25, meaning: 'dropped' }],
        [
          { from: 20, to: 30 },
          { from: 10, to: 20 },
        ],
      ),
    ).toEqual([
      { from: 20, to: 25, meaning: 'dropped', stretch: 0 },
      { from: 10, to: 20, meaning: 'dropped', stretch: 1 },
    ]);
  });
});

describe.each(databases.eachSupportedId())('exclusions on %s', id => {
  /** Half an hour of errors from 10:00 on, of 100 events each five minutes. */
  async function setUp() {
    const world = await numbersWorld(await databases.init(id));
    world.source.script = when =>
      when >= new Date('2026-11-20T10:00:00Z') &&
      when < new Date('2026-11-20T10:30:00Z')
        ? { bad: 100, total: 100 }
        : { bad: 0, total: 100 };
    return world;
  }

  const planned = (over: object = {}) => ({
    service: 'component:default/shop',
    from: '2026-11-20T10:00:00Z',
    to: '2026-11-20T10:30:00Z',
    meaning: 'dropped',
    reason: 'The database moves house.',
    ...over,
  });

  it('drop time or count it good when numbers are read, and never touch what was counted', async () => {
    const { as, at, audit, changes, numbers, put, see } = await setUp();
    const num = await put(sloSpec('checkout'));
    await at('2026-11-20T12:00:20Z');
    expect(await see(num)).toMatchObject({ state: 'exhausted', bad: 600 });
    const day = {
      grain: 1440 as const,
      from: toMinutes(Date.parse('2026-11-20')),
      to: toMinutes(Date.parse('2026-11-21')),
    };
    const before = await numbers.buckets.series(num, day);

    const { body } = await as('ann')
      .post('/slo-exclusions', planned())
      .expect(200);
    expect(body).toMatchObject({
      createdBy: 'user:default/ann',
      meaning: 'dropped',
    });
    const dropped = await see(num);
    expect(dropped).toMatchObject({
      state: 'ok',
      bad: 0,
      total: 28_200,
      coverage: 1,
      remaining: 1,
      frozen: false,
    });
    expect(dropped.burn['6h']).toBe(0);
    expect(dropped.sparkline.at(-1)).toBe(1);

    await as('ann')
      .delete(`/slo-exclusions/${body.id}`)
      .expect(200, { id: body.id });
    expect(await see(num)).toMatchObject({ state: 'exhausted', bad: 600 });

    await as('ann')
      .post(
        '/slo-exclusions',
        planned({
          meaning: 'counted-good',
          to: '2026-11-20T10:15:00Z',
          slo: 'default.shop.checkout',
        }),
      )
      .expect(200);
    expect(await see(num)).toMatchObject({
      bad: 300,
      total: 28_800,
      coverage: 1,
    });
    expect(await numbers.buckets.series(num, day)).toEqual(before);
    expect(await changes(num)).toEqual([
      { from: 'unknown', to: 'exhausted', frozen: 1 },
      { from: 'exhausted', to: 'healthy', frozen: 0 },
      { from: 'healthy', to: 'exhausted', frozen: 1 },
    ]);
    expect(audit).toEqual([
      'slo-exclusion-add',
      'slo-exclusion-end',
      'slo-exclusion-add',
    ]);
    await as('ann').delete(`/slo-exclusions/${body.id}`).expect(404);
  });

  it('are taken out of the same five minutes for what is to come as for what is left', async () => {
    const { as, at, put, see, source } = await setUp();
    // All that failed between ten and eleven failed within the planned half hour.
    const planFails = source.script;
    source.script = (when, slo) => {
      const early = /T02:(00|05|10)/.test(when.toISOString());
      return early ? { bad: 100, total: 100 } : planFails(when, slo);
    };
    const num = await put(sloSpec('checkout'));
    await at('2026-11-20T12:00:20Z');
    await as('ann').post('/slo-exclusions', planned()).expect(200);
    expect(await see(num)).toMatchObject({
      bad: 300,
      frozen: true,
      // A day after the hour in which the other three hundred failed.
      forecast: { thawsAt: '2026-11-21T03:00:00.000Z' },
    });
  });

  it('do not whitewash an SLO: with much of a window counted good, the number says nothing', async () => {
    const { as, at, put, see } = await setUp();
    const num = await put(sloSpec('checkout'));
    await at('2026-11-20T12:00:20Z');
    const nightly = (meaning: string) =>
      planned({
        from: '2026-11-01T08:00:00Z',
        to: undefined,
        rule: 'FREQ=DAILY',
        minutes: 180,
        meaning,
      });
    const { body } = await as('ann')
      .post('/slo-exclusions', nightly('counted-good'))
      .expect(200);
    expect(await see(num)).toMatchObject({
      state: 'partial',
      bad: 0,
      diagnosis: expect.stringMatching(/^12\.5% of the window is planned time/),
    });
    await as('ann').delete(`/slo-exclusions/${body.id}`).expect(200);
    await as('ann').post('/slo-exclusions', nightly('dropped')).expect(200);
    expect(await see(num)).toMatchObject({ state: 'ok', bad: 0, coverage: 1 });
  });

  it('may fill a tenth of a calendar month, however little of it has passed', async () => {
    const { as, at, clock, put, see } = await setUp();
    clock.now = new Date('2026-11-01T00:00:00Z');
    const num = await put(
      sloSpec('month', {
        window: {
          kind: 'calendar',
          unit: 'month',
          startTime: '2026-01-01T00:00:00',
          timeZone: 'UTC',
        },
      }),
    );
    await at('2026-11-01T04:00:20Z');
    const good = { from: '2026-11-01T00:00:00Z', meaning: 'counted-good' };
    const short = planned({ ...good, to: '2026-11-01T02:00:00Z' });
    await as('ann').post('/slo-exclusions', short).expect(200);
    expect(await see(num)).toMatchObject({ state: 'ok' });
    // A tenth of November are 72 hours.
    const long = planned({ ...good, to: '2026-11-04T01:00:00Z' });
    await as('ann').post('/slo-exclusions', long).expect(200);
    await at('2026-11-04T00:00:20Z');
    expect(await see(num)).toMatchObject({ state: 'ok' });
    await at('2026-11-04T02:00:20Z');
    expect(await see(num)).toMatchObject({
      state: 'partial',
      diagnosis: expect.stringMatching(/^10\.1% of the window is planned/),
    });
  });

  it('go on holding for a part of an hour of an SLO that comes back', async () => {
    const { as, at, clock, database, numbers, put, see } = await setUp();
    const spec = sloSpec('month', { window: { kind: 'rolling', days: 28 } });
    const num = await put(spec);
    await at('2026-11-20T12:00:20Z');
    await as('ann').post('/slo-exclusions', planned()).expect(200);
    await at('2026-11-25T12:00:20Z');
    await database('slos').where({ num }).delete();
    await database('gone_slos').insert({
      ...{ num, id: spec.id, service_ref: spec.service },
      ...{ first_seen_at: 0, gone_at: clock.now.getTime() },
    });
    await numbers.sweep();
    await put(spec, { num });
    await numbers.evaluateNow([num]);
    expect(await see(num)).toMatchObject({ bad: 0, total: 28 * 28_800 - 600 });
  });

  it('go on holding for a part of an hour when only hours are kept', async () => {
    const { as, at, clock, numbers, put, see } = await setUp();
    const num = await put(
      sloSpec('month', { window: { kind: 'rolling', days: 28 } }),
    );
    await at('2026-11-20T12:00:20Z');
    await as('ann').post('/slo-exclusions', planned()).expect(200);
    await at('2026-11-25T12:00:20Z');
    clock.now = new Date('2026-11-25T12:01:20Z');
    await numbers.sweep();
    const kept = await numbers.buckets.series(num, {
      grain: 5,
      from: toMinutes(Date.parse('2026-11-17T00:00:00Z')),
      to: toMinutes(Date.parse('2026-11-22T09:00:00Z')),
    });
    expect(kept).toHaveLength(12);
    await numbers.evaluateNow([num]);
    expect(await see(num)).toMatchObject({ bad: 0, total: 28 * 28_800 - 600 });
  });

  it('may come again and again, and say when next', async () => {
    const { as, at, clock, put, see } = await setUp();
    const num = await put(sloSpec('weekly'));
    const other = await put(sloSpec('other'));
    clock.now = new Date('2026-11-13T08:00:00Z');
    const { body } = await as('ann')
      .post(
        '/slo-exclusions',
        planned({
          from: '2026-10-02T09:00:00Z',
          to: undefined,
          rule: 'FREQ=WEEKLY;BYDAY=FR',
          minutes: 30,
          // 11:00 in summer is 10:00 in winter, by the same clock on the wall.
          timeZone: 'Europe/Berlin',
          slo: 'default.shop.weekly',
        }),
      )
      .expect(200);
    expect(body.next).toEqual({
      from: '2026-11-13T10:00:00.000Z',
      to: '2026-11-13T10:30:00.000Z',
    });
    await at('2026-11-20T12:00:20Z');
    expect(await see(num)).toMatchObject({ bad: 0 });
    expect(await see(other)).toMatchObject({ bad: 600 });
  });

  it('are refused where they make no sense, and for those who may not', async () => {
    const { as, put } = await setUp();
    await put(sloSpec('checkout'));
    const post = async (over: object, by = 'ann') => {
      const { body, status } = await as(by).post(
        '/slo-exclusions',
        planned(over),
      );
      return `${status} ${body.error?.message ?? ''}`;
    };
    expect(await post({ to: '2026-11-20T09:00:00Z' })).toMatch(
      /^400 body.to: found/,
    );
    expect(await post({ timeZone: 'Mars/Olympus' })).toMatch(
      /^400 body.timeZone/,
    );
    expect(await post({ slo: 'default.shop.none' })).toMatch(
      /^400 body.slo: found 'default.shop.none'/,
    );
    expect(await post({ to: undefined })).toMatch(/^400/);
    expect(
      await post({ to: undefined, rule: 'FREQ=SECONDLY', minutes: 5 }),
    ).toMatch(/^400 body.rule/);
    expect(await post({ from: '2025-10-01T00:00:00Z' })).toMatch(
      /^400 body.from: found 2025-10-01T00:00:00Z, expected a time of the last 400 days/,
    );
    const far = { from: '2040-01-01T00:00:00Z', to: '2040-01-02T00:00:00Z' };
    expect(await post(far)).toMatch(/^400 body.from/);
    expect(await post({ service: 'component:default/none' })).toMatch(/^404/);
    expect(await post({}, 'guest')).toMatch(/^403/);
  });

  it('are so many of one service and no more', async () => {
    const { as, numbers } = await setUp();
    const weekly = { to: undefined, rule: 'FREQ=WEEKLY', minutes: 30 };
    const put = (index: number, over: object) =>
      numbers.exclusions.add({
        ...planned(),
        id: `x${index}`,
        timeZone: 'UTC',
        meaning: 'dropped',
        createdBy: 'user:default/ann',
        createdAt: '2026-11-01T00:00:00Z',
        ...over,
      });
    const post = async (over: object) =>
      (await as('ann').post('/slo-exclusions', planned(over))).body.error
        ?.message;
    for (let index = 0; index < 20; index += 1) await put(index, weekly);
    expect(await post(weekly)).toMatch(
      /^body.rule: found 20 recurring exclusions .* expected fewer than 20/,
    );
    expect(await post({})).toBeUndefined();
    for (let index = 21; index < 200; index += 1) await put(index, {});
    expect(await post({})).toMatch(
      /^body.service: found 200 exclusions .* expected fewer than 200/,
    );
  });

  it('are listed page by page, newest first', async () => {
    const { as, numbers } = await setUp();
    for (let index = 0; index < 120; index += 1) {
      await numbers.exclusions.add({
        ...planned(),
        id: `x${index}`,
        timeZone: 'UTC',
        meaning: 'dropped',
        createdBy: 'user:default/ann',
        // Three at a time.
        createdAt: new Date(
          Date.parse('2026-11-01') + Math.floor(index / 3) * 60_000,
        ).toISOString(),
      });
    }
    const list = async (query: string) => {
      const { body } = await as('ann')
        .get(`/slo-exclusions?${query}`)
        .expect(200);
      return routes.listSloExclusions.response.parse(body);
    };
    const first = await list('');
    expect(first.items).toHaveLength(50);
    expect(first.totalItems).toBe(120);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { items, pageInfo } = await list(`limit=100${cursor}`);
      seen.push(...items.map(({ createdAt, id: each }) => createdAt + each));
      cursor = pageInfo.nextCursor ? `&cursor=${pageInfo.nextCursor}` : '';
    } while (cursor);
    expect(new Set(seen).size).toBe(120);
    const times = seen.map(each => each.slice(0, 24));
    expect(times).toEqual(times.toSorted().reverse());
    await as('ann').get('/slo-exclusions?limit=101').expect(400);
    await as('ann').get('/slo-exclusions?cursor=nonsense').expect(400);
    await as('ann')
      .get(`/slo-exclusions?slo=a&cursor=${first.pageInfo.nextCursor}`)
      .expect(400);
  });

  it('say that they were declared when they were over', async () => {
    const { as } = await setUp();
    const declare = async (over: object) =>
      (await as('ann').post('/slo-exclusions', planned(over)).expect(200)).body
        .afterwards;
    expect(await declare({})).toBe(true);
    expect(await declare({ to: '2026-11-20T12:00:01Z' })).toBeUndefined();
    const daily = { to: undefined, rule: 'FREQ=DAILY', minutes: 30 };
    expect(await declare(daily)).toBe(true);
    const coming = { ...daily, from: '2026-11-20T11:45:00Z' };
    expect(await declare(coming)).toBeUndefined();
    const { body } = await as('ann').get('/slo-exclusions').expect(200);
    expect(
      body.items.filter((each: { afterwards?: boolean }) => each.afterwards),
    ).toHaveLength(2);
  });

  it('are listed by service and SLO, for those who see the service', async () => {
    const { as, put } = await setUp();
    await put(sloSpec('checkout'));
    await put(sloSpec('search'));
    await as('ann').post('/slo-exclusions', planned()).expect(200);
    await as('ann')
      .post('/slo-exclusions', planned({ slo: 'default.shop.search' }))
      .expect(200);
    const list = async (query: string, by = 'ann') =>
      (await as(by).get(`/slo-exclusions${query}`).expect(200)).body.items
        .length;
    expect(await list('')).toBe(2);
    expect(await list('?slo=default.shop.checkout')).toBe(1);
    expect(await list('?slo=default.shop.search')).toBe(2);
    expect(await list('?service=component:default/other')).toBe(0);
    expect(await list('', 'guest')).toBe(0);
  });
});
