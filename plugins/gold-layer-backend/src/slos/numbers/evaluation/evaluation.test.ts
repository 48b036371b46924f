import { TestDatabases } from '@backstage/backend-test-utils';
import { numbersWorld, sloSpec } from '../__testUtils__/numbersWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('evaluating SLOs on %s', id => {
  const setUp = async () => numbersWorld(await databases.init(id));

  it('goes from an outage over burn, exhaustion and freeze to the thaw, when what failed has left the window', async () => {
    const world = await setUp();
    const { at, changed, changes, put, see, source, told } = world;
    const num = await put(sloSpec('checkout'));
    source.script = when => {
      const minute = when.toISOString().slice(0, 16);
      if (minute === '2026-11-20T10:00') return { bad: 20, total: 100 };
      if (/^2026-11-20T12:(00|05|10)$/.test(minute)) {
        return { bad: minute.endsWith('10') ? 80 : 100, total: 100 };
      }
      return { bad: 0, total: 100 };
    };
    await at('2026-11-20T12:01:00Z');
    expect(await see(num)).toMatchObject({
      state: 'ok',
      budget: 'healthy',
      coverage: 1,
      bad: 20,
      total: 28_800,
      rules: 'loaded',
      diagnosis: '93.06% of the budget is left.',
    });
    expect((await see(num)).sparkline.slice(-2)).toHaveLength(2);

    await at('2026-11-20T12:10:30Z');
    const burning = await see(num);
    expect(burning).toMatchObject({ state: 'at-risk', budget: 'critical' });
    expect(burning.burn['5m']).toBe(100);
    expect(burning.burn['30m']).toBeCloseTo(100 / 3, 6);
    expect(burning.alerts[0]).toMatchObject({
      severity: 'page',
      state: 'firing',
    });
    expect(burning.forecast.exhaustedAt).toBeDefined();

    await at('2026-11-20T12:15:10Z');
    const out = await see(num);
    expect(out).toMatchObject({
      state: 'exhausted',
      budget: 'exhausted',
      frozen: true,
      bad: 300,
    });
    expect(out.remaining).toBeCloseTo(-0.041667, 5);
    expect(out.forecast).toEqual({
      thawsAt: '2026-11-21T12:15:10.000Z',
      sentence: expect.stringMatching(/^If nothing fails, the freeze ends on/),
    });

    // The first error leaves: a little is back, and it stays frozen.
    await at('2026-11-21T10:06:00Z');
    expect(await see(num)).toMatchObject({
      state: 'at-risk',
      budget: 'critical',
      frozen: true,
    });
    await at('2026-11-21T12:06:00Z');
    expect(await see(num)).toMatchObject({
      state: 'at-risk',
      budget: 'warning',
      frozen: false,
    });
    await at('2026-11-21T12:16:00Z');
    expect(await see(num)).toMatchObject({
      state: 'ok',
      budget: 'healthy',
      remaining: 1,
      forecast: {},
    });

    expect(await changes(num)).toEqual([
      { from: 'unknown', to: 'healthy', frozen: 0 },
      { from: 'healthy', to: 'critical', frozen: 0 },
      { from: 'critical', to: 'exhausted', frozen: 1 },
      { from: 'exhausted', to: 'critical', frozen: 1 },
      { from: 'critical', to: 'warning', frozen: 0 },
      { from: 'warning', to: 'healthy', frozen: 0 },
    ]);
    expect(
      told.map(({ title, severity, to }) => [title, severity, to]),
    ).toEqual([
      [
        'Error budget nearly used up: The checkout of Shop',
        'normal',
        ['group:default/payments'],
      ],
      [
        'Error budget used up: The checkout of Shop',
        'high',
        ['group:default/payments'],
      ],
      [
        'Freeze over: The checkout of Shop',
        'normal',
        ['group:default/payments'],
      ],
    ]);
    expect(changed.flat()).toContain('component:default/shop');
  });

  it('takes a budget of exactly nothing for used up, and a burn of exactly 1 for no reason to alert', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('exact'));
    source.script = () => ({ bad: 1, total: 100 });
    await at('2026-11-20T12:00:20Z');
    const status = await see(num);
    expect(status).toMatchObject({
      state: 'exhausted',
      budget: 'exhausted',
      remaining: 0,
    });
    expect(status.burn).toEqual({
      '5m': 1,
      '30m': 1,
      '1h': 1,
      '2h': 1,
      '6h': 1,
      '1d': 1,
      '3d': 1,
    });
    expect(status.alerts.map(({ state }) => state)).toEqual(['quiet', 'quiet']);
  });

  it('tells apart what was partly measured, idle, never seen, wrong and invalid; only measured numbers are green', async () => {
    const { at, put, see, source } = await setUp();
    const nums = {
      gap: await put(sloSpec('gap')),
      idle: await put(sloSpec('idle')),
      never: await put(sloSpec('never')),
      wrong: await put(sloSpec('wrong')),
      invalid: await put(sloSpec('invalid'), { invalid: true }),
      homeless: await put(
        sloSpec('homeless', {
          sli: {
            kind: 'raw',
            raw: { type: 'graphite', query: 'x' },
            rawType: 'success',
          },
        }),
      ),
      thin: await put(sloSpec('thin')),
      fine: await put(sloSpec('fine')),
    };
    source.script = (when, slo) => {
      if (slo.endsWith('gap') && when.getUTCHours() < 8) return undefined;
      if (slo.endsWith('idle')) return { bad: 0, total: 0 };
      return { bad: 0, total: 100 };
    };
    source.unseen.add('default.shop.never');
    source.wrong.add('default.shop.wrong');
    source.partial.set('default.shop.thin', 'store-2 did not answer');
    await at('2026-11-20T12:00:20Z');
    const states = Object.fromEntries(
      await Promise.all(
        Object.entries(nums).map(async ([name, num]) => {
          const { state, budget } = await see(num);
          return [name, `${state}, ${budget}`];
        }),
      ),
    );
    expect(states).toEqual({
      gap: 'partial, unknown',
      idle: 'idle, unknown',
      never: 'no-data, unknown',
      wrong: 'error, unknown',
      invalid: 'invalid, unknown',
      homeless: 'error, unknown',
      thin: 'partial, unknown',
      fine: 'ok, healthy',
    });
    expect((await see(nums.gap)).coverage).toBeCloseTo(2 / 3, 3);
    expect((await see(nums.never)).diagnosis).toMatch(/No series/);
    expect((await see(nums.homeless)).diagnosis).toMatch(/'graphite'/);
    expect((await see(nums.thin)).diagnosis).toMatch(/store-2/);
    expect(source.calls).toEqual([6]);
  });

  it('keeps the last numbers of a source that is down, says since when, and goes on where it stopped', async () => {
    const { at, numbers, put, see, source } = await setUp();
    const num = await put(sloSpec('down'));
    await at('2026-11-20T12:00:20Z');
    source.outage = new Error('connection refused');
    await at('2026-11-20T12:05:20Z');
    const fresh = await see(num);
    expect(fresh).toMatchObject({
      state: 'ok',
      failure: { kind: 'source', error: 'connection refused' },
    });
    await at('2026-11-20T12:30:20Z');
    expect(await see(num)).toMatchObject({
      state: 'error',
      budget: 'unknown',
      bad: 0,
      failure: { since: Date.parse('2026-11-20T12:05:20Z') },
    });
    expect((await numbers.status()).failing).toEqual({ source: 1, query: 0 });
    source.outage = undefined;
    await at('2026-11-20T12:31:20Z');
    expect(await see(num)).toMatchObject({ state: 'ok', coverage: 1 });
    expect((await see(num)).failure).toBeUndefined();
    expect(source.asked.at(-1)).toEqual({
      slo: 'default.shop.down',
      from: '2026-11-20T11:45:00.000Z',
      to: '2026-11-20T12:30:00.000Z',
    });
  });

  it('writes nothing while a source stays down, and keeps what it said before it broke off', async () => {
    const { at, database, put, see, source } = await setUp();
    const nums = [
      await put(sloSpec('first')),
      await put(sloSpec('second')),
      await put(sloSpec('third')),
    ];
    await at('2026-11-20T12:00:20Z');
    source.script = (_, slo) => {
      if (slo.endsWith('second')) throw new Error('connection reset');
      return { bad: 0, total: 100 };
    };
    await at('2026-11-20T12:05:20Z');
    expect((await see(nums[0])).failure).toBeUndefined();
    expect((await see(nums[0])).measuredUntil).toBe(
      Date.parse('2026-11-20T12:05:00Z'),
    );
    for (const num of nums.slice(1)) {
      expect((await see(num)).failure).toEqual({
        kind: 'source',
        error: 'connection reset',
        since: Date.parse('2026-11-20T12:05:20Z'),
      });
    }
    const before = await database('slo_status').select('*').orderBy('num');
    await at('2026-11-20T12:06:20Z');
    expect(await database('slo_status').select('*').orderBy('num')).toEqual(
      before,
    );
  });

  it('calls numbers stale when the source answers and nothing comes any more', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('silent'));
    await at('2026-11-20T12:00:20Z');
    source.script = () => undefined;
    await at('2026-11-20T12:20:20Z');
    expect(await see(num)).toMatchObject({ state: 'stale', budget: 'unknown' });
  });

  it('asks with few calls, goes as far back as the window, and reads hours beyond three days', async () => {
    const { at, numbers, put, see, source } = await setUp();
    const num = await put(
      sloSpec('long', { window: { kind: 'rolling', days: 28 } }),
    );
    await put(sloSpec('short'));
    await at('2026-11-20T12:00:20Z');
    expect(source.asked[0].from).toBe('2026-10-23T12:00:00.000Z');
    expect(await see(num)).toMatchObject({
      state: 'ok',
      coverage: 1,
      total: 28 * 288 * 100,
      usedThisWeek: 0,
    });
    const calls = source.calls.length;
    await at('2026-11-20T12:05:20Z');
    expect(source.calls.slice(calls)).toEqual([2]);
    await at('2026-11-20T12:06:20Z');
    expect(source.calls.slice(calls)).toEqual([2]);
    const status = await numbers.status();
    expect(status).toMatchObject({ slos: 2, waiting: 0, failures: [] });
  });

  it('writes nothing where nothing has changed', async () => {
    const { at, database, put, source } = await setUp();
    await put(sloSpec('gone'), { invalid: true });
    source.script = () => undefined;
    await at('2026-11-20T12:00:20Z');
    const before = await database('slo_status').select('*');
    await at('2026-11-20T12:05:20Z');
    expect(await database('slo_status').select('*')).toEqual(before);
  });

  it('is gone on with after a restart in the middle', async () => {
    const { clock, numbers, put, replica, see } = await setUp();
    const nums: number[] = [];
    for (let each = 0; each < 120; each += 1) {
      nums.push(await put(sloSpec(`slo-${each}`)));
    }
    clock.now = new Date('2026-11-20T12:00:20Z');
    const stop = new AbortController();
    await numbers.start({ afterChange: async () => stop.abort() });
    await numbers.run(stop.signal);
    const waiting = (await numbers.status()).waiting;
    const done = (await numbers.numbers.find(nums)).size;
    expect(waiting + (nums.length - done)).toBeGreaterThan(0);
    const second = replica();
    await second.run();
    expect(await second.status()).toMatchObject({ slos: 120, waiting: 0 });
    expect(await see(nums[119])).toMatchObject({ state: 'ok', total: 28_800 });
  });

  it('takes a step of a budget once, whichever replica works it out', async () => {
    const { at, changes, clock, numbers, put, replica, source, told } =
      await setUp();
    const num = await put(sloSpec('shared'));
    await at('2026-11-20T12:00:20Z');
    source.script = when => ({
      bad: when >= new Date('2026-11-20T12:00:00Z') ? 100 : 0,
      total: 100,
    });
    await at('2026-11-20T12:10:20Z');
    const other = replica();
    clock.now = new Date('2026-11-20T13:00:20Z');
    await Promise.all([
      numbers.evaluateNow([num]),
      other.evaluateNow([num]),
      numbers.evaluateNow([num]),
    ]);
    await other.run();
    expect(await changes(num)).toEqual([
      { from: 'unknown', to: 'healthy', frozen: 0 },
      { from: 'healthy', to: 'warning', frozen: 0 },
      { from: 'warning', to: 'unknown', frozen: 0 },
      { from: 'unknown', to: 'exhausted', frozen: 1 },
    ]);
    expect(told.map(({ title }) => title)).toEqual([
      'Error budget running low: The shared of Shop',
      'Error budget used up: The shared of Shop',
    ]);
  });

  it('lets the buckets begin anew where something else is measured', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('moved'));
    source.script = () => ({ bad: 100, total: 100 });
    await at('2026-11-20T12:00:20Z');
    expect(await see(num)).toMatchObject({ state: 'exhausted' });
    source.script = () => ({ bad: 0, total: 10 });
    await put(
      sloSpec('moved', {
        sli: {
          kind: 'raw',
          raw: { type: 'prometheus', query: 'ratio' },
          rawType: 'failure',
        },
      }),
    );
    await at('2026-11-20T12:01:20Z');
    expect(await see(num)).toMatchObject({ bad: 0, total: 2880 });
  });

  it('shows what the source says of its own alerts', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('alerting'));
    await at('2026-11-20T12:00:20Z');
    source.firing = [
      { slo: 'default.shop.alerting', severity: 'page', longMinutes: 60 },
    ];
    await at('2026-11-20T12:01:20Z');
    expect((await see(num)).alerts.map(({ atSource }) => atSource)).toEqual([
      'firing',
      undefined,
    ]);
    source.loaded = 'older';
    await at('2026-11-20T12:07:20Z');
    expect((await see(num)).rules).toBe('older');
  });
});
