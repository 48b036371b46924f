import { TestDatabases } from '@backstage/backend-test-utils';
import {
  pastReviewSchema,
  ReviewExport,
  reviewExportSchema,
  verifyReviewExport,
} from '@gold-layer/backstage-plugin-common';
import { checklist, control } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { sha256 } from './store/hash';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'exported reviews on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      const read = async (id: string): Promise<ReviewExport> => {
        const { body } = await world.as('sam').get(`/reviews/${id}/export`);
        return reviewExportSchema.parse(body);
      };
      /** The state that an export proves, and what it says otherwise. */
      const proof = async (id: string) => {
        const verified = await verifyReviewExport(await read(id), { sha256 });
        return [verified.proven?.state, ...verified.problems];
      };
      /** A step that is taken. */
      const must = async (...step: Parameters<typeof world.step>) => {
        const { body, status } = await world.step(...step);
        expect([status, body.error?.message]).toEqual([200, undefined]);
      };
      return { ...world, must, read, proof, service };
    }

    it('say what their log proves, whatever is done', async () => {
      const world = await setUp();
      const { as, clock, complete, must, proof, service, start } = world;
      const id = await start(service);
      const path = `/reviews/${id}/answers`;
      await as('ann')
        .put(`${path}/owner`, { version: 0, dispute: 'Nobody is in it.' })
        .expect(200);
      await as('ann')
        .put(`${path}/owner`, { version: 1, confirm: true })
        .expect(200);
      await as('ann')
        .put(`${path}/secrets`, {
          version: 0,
          answer: 'not-applicable',
          note: 'It has none.',
        })
        .expect(200);
      const { body: added } = await as('ann')
        .post(`${path}/pii/evidence`, {
          kind: 'file',
          title: 'Register',
          file: {
            name: 'pii.txt',
            mediaType: 'text/plain',
            content: Buffer.from('Names.').toString('base64'),
          },
        })
        .expect(200);
      const [pii] = added.sections[1].controls.filter(
        (each: { control: string }) => each.control === 'pii',
      );
      await as('ann')
        .delete(`/reviews/${id}/evidence/${pii.evidence[0].id}`)
        .expect(200);
      await complete(id);
      expect(await proof(id)).toEqual(['draft']);

      await must('ann', id, 'submission');
      expect(await proof(id)).toEqual(['submitted']);
      await must('sam', id, 'sign-offs', { section: 'operations' });
      await must('kim', id, 'change-requests', {
        section: 'security',
        comment: 'Which register? @user:default/ann',
      });
      expect(await proof(id)).toEqual(['changes-requested']);
      await as('ann')
        .put(`${path}/runbook`, { version: 1, note: 'In the wiki.' })
        .expect(200);
      await as('ann')
        .post(`/reviews/${id}/comments`, {
          control: 'pii',
          body: 'The one of @user:default/kim',
        })
        .expect(200);
      await must('ann', id, 'submission');
      await must('sam', id, 'sign-offs', { section: 'operations' });
      await must('kim', id, 'sign-offs', { section: 'security' });
      await must('sam', id, 'decisions', {
        role: 'sre-lead',
        decision: 'approved',
        comment: 'Good.',
      });
      expect(await proof(id)).toEqual(['in-review']);
      const due = {
        title: 'Rotate keys',
        owner: 'user:default/ann',
        due: '2026-04-01',
      };
      await must('kim', id, 'decisions', {
        role: 'security',
        decision: 'conditionally-approved',
        conditions: [due],
      });
      expect(await proof(id)).toEqual(['conditionally-approved']);

      const { conditions } = await as('ann').review(id);
      await as('ann')
        .post(`/reviews/${id}/conditions/${conditions[0].id}/completion`, {
          note: 'Rotated.',
        })
        .expect(200);
      clock.now = new Date('2026-03-10T09:00:00Z');
      await as('ann')
        .put(`${path}/dashboards`, { version: 1, answer: 'partly' })
        .expect(200);
      await world.give(service, 'test.owned', false);
      await world.watch();
      expect(await proof(id)).toEqual(['approved']);

      clock.now = new Date('2027-03-10T09:00:00Z');
      await world.watch();
      expect(await proof(id)).toEqual(['expired']);
      await world.give(service, 'test.owned', true);
      const next = await world.approve(service);
      expect(await proof(next)).toEqual(['approved']);
      expect(await proof(id)).toEqual(['superseded']);
    });

    it('say what their log proves when the checklist changes under way', async () => {
      const world = await setUp();
      const { complete, must, proof, putChecklist, service, start } = world;
      const id = await start(service);
      await complete(id);
      await putChecklist(
        checklist(
          {
            operations: [
              control('runbook', { title: 'The runbook was walked through' }),
              control('dashboards'),
            ],
          },
          { version: '2.0.0' },
        ),
      );
      await must('ann', id, 'upgrade');
      expect(await proof(id)).toEqual(['draft']);
      await must('ann', id, 'withdrawal', { comment: 'Later.' });
      expect(await proof(id)).toEqual(['withdrawn']);
    });

    it('cannot be made to look approved', async () => {
      const { complete, must, proof, read, service, start } = await setUp();
      const id = await start(service);
      await complete(id);
      await must('ann', id, 'submission');
      await must('kim', id, 'decisions', {
        role: 'security',
        decision: 'approved',
      });
      await must('sam', id, 'decisions', {
        role: 'sre-lead',
        decision: 'rejected',
        comment: 'Not yet.',
      });
      expect(await proof(id)).toEqual(['rejected']);
      const exported = await read(id);
      const { problems } = await verifyReviewExport(
        { ...exported, review: { ...exported.review, state: 'approved' } },
        { sha256 },
      );
      expect(problems).toEqual([
        "The review's state is said to be approved; the log proves rejected.",
      ]);
    });

    it.each([
      ['draft', { submittedAt: undefined, decisions: [] }],
      ['submitted', { decisions: [] }],
      ['rejected', {}],
    ])('prove what was told of a past review: %s', async (state, more) => {
      const { as, proof, reviews } = await setUp();
      const past = pastReviewSchema.parse({
        kind: 'review',
        key: 'row 7',
        service: 'component:default/checkout',
        checklist: 'production',
        requestedBy: 'user:default/ann',
        startedAt: '2026-01-05T09:00:00Z',
        submittedAt: '2026-01-08T09:00:00Z',
        others: 'met',
        comments: [
          {
            by: 'user:default/ann',
            at: '2026-01-06T09:00:00Z',
            body: 'By hand.',
          },
        ],
        decisions: [
          {
            role: 'sre-lead',
            by: 'user:default/sam',
            at: '2026-01-10T09:00:00Z',
            decision: 'rejected',
            comment: 'No.',
          },
        ],
        ...more,
      });
      const origin = { source: 'sheet', title: 'the old sheet' };
      await reviews.importer.import(past, origin);
      const { body } = await as('sam').get('/reviews').expect(200);
      expect(await proof(body.items[0].id)).toEqual([state]);
    });

    it('are of one moment, though somebody changes the review while it is read', async () => {
      const { as, people, proof, service, start } = await setUp();
      const id = await start(service);
      const known = people.describe.bind(people);
      const changes = [0, 1];
      // People are looked up when the review has been read, and its log has not.
      people.describe = async refs => {
        const version = changes.shift();
        if (version !== undefined) {
          await as('ann')
            .put(`/reviews/${id}/answers/runbook`, {
              version,
              answer: version === 0 ? 'partly' : 'met',
            })
            .expect(200);
        }
        return known(refs);
      };
      expect(await proof(id)).toEqual(['draft']);
      expect(changes).toEqual([]);
    });
  },
);
