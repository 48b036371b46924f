import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import {
  pastReviewSchema,
  verifyReviewExport,
} from '@gold-layer/backstage-plugin-common';
import { checklist, control } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { sha256 } from './store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const approve = (role: string) => ({ role, decision: 'approved' });

describe.each(databases.eachSupportedId())(
  'a section that nobody has signed on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      const id = await world.start(service);
      await world.complete(id);
      const done = async (
        name: string,
        path: string,
        body: object = {},
      ): Promise<void> => {
        const answer = await world.step(name, id, path, body);
        if (!answer.ok) throw new Error(JSON.stringify(answer.body.error));
      };
      const log = async (event: string): Promise<string[]> => {
        const { body } = await world.as('ann').get(`/reviews/${id}/log`);
        return body.items.flatMap((entry: { event: string; text: string }) =>
          entry.event === event ? entry.text : [],
        );
      };
      /** What is wrong with the review as it would be exported now. */
      const wrong = async (): Promise<string[]> => {
        const { body } = await world.as('sam').get(`/reviews/${id}/export`);
        return (await verifyReviewExport(body, { sha256 })).problems;
      };
      const signOffs = async () =>
        Object.fromEntries(
          (await world.as('sam').review(id)).sections.map(
            ({ section, signOff }) => [
              section,
              signOff && `${signOff.state} by ${signOff.by.title}`,
            ],
          ),
        );
      const signsOf = async (name: string) => {
        const ref = `user:default/${name}`;
        const tasks = await world.reviews.tasks.tasksOf(
          { ref, title: name, isUser: true },
          { credentials: mockCredentials.user(ref) },
        );
        return tasks
          .flatMap(({ kind, title }) =>
            kind === 'section-sign-off' ? title : [],
          )
          .sort();
      };
      await done('ann', 'submission');
      return { ...world, done, id, log, service, signOffs, signsOf, wrong };
    }
    const operations = [control('owner', { rule: 'facts.test.owned' })];
    const security = [control('secrets', { evidence: 'none' })];
    const capacity = [control('load', { blocking: ['critical'] })];

    it('keeps a review from its end after an upgrade, and waits for whoever has decided', async () => {
      const world = await setUp();
      const { as, done, id, putChecklist, signOffs, signsOf, wrong } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      await done('kim', 'change-requests', { comment: 'Use the new list.' });
      await putChecklist(
        checklist({ operations, security, capacity }, { version: '2.0.0' }),
      );
      await done('ann', 'upgrade');
      await as('ann')
        .put(`/reviews/${id}/answers/load`, {
          version: 0,
          answer: 'not-applicable',
          note: 'Nobody calls it.',
        })
        .expect(200);
      await world.complete(id);
      await done('ann', 'submission');
      expect(await signsOf('sam')).toEqual([
        "Sign 'Section capacity'",
        "Sign 'Section operations'",
      ]);
      expect(await wrong()).toEqual([]);
      await done('sam', 'sign-offs', { section: 'operations' });
      await done('kim', 'decisions', approve('security'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      expect(await signOffs()).toEqual({
        operations: 'signed by sam',
        security: 'signed by kim',
        capacity: 'stale by sam',
      });
      await done('sam', 'sign-offs', { section: 'capacity' });
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await signsOf('sam')).toEqual([]);
      expect(await wrong()).toEqual([]);
    });

    it('is not asked for where the new version has it no more', async () => {
      const world = await setUp();
      const { as, done, id, log, putChecklist, signsOf, wrong } = world;
      await done('kim', 'sign-offs', { section: 'security' });
      await done('kim', 'decisions', approve('security'));
      await done('sam', 'change-requests', { comment: 'Use the new list.' });
      await putChecklist(checklist({ operations }, { version: '2.0.0' }));
      await done('ann', 'upgrade');
      await done('ann', 'submission');
      expect(await signsOf('kim')).toEqual([]);
      expect(await log('sign-off-dropped')).toEqual([
        "What user:default/kim said on 'Section security' no longer counts, as version 2.0.0 of the checklist asks nothing there",
      ]);
      // It may come back with a later version.
      await done('sam', 'change-requests', { comment: 'And the next one.' });
      await putChecklist(
        checklist({ operations, security }, { version: '3.0.0' }),
      );
      await done('ann', 'upgrade');
      expect(await wrong()).toEqual([]);
      await world.complete(id);
      await done('ann', 'submission');
      expect(await signsOf('kim')).toEqual(["Sign 'Section security'"]);
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      await done('kim', 'sign-offs', { section: 'security' });
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });

    it('keeps a review from its end, however that came to be', async () => {
      const { as, database, done, id, signOffs } = await setUp();
      await done('kim', 'decisions', approve('security'));
      await database('review_sign_offs').where('review_id', id).delete();
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      expect((await signOffs()).security).toBeUndefined();
      await done('kim', 'sign-offs', { section: 'security' });
      expect((await as('sam').review(id)).state).toBe('approved');
    });

    it('is signed with a decision from before the portal', async () => {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('ledger');
      await world.give(service, 'test.owned', true);
      const { as, reviews, step } = world;
      await reviews.importer.import(
        pastReviewSchema.parse({
          kind: 'review',
          key: 'row 7',
          service,
          checklist: 'production',
          requestedBy: 'user:default/ann',
          startedAt: '2026-01-05T09:00:00Z',
          submittedAt: '2026-01-08T09:00:00Z',
          others: 'met',
          proof: { title: 'The sheet', url: 'https://sheets.example/7' },
          answers: { pii: { answer: 'not-applicable', note: 'It has none.' } },
          decisions: [
            {
              ...approve('security'),
              by: 'user:default/kim',
              at: '2026-01-12T09:00:00Z',
            },
          ],
        }),
        { source: 'sheet', title: 'the old sheet' },
      );
      const { body } = await as('sam').get('/reviews').expect(200);
      const [{ id }] = body.items;
      const [first, second] = (await as('sam').review(id)).sections;
      expect(first.signOff).toBeUndefined();
      expect(second.signOff).toMatchObject({
        state: 'signed',
        by: { title: 'kim' },
        at: '2026-01-12T09:00:00.000Z',
      });
      await step('sam', id, 'decisions', approve('sre-lead'));
      expect((await as('sam').review(id)).state).toBe('approved');
      const exported = await as('sam').get(`/reviews/${id}/export`);
      expect(
        (await verifyReviewExport(exported.body, { sha256 })).problems,
      ).toEqual([]);
    });
  },
);
