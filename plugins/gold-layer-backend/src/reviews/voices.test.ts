import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { approve, completeReview } from './__testUtils__/oneReview';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const spoken =
  'Whoever could be asked has decided for another role of this review already; somebody else is needed.';

describe.each(databases.eachSupportedId())(
  'parts of a review on %s',
  databaseId => {
    async function setUp(holding: { lead: string[]; security: string[] }) {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const { as, people, reviews } = world;
      const held = (names: string[]) => names.map(it => `user:default/${it}`);
      people.holding.set('sre-lead', held(holding.lead));
      people.holding.set('security', held(holding.security));
      const review = await completeReview(world);
      const { done, id } = review;
      await done('ann', 'submission');
      const assign = (person: string, role = 'security') =>
        as('ann').post(`/reviews/${id}/assignments`, {
          role,
          person: `user:default/${person}`,
        });
      const decisionsOf = async (name: string) => {
        const ref = `user:default/${name}`;
        const tasks = await reviews.tasks.tasksOf(
          { ref, title: name, isUser: true },
          { credentials: mockCredentials.user(ref) },
        );
        return tasks.filter(({ kind }) => kind === 'review-decision').length;
      };
      const texts = async (): Promise<string[]> => {
        const { body } = await as('ann').get(`/reviews/${id}/log`).expect(200);
        return body.items.map(({ text }: { text: string }) => text);
      };
      world.told.length = 0;
      return { ...world, ...review, assign, decisionsOf, held, texts };
    }

    it('go to somebody else once their holder has decided for another role', async () => {
      const world = await setUp({ lead: ['sam'], security: ['kim', 'sam'] });
      const { as, assign, decisionsOf, done, id, texts, told } = world;
      await assign('sam').expect(200);
      expect(await decisionsOf('sam')).toBe(2);
      told.length = 0;
      await done('sam', 'decisions', approve('sre-lead'));
      const [, part] = (await as('ann').review(id)).decisions;
      expect(part).toMatchObject({ assignee: { ref: 'user:default/kim' } });
      expect(await decisionsOf('sam')).toBe(0);
      expect(told).toMatchObject([
        {
          to: ['user:default/kim'],
          title: 'checkout: Production readiness waits for your decision',
        },
      ]);
      expect((await texts()).at(-1)).toBe(
        'security went from user:default/sam to user:default/kim, as user:default/sam may not decide for it any more',
      );
      await done('kim', 'decisions', approve('security'));
      expect((await as('ann').review(id)).state).toBe('approved');
    });

    it('say what is wrong where nobody else holds the role, and go on once somebody does', async () => {
      const world = await setUp({ lead: ['sam'], security: ['sam'] });
      const { as, decisionsOf, done, held, id, people, texts, watch } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      const [, part] = (await as('ann').review(id)).decisions;
      expect(part.assignee).toBeUndefined();
      expect(part.problem).toBe(spoken);
      expect(await decisionsOf('sam')).toBe(0);
      const before = await texts();
      await watch();
      expect(await texts()).toEqual(before);

      people.holding.set('security', held(['kim', 'sam']));
      await watch();
      const [, again] = (await as('ann').review(id)).decisions;
      expect(again).toMatchObject({ assignee: { ref: 'user:default/kim' } });
      expect(again.problem).toBeUndefined();
      expect((await texts()).at(-1)).toBe(
        'security went from nobody to user:default/kim',
      );
    });

    it('that stayed with who may not decide them are moved on by the round', async () => {
      const world = await setUp({ lead: ['sam'], security: ['kim', 'sam'] });
      const { as, database, done, id, watch } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      await database('review_roles')
        .where({ review_id: id, role: 'security' })
        .update({ assignee: 'user:default/sam' });
      await watch();
      const [, part] = (await as('ann').review(id)).decisions;
      expect(part).toMatchObject({ assignee: { ref: 'user:default/kim' } });
    });

    it('are not assigned to who has decided for another role, by hand or in turn', async () => {
      const world = await setUp({ lead: ['sam'], security: ['kim', 'sam'] });
      const { as, assign, done, id } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      const { body } = await assign('sam').expect(400);
      expect(body.error.message).toBe(
        "body.person: 'user:default/sam' may not decide for 'security' here; user:default/kim may",
      );
      const next = await as('ann').post(`/reviews/${id}/assignments`, {
        role: 'security',
      });
      expect(next.status).toBe(409);
      expect(next.body.error.message).toBe(
        "Nobody else may decide for 'security' here",
      );
    });

    it('keep their promise when they are assigned to who has them already', async () => {
      const world = await setUp({ lead: ['sam'], security: ['kim', 'lee'] });
      const { as, assign, clock, id, texts, told } = world;
      const before = await as('ann').review(id);
      const said = await texts();
      clock.now = new Date('2026-03-03T09:00:00Z');
      await assign('kim').expect(200);
      const after = await as('ann').review(id);
      expect(after).toMatchObject({
        promisedBy: '2026-03-04T09:00:00.000Z',
        version: before.version,
        decisions: before.decisions,
      });
      expect(await texts()).toEqual(said);
      expect(told).toEqual([]);

      await assign('lee').expect(200);
      const [, part] = (await as('ann').review(id)).decisions;
      expect(part.promisedBy).toBe('2026-03-05T09:00:00.000Z');
    });
  },
);
