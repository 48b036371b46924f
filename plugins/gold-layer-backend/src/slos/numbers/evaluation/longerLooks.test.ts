import { TestDatabases } from '@backstage/backend-test-utils';
import { numbersWorld, sloSpec } from '../__testUtils__/numbersWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

describe('what takes a longer look', () => {
  it('finds out once an hour that there is nothing to foretell, and at once that there is', async () => {
    const database = await databases.init('SQLITE_3');
    const world = await numbersWorld(database);
    const { at, put, see, source } = world;
    const num = await put(sloSpec('checkout'));
    source.script = when => {
      const minute = when.toISOString().slice(0, 16);
      if (minute === '2026-11-20T02:00') return { bad: 100, total: 100 };
      if (minute === '2026-11-20T02:05') return { bad: 100, total: 100 };
      if (minute === '2026-11-20T12:10') return { bad: 40, total: 100 };
      if (minute === '2026-11-20T12:20') return { bad: 30, total: 100 };
      return { bad: 0, total: 100 };
    };
    let looks = 0;
    database.on('query', ({ bindings, sql }) => {
      const isHours = bindings?.[0] === 60 && sql.startsWith('select `num`');
      if (isHours) looks += 1;
    });

    await at('2026-11-20T12:06:00Z');
    expect(await see(num)).toMatchObject({ budget: 'warning', forecast: {} });
    expect(looks).toBe(1);

    await at('2026-11-20T12:11:00Z');
    expect(await see(num)).toMatchObject({ budget: 'warning', forecast: {} });
    expect(looks).toBe(1);

    await at('2026-11-20T12:16:00Z');
    const burning = await see(num);
    expect(burning.budget).toBe('critical');
    expect(burning.forecast.exhaustedAt).toBeDefined();
    expect(looks).toBe(2);

    await at('2026-11-20T12:21:00Z');
    expect((await see(num)).forecast).toEqual(burning.forecast);
    expect(looks).toBe(2);

    // The budget is in the same state, and burns twice as fast.
    await at('2026-11-20T12:26:00Z');
    const faster = await see(num);
    expect(faster.budget).toBe('critical');
    expect(faster.forecast.exhaustedAt).not.toBe(burning.forecast.exhaustedAt);
    expect(looks).toBe(3);
  });

  it('foretells of a healthy budget that a burn within what is allowed uses up, and keeps to the hour', async () => {
    const database = await databases.init('SQLITE_3');
    const world = await numbersWorld(database);
    const { at, put, see, source } = world;
    const num = await put(sloSpec('checkout'));
    // Of 288 bad events 80 happened just before the last six hours, and stay until tomorrow.
    source.script = when => {
      const time = when.toISOString().slice(11, 16);
      if (time < '05:55' || when < new Date('2026-11-20')) {
        return { bad: 0, total: 100 };
      }
      if (time === '05:55') return { bad: 80, total: 100 };
      return { bad: time < '12:00' ? 0.5 : 5.5, total: 100 };
    };
    let looks = 0;
    database.on('query', ({ bindings, sql }) => {
      const isHours = bindings?.[0] === 60 && sql.startsWith('select `num`');
      if (isHours) looks += 1;
    });
    await at('2026-11-20T12:01:00Z');
    expect(await see(num)).toMatchObject({ budget: 'healthy', forecast: {} });
    expect(looks).toBe(0);

    await at('2026-11-20T12:21:00Z');
    const status = await see(num);
    expect(status).toMatchObject({ state: 'ok', budget: 'healthy' });
    expect(status.burn['6h']).toBeCloseTo(0.78, 2);
    expect(status.forecast.exhaustedAt).toBe('2026-11-21T05:00:00.000Z');
    expect(looks).toBe(1);

    await at('2026-11-20T12:26:00Z');
    expect((await see(num)).forecast).toEqual(status.forecast);
    expect(looks).toBe(1);
  });

  /** 17 % of the budget is left from 12:15 on, and it burns. */
  const burning = (when: Date) => {
    const minute = when.toISOString().slice(0, 16);
    if (minute === '2026-11-20T02:00') return { bad: 200, total: 200 };
    if (minute === '2026-11-20T12:10') return { bad: 40, total: 100 };
    return { bad: 0, total: 100 };
  };
  const isHours = ({ bindings, sql }: { bindings?: unknown[]; sql: string }) =>
    bindings?.[0] === 60 && sql.startsWith('select `num`');

  it('forgets nothing that the database has refused', async () => {
    const database = await databases.init('SQLITE_3');
    const { at, put, see, source } = await numbersWorld(database);
    const fine = await put(sloSpec('fine'));
    const refused = await put(sloSpec('refused'));
    source.script = burning;
    await at('2026-11-20T12:11:00Z');
    await database.raw(
      `create trigger refuse before update of state on slo_status
       when new.num = ${refused} and new.state <> 'error'
       begin select raise(abort, 'refused'); end`,
    );
    await at('2026-11-20T12:16:00Z');
    expect((await see(refused)).state).toBe('error');
    const { forecast } = await see(fine);
    expect(forecast.exhaustedAt).toBeDefined();
    await database.raw('drop trigger refuse');
    await at('2026-11-20T12:21:00Z');
    expect((await see(refused)).forecast.exhaustedAt).toBeDefined();
    expect((await see(fine)).forecast).toEqual(forecast);
  });

  it('says again what is to come where others have taken it back', async () => {
    const database = await databases.init('SQLITE_3');
    const { at, put, see, source } = await numbersWorld(database);
    const num = await put(sloSpec('checkout'));
    source.script = burning;
    await at('2026-11-20T12:16:00Z');
    const { forecast } = await see(num);
    expect(forecast.exhaustedAt).toBeDefined();
    await database('slo_status').update({ forecast: '{}' });
    await at('2026-11-20T12:21:00Z');
    expect((await see(num)).forecast).toEqual(forecast);
  });

  it('foretells anew once something else is promised or planned', async () => {
    const database = await databases.init('SQLITE_3');
    const world = await numbersWorld(database);
    const { at, numbers, put, see, source } = world;
    const num = await put(sloSpec('checkout'));
    source.script = burning;
    let looks = 0;
    database.on('query', query => {
      if (isHours(query)) looks += 1;
    });
    await at('2026-11-20T12:16:00Z');
    const before = await see(num);
    expect(looks).toBe(1);

    await put(sloSpec('checkout', { objective: '0.9895' }));
    await numbers.evaluateNow([num]);
    const looser = await see(num);
    expect(looser.budget).toBe(before.budget);
    expect(looser.forecast).not.toEqual(before.forecast);
    expect(looks).toBe(2);

    const plan = (id: string, from: string, to: string) =>
      numbers.exclusions.add({
        ...{ id, from, to, timeZone: 'UTC', meaning: 'dropped' },
        service: 'component:default/shop',
        reason: 'The database moves house.',
        createdBy: 'user:default/ann',
        createdAt: '2026-11-20T09:00:00Z',
      });
    await plan('quiet', '2026-11-20T08:00:00Z', '2026-11-20T08:30:00Z');
    await numbers.evaluateNow([num]);
    expect((await see(num)).budget).toBe(before.budget);
    expect(looks).toBe(3);

    await plan('present', '2026-11-20T12:15:00Z', '2026-11-20T15:00:00Z');
    await at('2026-11-20T12:21:00Z');
    expect(looks).toBe(4);
    // It goes on, and is no other plan for that.
    await at('2026-11-20T12:26:00Z');
    expect(looks).toBe(4);
  });
});
