import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { numbersWorld, sloSpec } from '../__testUtils__/numbersWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(60_000);

type World = Awaited<ReturnType<typeof numbersWorld>>;

/** Refuses to store columns of the numbers of one SLO; those of another take a while. */
async function refuse(
  { database }: World,
  columns: string,
  { num, slow = 0 }: { num: number; slow?: number },
): Promise<void> {
  const on = `before update of ${columns} on slo_status`;
  if (database.client.config.client !== 'pg') {
    await database.raw(
      `create trigger refuse ${on} when new.num = ${num}
       begin select raise(abort, 'refused'); end`,
    );
    return;
  }
  await database.raw(
    `create function refuse() returns trigger as $$ begin
       if new.num = ${num} then raise exception 'refused'; end if;
       if new.num = ${slow} then perform pg_sleep(0.5); end if;
       return new;
     end $$ language plpgsql`,
  );
  await database.raw(
    `create trigger refuse ${on} for each row execute function refuse()`,
  );
}

describe.each(databases.eachSupportedId())('what is refused on %s', id => {
  it('keeps nobody from being told of what was stored', async () => {
    const world = await numbersWorld(await databases.init(id));
    const { at, changed, put, see, source } = world;
    const shop = await put(sloSpec('checkout'));
    const other = await put(
      sloSpec('search', {
        id: 'default.other.search',
        service: 'component:default/other',
      }),
    );
    await at('2026-11-20T12:00:20Z');
    changed.length = 0;
    await refuse(world, 'state', { num: other });
    source.script = () => ({ bad: 100, total: 100 });
    await at('2026-11-20T12:20:20Z');
    expect((await see(shop)).state).toBe('exhausted');
    expect((await see(other)).state).toBe('ok');
    expect(changed).toEqual([['component:default/shop']]);
  });
});

const onPostgres: TestDatabaseId = 'POSTGRES_15';

(databases.supports(onPostgres) ? describe : describe.skip)(
  `what is refused on ${onPostgres}`,
  () => {
    it('is not left while others are still being stored', async () => {
      const world = await numbersWorld(await databases.init(onPostgres));
      const { at, database, put, see } = world;
      const nums: number[] = [];
      for (let index = 0; index < 101; index += 1) {
        nums.push(await put(sloSpec(`n${index}`)));
      }
      const slow = nums[100];
      await at('2026-11-20T12:00:20Z');
      await refuse(world, 'measured_until', { num: nums[0], slow });
      await at('2026-11-20T12:05:20Z');
      expect((await see(slow)).asOf).toBe(Date.parse('2026-11-20T12:05:00Z'));
      expect(
        await database('slo_runs').where({ task: 'evaluate' }).first(),
      ).toMatchObject({ error: expect.stringContaining('slo_status') });
    });
  },
);
