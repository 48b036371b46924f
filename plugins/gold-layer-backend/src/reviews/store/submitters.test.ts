import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const migration = {
  directory: resolvePackagePath(
    '@gold-layer/backstage-plugin-backend',
    'migrations',
  ),
  name: '20261127000050_review_duties.js',
};

describe.each(databases.eachSupportedId())(
  'who has handed in a review on %s',
  databaseId => {
    it('is known of reviews from before that was kept, by their logs', async () => {
      const database = await databases.init(databaseId);
      const world = await reviewsOverHttp(database);
      const { addService, as, complete, start, step } = world;
      const id = await start(await addService('checkout'));
      await complete(id);
      for (const name of ['sam', 'ann', 'sam', 'bob']) {
        await step(name, id, 'submission');
        await step('kim', id, 'change-requests', { comment: 'Once more.' });
      }
      const once = await start(await addService('ledger'));
      await complete(once);
      await step('sam', once, 'submission');

      await database.migrate.down(migration);
      await database.migrate.up(migration);

      const rows = await database('reviews').orderBy('service_ref');
      expect(rows.map(({ submitters }) => JSON.parse(submitters))).toEqual([
        ['user:default/ann', 'user:default/sam', 'user:default/bob'],
        null,
      ]);
      await step('ann', id, 'submission');
      for (const review of [id, once]) {
        expect((await as('sam').review(review)).may.decide.reason).toContain(
          'You handed this review in',
        );
      }
    });
  },
);
