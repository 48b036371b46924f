import { TestDatabases } from '@backstage/backend-test-utils';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';
import { checklist } from '../__testUtils__/checklists';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'missing reviews on %s',
  databaseId => {
    it('are reached page by page within a tier, beside the numbers of all tiers', async () => {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      for (const name of ['a', 'b', 'c']) {
        await world.addService(`open-${name}`, { tier: 'critical' });
      }
      await world.addService('open-d', { tier: 'standard' });
      await world.putChecklist(
        checklist(undefined, { requiredFor: ['critical', 'standard'] }),
      );
      await world.scheduler.triggerTask('reviews-expectations');

      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await world
          .as('ann')
          .get(`/review-needs?tier=critical&limit=2${cursor}`)
          .expect(200);
        expect(body).toMatchObject({
          totalItems: 3,
          byTier: { critical: 3, standard: 1 },
        });
        for (const { service } of body.items) found.push(service.slice(-1));
        const next = body.pageInfo.nextCursor;
        cursor = next ? `&cursor=${next}` : '';
      } while (cursor);
      expect(found).toEqual(['a', 'b', 'c']);
    });
  },
);
