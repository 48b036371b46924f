import { TestDatabases } from '@backstage/backend-test-utils';
import {
  pastReviewSchema,
  verifyReviewExport,
} from '@gold-layer/backstage-plugin-common';
import { checklist, control } from './__testUtils__/checklists';
import { approve } from './__testUtils__/oneReview';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { submittedReview } from './__testUtils__/submittedReview';
import { sha256 } from './store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'a section that nobody has signed on %s',
  databaseId => {
    const setUp = async () => submittedReview(await databases.init(databaseId));
    const operations = [control('owner', { rule: 'facts.test.owned' })];
    const security = [control('secrets', { evidence: 'none' })];
    const capacity = [control('load', { blocking: ['critical'] })];

    it('keeps a review from its end after an upgrade, and waits for whoever has decided', async () => {
      const world = await setUp();
      const { as, done, id, putChecklist, signOffs, signsOf, wrong } = world;
      const { log, reasonsOf, sectionOf, told } = world;
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
      told.length = 0;
      await done('ann', 'submission');
      expect(await signsOf('sam')).toEqual([
        "Sign 'Section capacity'",
        "Sign 'Section operations'",
      ]);
      expect(await reasonsOf('sam')).toEqual(
        expect.arrayContaining([
          'It was changed, or its checklist was, after you signed it.',
          'Nobody has signed it, and you have decided for its role already.',
        ]),
      );
      const capacitySection = await sectionOf('capacity');
      expect(capacitySection).toMatchObject({ asked: { title: 'sam' } });
      expect(capacitySection?.signOff).toBeUndefined();
      expect(await log('assigned')).toEqual([
        "'Section capacity' waits for user:default/sam to sign it: nobody has, and sre-lead has decided already",
      ]);
      expect(told).toContainEqual(
        expect.objectContaining({
          to: ['user:default/sam'],
          title:
            "checkout: Production readiness: 'Section capacity' waits for your signature",
          description:
            'Nobody has signed it, and you have decided for its role already.',
          path: `/reviews/${id}?section=capacity`,
        }),
      );
      expect(await wrong()).toEqual([]);
      await done('sam', 'sign-offs', { section: 'operations' });
      await done('kim', 'decisions', approve('security'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      expect(await signOffs()).toEqual({
        operations: 'signed by sam',
        security: 'signed by kim',
        capacity: undefined,
      });
      await done('sam', 'sign-offs', { section: 'capacity' });
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await signsOf('sam')).toEqual([]);
      expect(await wrong()).toEqual([]);
    });

    /** sam has decided, and a section has come since that his role signs. */
    const withNewSection = async () => {
      const world = await setUp();
      const { done, putChecklist } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      await done('kim', 'change-requests', { comment: 'Use the new list.' });
      await putChecklist(
        checklist({ operations, security, capacity }, { version: '2.0.0' }),
      );
      await done('ann', 'upgrade');
      await world.complete(world.id);
      await done('ann', 'submission');
      expect(await world.signsOf('sam')).toContain("Sign 'Section capacity'");
      return world;
    };
    const noLonger =
      "'Section capacity' waits for the signature of user:default/sam no longer";

    it('is waited for no longer, and nothing is said to have been said, where the new version has it no more', async () => {
      const world = await withNewSection();
      const { done, log, putChecklist, signsOf, wrong } = world;
      await done('kim', 'change-requests', { comment: 'The old one again.' });
      await putChecklist(
        checklist({ operations, security }, { version: '3.0.0' }),
      );
      await done('ann', 'upgrade');
      expect(await log('sign-off-dropped')).toEqual([]);
      expect((await log('assigned')).at(-1)).toBe(noLonger);
      await done('ann', 'submission');
      expect(await signsOf('sam')).not.toContain("Sign 'Section capacity'");
      expect(await wrong()).toEqual([]);
    });

    it('is waited for no longer as soon as whoever has decided may judge no more', async () => {
      const world = await withNewSection();
      const { addService, done, log, people, signsOf, wrong } = world;
      people.groups.set('group:default/vault', ['user:default/sam']);
      await addService('checkout', { owner: 'group:default/vault' });
      await done('kim', 'decisions', approve('security'));
      expect(await log('assigned')).toContain(noLonger);
      expect(await signsOf('sam')).not.toContain("Sign 'Section capacity'");
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
      expect(await wrong()).toEqual([]);
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      await done('kim', 'sign-offs', { section: 'security' });
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });

    it('keeps a review from its end, however that came to be, and waits for whoever has decided', async () => {
      const world = await setUp();
      const { as, database, done, id, log, sectionOf, signOffs } = world;
      const { signsOf, told, watch, wrong } = world;
      await done('kim', 'decisions', approve('security'));
      await database('review_sign_offs').where('review_id', id).delete();
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      expect((await signOffs()).security).toBeUndefined();
      expect(await signsOf('kim')).toEqual([]);

      const { version } = await as('sam').review(id);
      told.length = 0;
      await watch();
      expect(await signsOf('kim')).toEqual(["Sign 'Section security'"]);
      const section = await sectionOf('security');
      expect(section).toMatchObject({ asked: { title: 'kim' } });
      expect(section?.signOff).toBeUndefined();
      const asked = [
        "'Section security' waits for user:default/kim to sign it: nobody has, and security has decided already",
      ];
      expect(await log('assigned')).toEqual(asked);
      expect(told).toMatchObject([{ to: ['user:default/kim'] }]);
      // Nobody has to look again, and once is enough.
      await watch();
      expect((await as('sam').review(id)).version).toBe(version);
      expect(await log('assigned')).toEqual(asked);
      expect(told).toHaveLength(1);

      await done('kim', 'sign-offs', { section: 'security' });
      expect((await as('sam').review(id)).state).toBe('approved');
      expect((await sectionOf('security'))?.asked).toBeUndefined();
      expect(await wrong()).toEqual([]);
    });

    it('waits for another one where whoever has decided may not sign it any more', async () => {
      const world = await setUp();
      const { database, done, id, log, people, reasonsOf, sectionOf } = world;
      const { told, watch, wrong } = world;
      await done('kim', 'decisions', approve('security'));
      await database('review_sign_offs').where('review_id', id).delete();
      people.holding.set('security', ['user:default/olga']);
      told.length = 0;
      await watch();
      const problem =
        'Everybody who holds the role security asked for the review or belongs to the owning group.';
      expect(await sectionOf('security')).toMatchObject({ problem });
      people.holding.set('security', ['user:default/lee']);
      await watch();
      expect(await sectionOf('security')).toMatchObject({
        asked: { title: 'lee' },
      });
      expect(await reasonsOf('kim')).toEqual([]);
      expect(await reasonsOf('lee')).toEqual([
        'Nobody has signed it, and whoever has decided for its role no longer may.',
      ]);
      expect((await log('assigned')).slice(1)).toEqual([
        `Nobody is asked for 'Section security' to be signed: ${problem}`,
        "'Section security' waits for user:default/lee to be signed",
      ]);
      expect(told.at(-1)).toMatchObject({
        to: ['user:default/lee'],
        description:
          'It has to be signed, and until now nobody could be asked.',
      });
      expect(await wrong()).toEqual([]);
    });

    it('is signed with the decision of its role where that has to decide again', async () => {
      const world = await setUp();
      const { as, database, done, id, log, people, signsOf, watch } = world;
      people.holding.set('security', ['user:default/kim', 'user:default/lee']);
      await done('kim', 'decisions', approve('security'));
      await database('review_sign_offs').where('review_id', id).delete();
      await watch();
      expect(await signsOf('kim')).toEqual(["Sign 'Section security'"]);
      people.groups.set('group:default/payments', [
        'user:default/ann',
        'user:default/kim',
      ]);
      await watch();
      expect(await signsOf('kim')).toEqual([]);
      expect(await log('assigned')).toContain(
        "'Section security' waits for the signature of user:default/kim no longer",
      );
      await done('lee', 'decisions', approve('security'));
      await done('sam', 'decisions', approve('sre-lead'));
      expect((await as('sam').review(id)).state).toBe('approved');
      expect((await world.signOffs()).security).toBe('signed by lee');
      expect(await world.wrong()).toEqual([]);
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
