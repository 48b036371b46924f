import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { checklist } from '../__testUtils__/checklists';
import { approve } from '../__testUtils__/oneReview';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'what waits for nobody on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      const { as, audit, reviews, step } = world;
      const done = async (
        name: string,
        id: string,
        path: string,
        body: object = {},
      ): Promise<void> => {
        const answer = await step(name, id, path, body);
        if (!answer.ok) throw new Error(JSON.stringify(answer.body.error));
      };
      const signsOf = async (name: string) => {
        const ref = `user:default/${name}`;
        const tasks = await reviews.tasks.tasksOf(
          { ref, title: name, isUser: true },
          { credentials: mockCredentials.user(ref) },
        );
        return tasks
          .filter(({ kind }) => kind === 'section-sign-off')
          .map(({ reason, target, title }) => ({ reason, target, title }));
      };
      const headOf = async (id: string): Promise<string> => {
        const { body } = await as('ann').get(`/reviews/${id}/log`).expect(200);
        return body.items.at(-1).hash;
      };
      const audited = (eventId: string) =>
        audit.filter(event => event.eventId === eventId);
      /** Both roles have approved, but what security signed has been changed since. */
      const withStaleSection = async (of = service) => {
        const id = await world.start(of);
        await world.complete(id);
        await done('ann', id, 'submission');
        await done('kim', id, 'decisions', approve('security'));
        await done('sam', id, 'change-requests', { comment: 'Say more.' });
        await as('ann')
          .put(`/reviews/${id}/answers/secrets`, { version: 1, note: 'Moved' })
          .expect(200);
        await done('ann', id, 'submission');
        await done('sam', id, 'decisions', approve('sre-lead'));
        expect(await as('sam').review(id)).toMatchObject({
          state: 'in-review',
          decisions: [{ decision: 'approved' }, { decision: 'approved' }],
        });
        world.told.length = 0;
        audit.length = 0;
        return id;
      };
      return {
        ...world,
        audited,
        done,
        headOf,
        service,
        signsOf,
        withStaleSection,
      };
    }

    it('a section whose signer has left is handed to who holds the role now', async () => {
      const world = await setUp();
      const { as, audited, done, headOf, people, signsOf, told, watch } = world;
      const id = await world.withStaleSection();
      const [, section] = (await as('sam').review(id)).sections;
      expect(section.signOff).toMatchObject({
        state: 'stale',
        asked: { ref: 'user:default/kim' },
      });
      people.holding.set('security', ['user:default/lee']);
      await watch();
      expect(told).toMatchObject([
        {
          to: ['user:default/lee'],
          title:
            "checkout: Production readiness: 'Section security' waits for your signature",
          path: `/reviews/${id}?section=security`,
        },
      ]);
      expect(await signsOf('kim')).toEqual([]);
      expect(await signsOf('lee')).toEqual([
        {
          title: "Sign 'Section security'",
          reason:
            'It has to be signed again, and whoever signed it no longer may.',
          target: { type: 'review', id, section: 'security' },
        },
      ]);
      const [, handed] = (await as('sam').review(id)).sections;
      expect(handed.signOff?.asked).toMatchObject({ title: 'lee' });
      expect(audited('review-reassign')).toEqual([
        {
          eventId: 'review-reassign',
          meta: { logHead: await headOf(id) },
        },
      ]);
      // Once is enough.
      await watch();
      expect(told).toHaveLength(1);

      await done('lee', id, 'sign-offs', { section: 'security' });
      expect((await as('lee').review(id)).state).toBe('approved');
      expect(await signsOf('lee')).toEqual([]);
    });

    it('a section goes to whoever decided for the role, rather than to others', async () => {
      const world = await setUp();
      const { as, done, people, signsOf, start, watch } = world;
      people.holding.set('security', [
        'user:default/abe',
        'user:default/kim',
        'user:default/lee',
      ]);
      const id = await start(world.service);
      await world.complete(id);
      await done('ann', id, 'submission');
      await done('kim', id, 'change-requests', {
        section: 'security',
        comment: 'Where are the keys?',
      });
      await done('ann', id, 'submission');
      people.holding.set('security', ['user:default/abe', 'user:default/lee']);
      await as('lee').post(`/reviews/${id}/assignments`, {
        role: 'security',
        person: 'user:default/lee',
      });
      await watch();
      expect(await signsOf('abe')).toEqual([]);
      expect(await signsOf('lee')).toMatchObject([
        {
          reason:
            'The changes that were asked for were handed in, and whoever asked for them may not sign any more.',
        },
      ]);
    });

    it('of an approval, too, a section is handed on', async () => {
      const world = await setUp();
      const { as, people, signsOf, watch } = world;
      const id = await world.approve(world.service);
      await as('ann')
        .put(`/reviews/${id}/answers/secrets`, { version: 1, note: 'Moved' })
        .expect(200);
      people.holding.set('security', ['user:default/lee']);
      await watch();
      expect(await signsOf('lee')).toMatchObject([
        { target: { id, section: 'security' } },
      ]);
    });

    it('a review whose last obstacle goes away ends by itself', async () => {
      const world = await setUp();
      const { as, audited, clock, done, give, headOf, service, told } = world;
      const id = await world.withStaleSection();
      await give(service, 'test.owned', false);
      await done('kim', id, 'sign-offs', { section: 'security' });
      await world.watch();
      expect((await as('sam').review(id)).state).toBe('in-review');
      told.length = 0;
      world.published.length = 0;

      clock.now = new Date('2026-03-04T09:00:00Z');
      await give(service, 'test.owned', true);
      await world.watch();
      expect(await as('sam').review(id)).toMatchObject({
        state: 'approved',
        decidedAt: '2026-03-04T09:00:00.000Z',
        validUntil: '2027-03-04T09:00:00.000Z',
      });
      expect(told).toMatchObject([
        {
          to: ['user:default/ann', 'group:default/payments'],
          title: 'checkout: Production readiness is approved',
          description:
            'What kept it from its end is gone; every role had decided.',
        },
      ]);
      expect(world.published).toContain(service);
      expect(audited('review-settle')).toEqual([
        {
          eventId: 'review-settle',
          meta: { ended: true, logHead: await headOf(id) },
        },
      ]);
    });

    it('a review whose last obstacle is waived ends by itself', async () => {
      const world = await setUp();
      const { as, done, give, service, waivers } = world;
      const id = await world.withStaleSection();
      await give(service, 'test.owned', false);
      await done('kim', id, 'sign-offs', { section: 'security' });
      expect((await as('sam').review(id)).state).toBe('in-review');
      waivers.push({
        id: 'w1',
        service,
        checklist: 'production',
        control: 'owner',
        state: 'active',
        until: Date.parse('2026-05-01'),
      });
      await world.reviews.refreshNow([service]);
      expect((await as('sam').review(id)).state).toBe('approved');
    });

    it('a raised tier keeps a decided review open when its last obstacle goes away', async () => {
      const world = await setUp();
      const { addService, as, done, give, putChecklist, watch } = world;
      const both = ['sre-lead', 'security'];
      await putChecklist(
        checklist(undefined, {
          signOff: {
            critical: both,
            important: both,
            standard: both,
            experimental: both,
          },
        }),
      );
      const ledger = await addService('ledger', { tier: 'standard' });
      await give(ledger, 'test.owned', true);
      const id = await world.withStaleSection(ledger);
      await give(ledger, 'test.owned', false);
      await addService('ledger', { tier: 'critical' });
      // The fact still stands in the way; when it no longer does, the tier does.
      await done('kim', id, 'sign-offs', { section: 'security' });
      await give(ledger, 'test.owned', true);
      await watch();
      await done('kim', id, 'sign-offs', { section: 'security' });
      expect(await as('kim').review(id)).toMatchObject({
        state: 'in-review',
        decisions: [{ decision: 'approved' }, { decision: 'approved' }],
        progress: { blocking: 0 },
        tierRaised: 'The tier was raised from standard to critical.',
      });

      await addService('ledger', { tier: 'standard' });
      await watch();
      expect((await as('kim').review(id)).state).toBe('approved');
    });

    it('a part that is handed on comes with all the time that is promised', async () => {
      const world = await setUp();
      const { as, clock, done, people, start, watch } = world;
      const id = await start(world.service);
      await world.complete(id);
      await done('ann', id, 'submission');
      await done('kim', id, 'decisions', approve('security'));
      clock.now = new Date('2026-03-07T09:00:00Z');
      people.holding.set('sre-lead', ['user:default/sue', 'user:default/sid']);
      await watch();
      const { decisions, promisedBy } = await as('ann').review(id);
      expect(decisions[0].promisedBy).toBe('2026-03-09T09:00:00.000Z');
      expect(promisedBy).toBe('2026-03-09T09:00:00.000Z');

      clock.now = new Date('2026-03-10T09:00:00Z');
      const { body } = await as('ann')
        .post(`/reviews/${id}/assignments`, { role: 'sre-lead' })
        .expect(200);
      expect(body).toMatchObject({
        promisedBy: '2026-03-12T09:00:00.000Z',
        decisions: [{ promisedBy: '2026-03-12T09:00:00.000Z' }, {}],
      });
    });

    it('what the portal writes by itself is in the audit log, with the newest hashes', async () => {
      const world = await setUp();
      const { addService, audit, audited, clock, give, headOf } = world;
      const ledger = await addService('ledger');
      await give(ledger, 'test.owned', true);
      const ids = [
        await world.approve(world.service),
        await world.approve(ledger),
      ];
      audit.length = 0;
      await give(world.service, 'test.owned', false);
      await give(ledger, 'test.owned', false);
      await world.watch();
      const heads = Object.fromEntries(
        await Promise.all(ids.map(async id => [id, await headOf(id)])),
      );
      expect(audited('review-watch')).toEqual([
        { eventId: 'review-watch', meta: { logHeads: heads } },
      ]);
      // A look that finds nothing to log leaves no trace.
      await world.watch();
      expect(audited('review-watch')).toHaveLength(1);

      clock.now = new Date('2027-03-03T09:00:00Z');
      await world.watch();
      expect(audited('review-watch')[1]).toEqual({
        eventId: 'review-watch',
        meta: {
          logHeads: {
            [ids[0]]: await headOf(ids[0]),
            [ids[1]]: await headOf(ids[1]),
          },
        },
      });
    });
  },
);
