import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import { taskSchema } from '@gold-layer/backstage-plugin-common';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'what waits in reviews on %s',
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
        tasks.forEach(task => taskSchema.parse(task));
        return tasks.map(({ kind, overdue, title }) =>
          [kind, title, overdue ? 'overdue' : ''].join(' ').trim(),
        );
      };
      return { ...world, service, tasksOf };
    }

    it('goes from hand to hand', async () => {
      const world = await setUp();
      const { as, clock, complete, service, start, step, tasksOf } = world;
      await world.scheduler.triggerTask('reviews-expectations');
      expect(await tasksOf('ann')).toEqual([
        "review-needed Start the review 'Production readiness'",
      ]);
      const { body } = await as('ann').get('/review-needs').expect(200);
      expect(body).toMatchObject({
        items: [{ service, reason: 'none', tier: 'critical' }],
        totalItems: 1,
        byTier: { critical: 1 },
      });

      const id = await start(service);
      expect(await tasksOf('ann')).toEqual([
        'review-draft Finish and submit the review',
      ]);
      await complete(id);
      await step('ann', id, 'submission');
      expect(await tasksOf('ann')).toEqual([]);
      expect(await tasksOf('sam')).toEqual([
        'review-decision Decide for sre-lead',
      ]);
      clock.now = new Date('2026-03-05T09:00:00Z');
      expect(await tasksOf('sam')).toEqual([
        'review-decision Decide for sre-lead overdue',
      ]);
      const loads = await as('ann').get('/reviewers').expect(200);
      expect(loads.body.items).toMatchObject([
        { person: { title: 'kim' }, open: 1, overdue: 1 },
        { person: { title: 'sam' }, open: 1, overdue: 1 },
      ]);

      await step('kim', id, 'change-requests', {
        section: 'security',
        comment: 'Where are the keys?',
      });
      expect(await tasksOf('ann')).toEqual([
        'changes-requested Make the changes that were asked for',
      ]);
      expect(await tasksOf('kim')).toEqual([]);
      await step('ann', id, 'submission');
      expect(await tasksOf('kim')).toEqual([
        'review-decision Decide for security',
        "section-sign-off Sign 'Section security'",
      ]);

      const early = await step('kim', id, 'decisions', {
        role: 'security',
        decision: 'approved',
      });
      expect(early.body.error.message).toContain('not signed off yet');
      await step('kim', id, 'sign-offs', { section: 'security' });
      const conditions = [
        { title: 'Rotate', owner: 'user:default/bob', due: '2026-03-20' },
      ];
      await step('kim', id, 'decisions', {
        role: 'security',
        decision: 'conditionally-approved',
        conditions,
      });
      await step('sam', id, 'decisions', {
        role: 'sre-lead',
        decision: 'approved',
      });
      expect((await as('sam').review(id)).state).toBe('conditionally-approved');
      expect(await tasksOf('bob')).toEqual(['condition-due Rotate']);

      await as('sam')
        .post(`/reviews/${id}/comments`, { body: 'Soon? @user:default/bob' })
        .expect(200);
      expect(await tasksOf('bob')).toEqual([
        'condition-due Rotate',
        'mention Answer sam',
      ]);
      clock.now = new Date('2026-03-05T09:00:01Z');
      await as('bob')
        .post(`/reviews/${id}/comments`, { body: 'Yes.' })
        .expect(200);
      expect(await tasksOf('bob')).toEqual(['condition-due Rotate']);

      await world.give(service, 'test.owned', false);
      await world.watch();
      expect(await tasksOf('olga')).toEqual([
        'review-drifted Put right what has regressed',
      ]);
      clock.now = new Date('2026-03-10T09:00:00Z');
      await as('ann')
        .put(`/reviews/${id}/answers/secrets`, { version: 1, note: 'Moved' })
        .expect(200);
      expect(await tasksOf('kim')).toEqual([
        "section-sign-off Sign 'Section security'",
      ]);
      const signed = await step('kim', id, 'sign-offs', {
        section: 'security',
      });
      expect(signed.status).toBe(200);
      expect(await tasksOf('kim')).toEqual([]);
    });
  },
);
