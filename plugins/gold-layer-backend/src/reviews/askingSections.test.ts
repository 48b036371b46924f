import { TestDatabases } from '@backstage/backend-test-utils';
import { checklist, control } from './__testUtils__/checklists';
import { approve } from './__testUtils__/oneReview';
import { submittedReview } from './__testUtils__/submittedReview';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

/** A version with a section that speaks only of services which store something. */
const withStorage = checklist(
  {
    operations: [control('owner', { rule: 'facts.test.owned' })],
    security: [control('secrets', { evidence: 'none' })],
    storage: [
      control('backups', { appliesTo: 'has(service.record.storageGb)' }),
    ],
  },
  { version: '2.0.0' },
);

describe.each(databases.eachSupportedId())(
  'a section that asks something of some services on %s',
  databaseId => {
    const setUp = async () => submittedReview(await databases.init(databaseId));

    it('is asked for while the record of the service makes it ask something', async () => {
      const world = await setUp();
      const { as, done, id, log, putChecklist, record, sectionOf } = world;
      const { signsOf, watch, wrong } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      await done('kim', 'change-requests', { comment: 'Use the new list.' });
      await putChecklist(withStorage);
      await done('ann', 'upgrade');
      await world.complete(id);
      await done('ann', 'submission');
      await done('sam', 'sign-offs', { section: 'operations' });
      await watch();
      expect(await signsOf('sam')).toEqual([]);

      await record({ storageGb: 5 });
      await watch();
      expect(await signsOf('sam')).toEqual(["Sign 'Section storage'"]);
      expect(await sectionOf('storage')).toMatchObject({
        asked: { title: 'sam' },
      });
      expect(await wrong()).toEqual([]);
      await record({});
      await watch();
      expect(await signsOf('sam')).toEqual([]);
      await record({ storageGb: 5 });
      await watch();
      const asked =
        "'Section storage' waits for user:default/sam to sign it: nobody has, and sre-lead has decided already";
      expect(await log('assigned')).toEqual([
        asked,
        "'Section storage' waits for the signature of user:default/sam no longer",
        asked,
      ]);

      await done('kim', 'decisions', approve('security'));
      expect((await as('sam').review(id)).state).toBe('in-review');
      await done('sam', 'sign-offs', { section: 'storage' });
      expect((await as('sam').review(id)).state).toBe('approved');
      expect(await wrong()).toEqual([]);
    });

    it('does not keep a review from its end where it asks nothing any more, and leaves no trace in what was approved', async () => {
      const world = await setUp();
      const { as, done, id, putChecklist, record, service, signsOf } = world;
      await done('sam', 'decisions', approve('sre-lead'));
      await done('kim', 'change-requests', { comment: 'Use the new list.' });
      await putChecklist(withStorage);
      await record({ storageGb: 5 });
      await done('ann', 'upgrade');
      await world.complete(id);
      await done('ann', 'submission');
      expect(await signsOf('sam')).toEqual([
        "Sign 'Section operations'",
        "Sign 'Section storage'",
      ]);
      await done('sam', 'sign-offs', { section: 'operations' });
      await record({});
      await done('kim', 'decisions', approve('security'));
      expect((await as('sam').review(id)).state).toBe('approved');
      const { body } = await as('sam').get(`/reviews/${id}/export`).expect(200);
      expect(
        body.snapshot.signOffs.map(
          ({ section }: { section: string }) => section,
        ),
      ).toEqual(['operations', 'security']);
      expect(await world.wrong()).toEqual([]);
      await record({ storageGb: 5 });
      await world.reviews.refreshNow([service]);
      expect(await signsOf('sam')).toEqual([]);
    });

    it('waits for nobody while it asks nothing, though it was signed and changed before', async () => {
      const world = await setUp();
      const { as, done, id, log, people, putChecklist, record } = world;
      const { signOffs, signsOf, watch } = world;
      await done('kim', 'change-requests', { comment: 'Use the new list.' });
      await putChecklist(withStorage);
      await record({ storageGb: 5 });
      await done('ann', 'upgrade');
      await world.complete(id);
      await done('ann', 'submission');
      await done('sam', 'sign-offs', { section: 'storage' });
      await done('kim', 'change-requests', { comment: 'Say more.' });
      await as('ann')
        .put(`/reviews/${id}/answers/backups`, { version: 1, note: 'Daily' })
        .expect(200);
      await done('ann', 'submission');
      expect((await signOffs()).storage).toBe('stale by sam');
      expect(await signsOf('sam')).toEqual(["Sign 'Section storage'"]);

      await record({});
      await watch();
      expect(await signsOf('sam')).toEqual([]);
      people.holding.set('sre-lead', ['user:default/sue']);
      const before = (await log('assigned')).length;
      await watch();
      expect(await signsOf('sue')).toEqual([]);
      expect(
        (await log('assigned')).slice(before).filter(it => /storage/.test(it)),
      ).toEqual([]);

      await record({ storageGb: 5 });
      await watch();
      expect(await signsOf('sue')).toEqual(["Sign 'Section storage'"]);
    });
  },
);
