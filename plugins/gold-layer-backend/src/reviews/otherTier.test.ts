import { TestDatabases } from '@backstage/backend-test-utils';
import { checklist } from './__testUtils__/checklists';
import { approve, completeReview } from './__testUtils__/oneReview';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'a review whose tier has changed on %s',
  databaseId => {
    /** Handed in by ann as an important service's; at critical others decide. */
    async function setUp(important: string[]) {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      world.people.holding.set('sre', ['user:default/sid']);
      world.people.holding.set('quality', ['user:default/quinn']);
      await world.putChecklist(
        checklist(undefined, {
          signOff: {
            critical: ['security', 'sre-lead'],
            important,
            standard: ['security'],
            experimental: ['owner'],
          },
        }),
      );
      const review = await completeReview(world, { tier: 'important' });
      const { done, id } = review;
      await done('ann', 'submission');
      /** Handed back by somebody, and handed in again as a critical service's. */
      const raise = async (by: string) => {
        await world.addService('checkout', { tier: 'critical' });
        await done(by, 'change-requests', { comment: 'Others decide now.' });
        await done('ann', 'submission');
      };
      const signOffs = async () =>
        (await world.as('sam').review(id)).sections.map(({ signOff }) =>
          signOff ? `${signOff.state} by ${signOff.by.title}` : 'none',
        );
      return { ...world, ...review, raise, signOffs };
    }

    it('forgets the conditions of a role that no longer decides', async () => {
      const world = await setUp(['sre', 'quality']);
      const { as, clock, done, id, raise, watch, wrong } = world;
      await done('sid', 'decisions', {
        role: 'sre',
        decision: 'conditionally-approved',
        conditions: [
          { title: 'Rotate', owner: 'user:default/ann', due: '2026-04-01' },
        ],
      });
      expect((await as('sam').review(id)).conditions).toHaveLength(1);
      await raise('quinn');
      expect((await as('sam').review(id)).conditions).toEqual([]);
      await done('kim', 'decisions', approve('security'));
      await done('sam', 'decisions', approve('sre-lead'));
      expect(await wrong()).toEqual([]);
      clock.now = new Date('2026-04-03T09:00:00Z');
      await watch();
      expect((await as('sam').review(id)).state).toBe('approved');
    });

    it('has its sections signed by the role that signs them now', async () => {
      const world = await setUp(['sre', 'quality']);
      const { as, done, id, log, raise, signOffs, wrong } = world;
      // Nobody of the named reviewers decides there, so that the first role signs.
      await done('sid', 'sign-offs', { section: 'operations' });
      await done('sid', 'decisions', approve('sre'));
      expect(await signOffs()).toEqual(['signed by sid', 'signed by sid']);
      await raise('quinn');
      expect(await signOffs()).toEqual(['none', 'none']);
      expect(await log('sign-off-dropped')).toEqual([
        "The signature of user:default/sid under 'Section operations' no longer counts, as sre-lead signs the section now",
        "The signature of user:default/sid under 'Section security' no longer counts, as security signs the section now",
      ]);
      expect(await wrong()).toEqual([]);
      await done('kim', 'decisions', approve('security'));
      await done('sam', 'decisions', approve('sre-lead'));
      expect(await signOffs()).toEqual(['signed by sam', 'signed by kim']);
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });

    it('has them signed again where that role has decided before', async () => {
      const world = await setUp(['sre', 'security']);
      const { as, done, id, signOffs, wrong } = world;
      await done('sid', 'sign-offs', { section: 'operations' });
      await done('kim', 'decisions', approve('security'));
      await done('sid', 'change-requests', { comment: 'Others decide now.' });
      await world.addService('checkout', { tier: 'standard' });
      await done('ann', 'submission');
      expect(await signOffs()).toEqual(['stale by sid', 'signed by kim']);
      expect(await wrong()).toEqual([]);
      await done('kim', 'sign-offs', { section: 'operations' });
      expect((await as('kim').review(id)).state).toBe('approved');
    });

    it('keeps what the named reviewer of a section has signed', async () => {
      const world = await setUp(['sre-lead', 'quality']);
      const { done, log, raise, signOffs } = world;
      await done('sam', 'sign-offs', { section: 'operations' });
      await raise('quinn');
      expect(await signOffs()).toEqual(['signed by sam', 'none']);
      expect(await log('sign-off-dropped')).toEqual([]);
    });

    it('keeps it where that role did not decide before', async () => {
      const world = await setUp(['sre', 'quality']);
      const { as, done, id, log, raise, signOffs, wrong } = world;
      await done('sam', 'sign-offs', { section: 'operations' });
      await done('sid', 'sign-offs', { section: 'security' });
      await raise('quinn');
      expect(await signOffs()).toEqual(['signed by sam', 'none']);
      expect(await log('sign-off-dropped')).toEqual([
        "The signature of user:default/sid under 'Section security' no longer counts, as security signs the section now",
      ]);
      await done('sue', 'decisions', approve('sre-lead'));
      await done('kim', 'decisions', approve('security'));
      expect(await signOffs()).toEqual(['signed by sam', 'signed by kim']);
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });
  },
);
