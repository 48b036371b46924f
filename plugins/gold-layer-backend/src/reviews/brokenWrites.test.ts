import { TestDatabases } from '@backstage/backend-test-utils';
import { verifyReviewExport } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { sha256 } from './store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

/** Connections of the test's database that wait for a lock. */
async function waiting(database: Knex): Promise<number[]> {
  const { rows } = await database.raw(
    `select pid from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.map(({ pid }: { pid: number }) => pid);
}

/** @throws if none waits for a lock within ten seconds */
async function untilOneWaits(database: Knex): Promise<number> {
  for (let asked = 0; asked < 500; asked++) {
    const [pid] = await waiting(database);
    if (pid !== undefined) return pid;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('No connection waits for a lock');
}

async function open(database: Knex) {
  const world = await reviewsOverHttp(database);
  const service = await world.addService('checkout');
  await world.give(service, 'test.owned', true);
  const id = await world.start(service);
  const { as } = world;
  const path = `/reviews/${id}/answers/pii`;
  const pii = async () => (await as('ann').review(id)).sections[1].controls[1];
  /** What was answered, by the log, whose chain is whole. */
  const answered = async (): Promise<string[]> => {
    const { body } = await as('ann').get(`/reviews/${id}/export`).expect(200);
    const { problems } = await verifyReviewExport(body, { sha256 });
    expect(problems).toEqual([]);
    return body.log.flatMap(
      ({ event, text }: { event: string; text: string }) =>
        event === 'answered' ? text : [],
    );
  };
  return { ...world, answered, id, path, pii, service };
}

const change = { version: 0, answer: 'met', note: 'Asked legal' };
const stored = {
  answer: 'met',
  note: 'Asked legal',
  version: 1,
};

describe.each(databases.eachSupportedId())('a write on %s', databaseId => {
  it('whose answer is lost after the commit is there once, also when it is sent again', async () => {
    const { answered, as, id, path, pii } = await open(
      await databases.init(databaseId),
    );
    // The database has it, but the client never hears of that.
    await as('ann').put(path, change).expect(200);
    const before = await as('ann').review(id);

    const again = await as('ann').put(path, change);
    expect(again.status).toBe(409);
    // The client finds its own words there, which it takes for saved.
    expect(again.body.error.message).toContain(
      `ann changed 'Control pii' at 2026-03-02 09:00 UTC: it is now met, with the note "Asked legal"`,
    );
    expect(await pii()).toMatchObject(stored);
    expect((await as('ann').review(id)).version).toBe(before.version);
    expect(await answered()).toHaveLength(1);
  });
});

describe('a write on SQLITE_3', () => {
  it('that fails in its middle leaves nothing, and is stored once when it is sent again', async () => {
    const database = await databases.init('SQLITE_3');
    const { answered, as, path, pii } = await open(database);
    // The log is written last, after the answer.
    await database.raw(
      `create trigger full_disk before insert on review_log
       begin select raise(abort, 'disk I/O error'); end`,
    );
    await as('ann').put(path, change).expect(500);
    await database.raw('drop trigger full_disk');
    expect(await pii()).toMatchObject({ version: 0 });
    expect((await pii()).note).toBeUndefined();
    expect(await answered()).toEqual([]);

    await as('ann').put(path, change).expect(200);
    expect(await pii()).toMatchObject(stored);
    expect(await answered()).toHaveLength(1);
  });
});

const describePostgres = databases.supports('POSTGRES_15')
  ? describe
  : describe.skip;

describePostgres('a write on POSTGRES_15', () => {
  it('whose connection breaks in its middle leaves nothing, and is stored once when it is sent again', async () => {
    const database = await databases.init('POSTGRES_15');
    const { answered, as, id, path, pii } = await open(database);
    const [last] = await database('review_log').where({ review_id: id });
    const blocker = await database.transaction();
    try {
      // The same entry, not committed: the write waits for it, having written the answer.
      await blocker('review_log').insert({ ...last, seq: last.seq + 1 });
      const sent = as('ann').put(path, change);
      const [answer] = await Promise.all([
        sent,
        untilOneWaits(database).then(pid =>
          database.raw('select pg_terminate_backend(?)', [pid]),
        ),
      ]);
      expect(answer.status).toBe(500);
    } finally {
      await blocker.rollback();
    }
    expect(await pii()).toMatchObject({ version: 0 });
    expect((await pii()).note).toBeUndefined();
    expect(await answered()).toEqual([]);

    await as('ann').put(path, change).expect(200);
    expect(await pii()).toMatchObject(stored);
    expect(await answered()).toHaveLength(1);
  });

  it('that approves takes what it supersedes in the order of the watch, so that neither waits for the other', async () => {
    const database = await databases.init('POSTGRES_15');
    const world = await open(database);
    const { as, clock, complete, service, step } = world;
    const decide = async (name: string, id: string, role: string) => {
      const decision = { role, decision: 'approved' };
      return (await step(name, id, 'decisions', decision)).status;
    };
    await complete(world.id);
    await step('ann', world.id, 'submission');
    await decide('sam', world.id, 'sre-lead');
    await decide('kim', world.id, 'security');
    const earlier = '00000000-0000-4000-8000-000000000001';
    await renamed(database, world.id, earlier);
    clock.now = new Date('2026-03-20T09:00:00Z');
    const id = await world.start(service);
    await complete(id);
    await step('ann', id, 'submission');
    await decide('sam', id, 'sre-lead');

    // As the watch does: both, the one with the lower id first.
    const watch = await database.transaction();
    await watch('reviews').where({ id: earlier }).forUpdate();
    const [status] = await Promise.all([
      decide('kim', id, 'security'),
      untilOneWaits(database).then(async () => {
        await watch('reviews').where({ id }).forUpdate();
        await watch.commit();
      }),
    ]);
    expect(status).toBe(200);
    expect((await as('kim').review(earlier)).state).toBe('superseded');
    expect((await as('kim').review(id)).state).toBe('approved');
  });
});

/** Gives a review another id, for tests that depend on the order of ids. */
async function renamed(database: Knex, from: string, to: string) {
  for (const table of [
    'review_answers',
    'review_evidence',
    'review_sign_offs',
    'review_roles',
    'review_log',
    'review_snapshots',
  ]) {
    await database(table).where('review_id', from).update('review_id', to);
  }
  await database('reviews').where('id', from).update('id', to);
}
