import { TestDatabases } from '@backstage/backend-test-utils';
import { checklist } from './__testUtils__/checklists';
import { approve, completeReview } from './__testUtils__/oneReview';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'who has spoken in a review on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const review = await completeReview(world);
      /** The service goes to the team of whoever has decided for security. */
      const goesToKim = async () => {
        world.people.groups.set('group:default/vault', ['user:default/kim']);
        await world.addService('checkout', { owner: 'group:default/vault' });
      };
      return { ...world, ...review, goesToKim };
    }

    it('no longer counts once the service belongs to their team: the last decision does not approve', async () => {
      const { as, done, events, goesToKim, id, told, wrong } = await setUp();
      await done('ann', 'submission');
      await done('kim', 'decisions', {
        role: 'security',
        decision: 'conditionally-approved',
        conditions: [
          { title: 'Rotate', owner: 'user:default/ann', due: '2026-04-01' },
        ],
      });
      await goesToKim();
      told.length = 0;
      await done('sam', 'decisions', approve('sre-lead'));

      expect(await wrong()).toEqual([]);
      const review = await as('olga').review(id);
      expect(review).toMatchObject({
        state: 'in-review',
        conditions: [],
        decisions: [
          { role: 'sre-lead', decision: 'approved' },
          { role: 'security', assignee: { ref: 'user:default/olga' } },
        ],
      });
      expect(review.decisions[1].decision).toBeUndefined();
      const [, security] = review.sections;
      expect(security.signOff).toBeUndefined();
      expect(await events()).toEqual(
        expect.arrayContaining([
          'decision-dropped: The decision of user:default/kim for security no longer counts, as they belong to the group that owns the service now',
          "sign-off-dropped: The signature of user:default/kim under 'Section security' no longer counts, as they belong to the group that owns the service now",
          'assigned: security went from user:default/kim to user:default/olga, as user:default/kim may not decide for it any more',
        ]),
      );
      expect(told).toMatchObject([
        {
          to: ['user:default/olga'],
          title: 'checkout: Production readiness waits for your decision',
        },
      ]);

      await done('olga', 'decisions', approve('security'));
      expect((await as('olga').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });

    it('no longer counts once the service belongs to their team: the round asks somebody else', async () => {
      const { as, audit, done, goesToKim, id, told, watch } = await setUp();
      await done('ann', 'submission');
      await done('kim', 'decisions', approve('security'));
      await goesToKim();
      const before = await as('sam').review(id);
      told.length = 0;
      audit.length = 0;
      await watch();
      const { decisions, version } = await as('sam').review(id);
      expect(decisions[1]).toMatchObject({
        role: 'security',
        assignee: { ref: 'user:default/olga' },
      });
      expect(decisions[1].decision).toBeUndefined();
      expect(told.map(({ to }) => to)).toEqual([['user:default/olga']]);
      // Whoever saw the decision has to look again before deciding.
      expect(version).toBe(before.version + 1);
      const { body } = await as('ann').get(`/reviews/${id}/log`).expect(200);
      expect(audit).toEqual([
        {
          eventId: 'review-reassign',
          meta: { logHead: body.items.at(-1).hash },
        },
      ]);
    });

    it('a signature falls with its writer; where the role has decided the section is signed again', async () => {
      const { as, done, goesToKim, id, people, wrong } = await setUp();
      people.holding.set('security', ['user:default/kim', 'user:default/lee']);
      await done('ann', 'submission');
      await done('kim', 'sign-offs', { section: 'security' });
      await done('lee', 'decisions', approve('security'));
      await goesToKim();
      await done('sam', 'decisions', approve('sre-lead'));
      const review = await as('sam').review(id);
      expect(review.state).toBe('in-review');
      expect(review.sections[1].signOff?.state).toBe('stale');
      expect(await wrong()).toEqual([]);
      await done('lee', 'sign-offs', { section: 'security' });
      expect((await as('sam').review(id)).state).toBe('approved');
    });

    it('nobody decides what they have ever handed in, whoever did so last', async () => {
      const { as, done, id, step } = await setUp();
      await done('sam', 'submission');
      await done('kim', 'change-requests', { comment: 'Where are the keys?' });
      await done('ann', 'submission');
      const { decisions } = await as('ann').review(id);
      expect(decisions[0].assignee).toMatchObject({ ref: 'user:default/sue' });
      const own = await step('sam', id, 'decisions', approve('sre-lead'));
      expect(own.status).toBe(403);
      expect(own.body.error.message).toContain('You handed this review in');
      await done('sue', 'decisions', approve('sre-lead'));
    });

    it('whoever decides and then hands it in has not decided', async () => {
      const { as, done, events, id, wrong } = await setUp();
      await done('ann', 'submission');
      await done('sam', 'decisions', approve('sre-lead'));
      await done('kim', 'change-requests', { comment: 'Where are the keys?' });
      await done('sam', 'submission');
      const review = await as('sue').review(id);
      expect(review.decisions[0]).toMatchObject({
        assignee: { ref: 'user:default/sue' },
      });
      expect(review.decisions[0].decision).toBeUndefined();
      expect(review.sections[0].signOff).toBeUndefined();
      expect(await wrong()).toEqual([]);
      expect(await events()).toContain(
        'decision-dropped: The decision of user:default/sam for sre-lead no longer counts, as they handed the review in',
      );
      await done('kim', 'decisions', approve('security'));
      expect((await as('sue').review(id)).state).toBe('in-review');
      await done('sue', 'decisions', approve('sre-lead'));
      expect((await as('sue').review(id)).state).toBe('approved');
    });

    it('an owner who decides by role goes on doing so after handing it in', async () => {
      const world = await setUp();
      const both = ['owner', 'peer'];
      await world.putChecklist(
        checklist(undefined, {
          signOff: {
            critical: both,
            important: both,
            standard: both,
            experimental: both,
          },
        }),
      );
      const service = await world.addService('ledger', { tier: 'standard' });
      const id = await world.start(service);
      await world.complete(id);
      const { as, step } = world;
      await step('ann', id, 'submission');
      await as('ann').post(`/reviews/${id}/assignments`, {
        role: 'peer',
        person: 'user:default/zoe',
      });
      await step('ann', id, 'decisions', approve('owner'));
      await step('zoe', id, 'change-requests', { comment: 'Say more.' });
      await step('ann', id, 'submission');
      expect((await as('ann').review(id)).decisions).toMatchObject([
        { role: 'owner', decision: 'approved', by: { title: 'ann' } },
        { role: 'peer', assignee: { title: 'zoe' } },
      ]);
      await step('zoe', id, 'decisions', approve('peer'));
      expect((await as('ann').review(id)).state).toBe('approved');
    });

    it('whoever asks for changes all over takes back what they decided', async () => {
      const { as, done, id, wrong } = await setUp();
      await done('ann', 'submission');
      await done('kim', 'decisions', approve('security'));
      await done('kim', 'change-requests', { comment: 'I overlooked a key.' });
      await done('ann', 'submission');
      const { decisions } = await as('kim').review(id);
      expect(decisions[1]).toMatchObject({ assignee: { title: 'kim' } });
      expect(decisions[1].decision).toBeUndefined();
      expect(decisions[1].promisedBy).toBe('2026-03-04T09:00:00.000Z');
      expect(await wrong()).toEqual([]);
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('kim').review(id)).state).toBe('in-review');
    });

    it('whom a request for changes mentions is told, and led to the words', async () => {
      const { as, done, id, step, told } = await setUp();
      await done('ann', 'submission');
      told.length = 0;
      await done('kim', 'change-requests', {
        section: 'security',
        comment: 'Ask @user:default/zoe for the keys.',
      });
      const { comments } = await as('ann').review(id);
      expect(comments).toMatchObject([
        { section: 'security', mentions: [{ ref: 'user:default/zoe' }] },
      ]);
      expect(told).toMatchObject([
        {
          to: ['user:default/ann', 'group:default/payments'],
          path: `/reviews/${id}?section=security`,
        },
        {
          to: ['user:default/zoe'],
          title: "kim mentioned you on 'Section security'",
          path: `/reviews/${id}?view=discussion&about=section%3Asecurity`,
        },
      ]);
      await done('ann', 'submission');
      const crowd = Array.from({ length: 21 }, (_, n) => `@user:default/u${n}`);
      const many = await step('kim', id, 'change-requests', {
        comment: crowd.join(' '),
      });
      expect(many.status).toBe(400);
      expect(many.body.error.message).toBe(
        'body.comment: a comment mentions at most 20 people, found 21',
      );
    });
  },
);
