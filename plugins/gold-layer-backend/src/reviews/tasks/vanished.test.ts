import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const rotate = {
  decision: 'conditionally-approved',
  conditions: [
    { title: 'Rotate', owner: 'user:default/bob', due: '2026-03-06' },
  ],
};

describe.each(databases.eachSupportedId())(
  'what waits in reviews of services that left the catalog on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      const tasksOf = async (name: string) => {
        const ref = `user:default/${name}`;
        const tasks = await world.reviews.tasks.tasksOf(
          { ref, title: name, isUser: true },
          { credentials: mockCredentials.user(ref) },
        );
        return tasks.map(({ kind }) => kind);
      };
      const everybodysTasks = async () =>
        (await Promise.all(['ann', 'bob', 'kim', 'sam'].map(tasksOf))).flat();
      return { ...world, everybodysTasks, service };
    }

    it('is nobody’s to do, as nobody can change them', async () => {
      const world = await setUp();
      const { as, complete, everybodysTasks, removeService, service } = world;
      const id = await world.start(service);
      await complete(id);
      await world.step('ann', id, 'submission');
      await as('sam')
        .post(`/reviews/${id}/comments`, { body: 'Soon? @user:default/bob' })
        .expect(200);
      expect(await everybodysTasks()).toEqual([
        'mention',
        'review-decision',
        'review-decision',
      ]);
      await removeService(service);
      expect(await everybodysTasks()).toEqual([]);
      const { body } = await as('ann').get('/reviewers').expect(200);
      expect(body.items).toEqual([]);
    });

    it('is not recalled either: conditions, and approvals that end', async () => {
      const world = await setUp();
      const { addService, clock, everybodysTasks, give, removeService } = world;
      const ledger = await addService('ledger');
      await give(ledger, 'test.owned', true);
      await world.approve(world.service, rotate);
      await world.approve(ledger);
      expect(await everybodysTasks()).toEqual(['condition-due']);
      await removeService(world.service);
      await removeService(ledger);
      world.told.length = 0;
      await world.watch();
      clock.now = new Date('2027-02-20T09:00:00Z');
      await world.watch();
      expect(world.told).toEqual([]);
      expect(await everybodysTasks()).toEqual([]);
    });
  },
);
