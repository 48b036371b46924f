import { TestDatabases } from '@backstage/backend-test-utils';
import {
  numbersWorld,
  pushedSpec,
  sloSpec,
} from '../__testUtils__/numbersWorld';
import { toMinutes } from '../store/buckets';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('troubles on %s', id => {
  const setUp = async () => numbersWorld(await databases.init(id));

  it('an alert of a service that nobody asks anything of is quiet', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('idle'));
    source.script = when => ({
      bad: 0,
      total: when.getUTCHours() < 11 ? 100 : 0,
    });
    await at('2026-11-20T12:30:20Z');
    const { alerts, burn } = await see(num);
    expect(alerts).toMatchObject([{ state: 'quiet' }, { state: 'quiet' }]);
    // There is no share of nothing: no burn is shown.
    expect(burn['5m']).toBeUndefined();
    expect(alerts[0].short).toBeUndefined();
    source.script = () => undefined;
    await at('2026-11-20T14:00:20Z');
    expect((await see(num)).alerts[0].state).toBe('unknown');
  });

  it('what was missing from an answer is asked for again until it is there', async () => {
    const { at, put, see, source } = await setUp();
    const slo = 'default.shop.thin';
    const num = await put(sloSpec('thin'));
    await at('2026-11-20T12:00:20Z');
    source.partial.set(slo, 'store-2 did not answer');
    source.script = () => ({ bad: 0, total: 50 });
    await at('2026-11-20T12:05:20Z');
    await at('2026-11-20T12:06:20Z');
    // Twice within one bucket would bring the same.
    expect(source.calls).toHaveLength(2);
    await at('2026-11-20T13:00:20Z');
    expect(await see(num)).toMatchObject({ state: 'partial' });
    source.partial.clear();
    source.script = () => ({ bad: 1, total: 100 });
    await at('2026-11-20T13:05:20Z');
    expect(source.asked.at(-1)).toMatchObject({
      from: '2026-11-20T11:45:00.000Z',
    });
    expect(await see(num)).toMatchObject({ state: 'ok', total: 28_800 });
    expect((await see(num)).bad).toBe(16);
    // However long it lasts, what is asked for stays bounded.
    source.partial.set(slo, 'store-2 did not answer');
    for (const hour of [14, 16, 18, 20, 22]) {
      await at(`2026-11-20T${hour}:00:20Z`);
    }
    expect(source.asked.at(-1)).toMatchObject({
      from: '2026-11-20T14:45:00.000Z',
    });
  });

  it('what comes late is taken in, and what never comes is not asked for for ever', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('late'));
    await at('2026-11-20T12:00:20Z');
    source.script = when =>
      when < new Date('2026-11-20T12:00:00Z')
        ? { bad: 0, total: 100 }
        : undefined;
    for (const minute of ['05', '10', '15', '20', '25', '30']) {
      await at(`2026-11-20T12:${minute}:20Z`);
    }
    expect(await see(num)).toMatchObject({ state: 'stale' });
    expect(source.calls).toHaveLength(7);
    source.script = () => ({ bad: 0, total: 100 });
    await at('2026-11-20T12:35:20Z');
    expect(await see(num)).toMatchObject({ state: 'ok', coverage: 1 });
    source.script = () => undefined;
    for (const hour of [13, 14, 15]) await at(`2026-11-20T${hour}:00:20Z`);
    await at('2026-11-20T15:05:20Z');
    expect(source.asked.at(-1)).toMatchObject({
      from: '2026-11-20T14:05:00.000Z',
    });
  });

  it('one SLO that cannot be worked out says so and keeps no others', async () => {
    const { at, database, put, see } = await setUp();
    const broken = await put(pushedSpec('broken'));
    const fine = await put(sloSpec('fine'));
    await at('2026-11-20T12:00:20Z');
    const start = toMinutes(Date.parse('2026-11-20T09:00:00Z'));
    await database('slo_buckets').insert(
      [0, 60].map(minutes => ({
        ...{ num: broken, grain: 60, start: start + minutes, covered: 12 },
        ...{ bad: 0, total: 1.7e308 },
      })),
    );
    await at('2026-11-20T12:05:20Z');
    expect(await see(fine)).toMatchObject({ state: 'ok' });
    expect((await see(broken)).state).not.toBe('ok');
    const run = await database('slo_runs').where({ task: 'evaluate' }).first();
    expect(run).toMatchObject({ error: null, slos: 2 });
  });

  it('what a source says of alerts and rules is unknown once it was silent for long', async () => {
    const { at, put, see, source } = await setUp();
    const num = await put(sloSpec('alerting'));
    source.firing = [
      { slo: 'default.shop.alerting', severity: 'page', longMinutes: 60 },
    ];
    await at('2026-11-20T12:00:20Z');
    source.outage = new Error('connection refused');
    await at('2026-11-20T12:10:20Z');
    expect(await see(num)).toMatchObject({
      rules: 'loaded',
      alerts: [{ atSource: 'firing' }, {}],
    });
    await at('2026-11-20T12:16:20Z');
    expect(await see(num)).toMatchObject({
      rules: 'unknown',
      alerts: [{ atSource: 'unknown' }, { atSource: 'unknown' }],
    });
  });

  it('rules with a query that the source cannot read are not missing, as nobody can load them', async () => {
    const { at, put, see, source } = await setUp();
    const wrong = await put(sloSpec('wrong'));
    const fine = await put(sloSpec('fine'));
    source.loaded = 'missing';
    source.wrong.add('default.shop.wrong');
    await at('2026-11-20T12:00:20Z');
    expect((await see(wrong)).rules).toBe('unknown');
    expect((await see(fine)).rules).toBe('missing');
  });

  it('a replica that has not asked for long does not bring back what it heard then', async () => {
    const { at, clock, put, replica, see, source } = await setUp();
    const num = await put(sloSpec('alerting'));
    const other = replica();
    source.loaded = 'missing';
    clock.now = new Date('2026-11-20T12:00:20Z');
    await other.run();
    expect((await see(num)).rules).toBe('missing');
    source.loaded = 'loaded';
    await at('2026-11-20T12:20:20Z');
    expect((await see(num)).rules).toBe('loaded');
    await other.evaluateNow([num]);
    expect((await see(num)).rules).toBe('loaded');
  });

  it('a long past that never comes to an end does not keep others from theirs', async () => {
    const { at, put, see, source } = await setUp();
    await put(sloSpec('endless'));
    for (let index = 1; index < 100; index += 1)
      await put(sloSpec(`n${index}`));
    const last = await put(sloSpec('last'));
    const measure = source.measure.bind(source);
    source.measure = (requests, options) => {
      source.outage = requests.some(({ slo }) => slo.name === 'endless')
        ? new Error('It takes too long')
        : undefined;
      return measure(requests, options);
    };
    await at('2026-11-20T12:00:20Z');
    expect(await see(last)).toMatchObject({ state: 'no-data' });
    await at('2026-11-20T12:01:20Z');
    expect(await see(last)).toMatchObject({ state: 'ok' });
  });
});
