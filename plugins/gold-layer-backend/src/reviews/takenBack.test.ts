import { TestDatabases } from '@backstage/backend-test-utils';
import { checklist } from './__testUtils__/checklists';
import { completeReview } from './__testUtils__/oneReview';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const peerApproves = {
  role: 'peer',
  decision: 'conditionally-approved',
  conditions: [
    { title: 'Rotate', owner: 'user:default/bob', due: '2026-04-01' },
  ],
};

describe.each(databases.eachSupportedId())(
  'a decision for a role that anybody outside the owning team may take on %s',
  databaseId => {
    /** A review that waits for pat, as anybody's peer, and for who leads. */
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const { as } = world;
      const both = ['peer', 'sre-lead'];
      await world.putChecklist(
        checklist(undefined, {
          signOff: {
            critical: both,
            important: both,
            standard: both,
            experimental: ['owner'],
          },
        }),
      );
      const review = await completeReview(world, { tier: 'standard' });
      const { done, id } = review;
      await done('ann', 'submission');
      await as('ann')
        .post(`/reviews/${id}/assignments`, {
          role: 'peer',
          person: 'user:default/pat',
        })
        .expect(200);
      const peer = async () => (await as('sam').review(id)).decisions[0];
      const dropped = () => review.log('decision-dropped');
      world.told.length = 0;
      return { ...world, ...review, dropped, peer };
    }

    it('is not taken back by whoever comes along', async () => {
      const { as, done, dropped, id, peer, told } = await setUp();
      await done('pat', 'decisions', peerApproves);
      await done('zoe', 'change-requests', { comment: 'Start over.' });
      expect(await peer()).toMatchObject({
        decision: 'conditionally-approved',
        by: { title: 'pat' },
      });
      expect((await as('sam').review(id)).conditions).toHaveLength(1);
      expect(await dropped()).toEqual([]);
      expect(told.flatMap(({ to }) => to)).not.toContain('user:default/pat');
    });

    it('is by who was asked, and whoever gave it is told', async () => {
      const { done, dropped, id, peer, told } = await setUp();
      await done('zoe', 'decisions', peerApproves);
      told.length = 0;
      await done('pat', 'change-requests', { comment: 'Start over.' });
      const part = await peer();
      expect(part).toMatchObject({ assignee: { title: 'pat' } });
      expect(part.decision).toBeUndefined();
      expect(await dropped()).toEqual([
        'pat asked for changes all over, so that the decision of user:default/zoe for peer no longer counts',
      ]);
      expect(told[0]).toMatchObject({
        to: ['user:default/zoe'],
        title: 'checkout: Production readiness: your decision no longer counts',
        description: 'pat asked for changes all over: Start over.',
        path: `/reviews/${id}?view=discussion`,
      });
    });

    it('is by whoever gave it', async () => {
      const { done, dropped, peer, told } = await setUp();
      await done('zoe', 'decisions', peerApproves);
      told.length = 0;
      await done('zoe', 'change-requests', { comment: 'I was wrong.' });
      expect((await peer()).decision).toBeUndefined();
      expect(await dropped()).toEqual([
        'zoe took back the decision for peer by asking for changes',
      ]);
      expect(told.flatMap(({ to }) => to)).not.toContain('user:default/zoe');
    });
  },
);
