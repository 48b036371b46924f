import { TestDatabases } from '@backstage/backend-test-utils';
import { approve, completeReview } from './__testUtils__/oneReview';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'what was decided before the end of a review on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const review = await completeReview(world);
      await review.done('ann', 'submission');
      world.told.length = 0;
      const onCondition = (due: string) => ({
        role: 'security',
        decision: 'conditionally-approved',
        conditions: [{ title: 'Rotate', owner: 'user:default/bob', due }],
      });
      return { ...world, ...review, onCondition };
    }

    it('is asked for again where the day of its condition passed meanwhile', async () => {
      const world = await setUp();
      const { as, clock, done, id, log, onCondition, told, wrong } = world;
      await done('kim', 'decisions', onCondition('2026-03-05'));
      clock.now = new Date('2026-03-06T09:00:00Z');
      told.length = 0;
      await done('sam', 'decisions', approve('sre-lead'));
      const review = await as('kim').review(id);
      expect(review).toMatchObject({
        state: 'in-review',
        conditions: [],
        decisions: [
          { role: 'sre-lead', decision: 'approved' },
          { role: 'security', promisedBy: '2026-03-08T09:00:00.000Z' },
        ],
      });
      expect(review.decisions[1].decision).toBeUndefined();
      expect(await log('decision-dropped')).toEqual([
        "The decision of user:default/kim for security no longer counts, as the day of its condition 'Rotate' passed before the approval",
      ]);
      expect(told).toMatchObject([{ to: ['user:default/kim'] }]);
      expect(await wrong()).toEqual([]);
      await done('kim', 'decisions', approve('security'));
      expect((await as('kim').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });

    it('stands on the day of its condition', async () => {
      const { as, clock, done, id, onCondition } = await setUp();
      await done('kim', 'decisions', onCondition('2026-03-05'));
      clock.now = new Date('2026-03-05T23:59:00Z');
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('kim').review(id)).state).toBe('conditionally-approved');
    });

    it('is told to who owes a condition, unless it was rejected', async () => {
      const { done, onCondition, told } = await setUp();
      await done('kim', 'decisions', onCondition('2026-04-01'));
      await done('sam', 'decisions', {
        role: 'sre-lead',
        decision: 'rejected',
        comment: 'Not yet.',
      });
      expect(told.map(({ title, to }) => [title, to])).toEqual([
        [
          'checkout: Production readiness was rejected',
          ['user:default/ann', 'group:default/payments'],
        ],
      ]);
    });

    it('names the signature that ended it', async () => {
      const { as, done, id, told } = await setUp();
      await done('kim', 'decisions', approve('security'));
      await done('sam', 'change-requests', { comment: 'Say more.' });
      await as('ann')
        .put(`/reviews/${id}/answers/secrets`, { version: 1, note: 'Moved' })
        .expect(200);
      await done('ann', 'submission');
      await done('sam', 'decisions', approve('sre-lead'));
      told.length = 0;
      await done('kim', 'sign-offs', { section: 'security', comment: 'Good.' });
      expect(told).toMatchObject([
        {
          title: 'checkout: Production readiness is approved',
          description: "kim signed 'Section security'; every role had decided.",
        },
      ]);
    });

    it('does not count once a colleague asks for changes all over', async () => {
      const { as, done, id, log, people, told, wrong } = await setUp();
      people.holding.set('security', ['user:default/kim', 'user:default/lee']);
      await done('kim', 'decisions', approve('security'));
      told.length = 0;
      await done('lee', 'change-requests', { comment: 'Not with this key.' });
      expect(told[0]).toMatchObject({
        to: ['user:default/kim'],
        title: 'checkout: Production readiness: your decision no longer counts',
        description: 'lee asked for changes all over: Not with this key.',
      });
      expect(await log('decision-dropped')).toEqual([
        'lee asked for changes all over, so that the decision of user:default/kim for security no longer counts',
      ]);
      await done('ann', 'submission');
      const { decisions } = await as('kim').review(id);
      expect(decisions[1]).toMatchObject({ assignee: { title: 'kim' } });
      expect(decisions[1].decision).toBeUndefined();
      expect(await wrong()).toEqual([]);
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('kim').review(id)).state).toBe('in-review');
      await done('lee', 'decisions', approve('security'));
      expect((await as('kim').review(id)).state).toBe('approved');
    });

    it('stays where whoever asks for changes all over could not have decided so', async () => {
      const { as, done, id, people } = await setUp();
      people.holding.set('security', ['user:default/kim', 'user:default/sam']);
      await done('kim', 'decisions', approve('security'));
      await done('sue', 'change-requests', { comment: 'Say more.' });
      await done('ann', 'submission');
      expect((await as('kim').review(id)).decisions).toMatchObject([
        { role: 'sre-lead' },
        { role: 'security', decision: 'approved', by: { title: 'kim' } },
      ]);
    });

    it('is what a late step is told, not what the portal noted since', async () => {
      const { as, done, id, people, watch } = await setUp();
      const { version } = await as('sue').review(id);
      await done('kim', 'decisions', approve('security'));
      people.holding.set('sre-lead', ['user:default/sue']);
      await watch();
      const { body } = await as('ann').get(`/reviews/${id}/log`);
      expect(body.items.at(-1).event).toBe('assigned');
      const late = await as('sue').post(`/reviews/${id}/decisions`, {
        version,
        ...approve('sre-lead'),
      });
      expect(late.status).toBe(409);
      expect(late.body.error.message).toContain(
        'The review changed since you looked: kim approved for security (2026-03-02 09:00 UTC).',
      );
    });

    it('is read with one question for who owns the service', async () => {
      const { done, people } = await setUp();
      const asked: string[][] = [];
      const peopleIn = people.peopleIn.bind(people);
      people.peopleIn = async refs => {
        asked.push(refs);
        return peopleIn(refs);
      };
      await done('kim', 'change-requests', { comment: 'Say more.' });
      await done('ann', 'submission');
      expect(asked).toEqual([['group:default/payments']]);
      await done('kim', 'sign-offs', { section: 'security' });
      expect(asked).toHaveLength(2);
      await done('kim', 'decisions', approve('security'));
      expect(asked).toHaveLength(3);
    });
  },
);
