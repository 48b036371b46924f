import { TestDatabases } from '@backstage/backend-test-utils';
import { verifyReviewExport } from '@gold-layer/backstage-plugin-common';
import { encodeCursor } from '../http/listCursor';
import { checklist, control } from './__testUtils__/checklists';
import { reviewsOverHttp } from './__testUtils__/reviewsOverHttp';
import { sha256 } from './store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'reviews against misuse, on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.putChecklist(
        checklist({
          operations: [
            control('drill', { blocking: ['critical'], validFor: 'P90D' }),
            control('pii', { blocking: ['critical'] }),
          ],
        }),
      );
      const id = await world.start(service);
      const add = (of: string, body: object) =>
        world.as('ann').post(`/reviews/${id}/answers/${of}/evidence`, {
          title: 'Proof',
          ...body,
        });
      const controls = async () =>
        (await world.as('ann').review(id)).sections.flatMap(
          section => section.controls,
        );
      return { ...world, service, id, add, controls };
    }

    it('half a character is refused: the log could no longer be verified', async () => {
      const { as, id } = await setUp();
      const { body } = await as('ann')
        .post(`/reviews/${id}/comments`, { body: 'Half \ud83d of one' })
        .expect(400);
      expect(body.error.message).toContain('body.body');
      await as('ann')
        .post(`/reviews/${id}/comments`, { body: 'A whole one: 😀' })
        .expect(200);
      const exported = await as('ann').get(`/reviews/${id}/export`).expect(200);
      const { problems } = await verifyReviewExport(exported.body, { sha256 });
      expect(problems).toEqual([]);
    });

    it('numbers that no column holds are answered, not run into', async () => {
      const { as, id } = await setUp();
      const { body } = await as('ann')
        .post(`/reviews/${id}/submission`, {
          version: Number.MAX_SAFE_INTEGER,
        })
        .expect(409);
      expect(body.error.message).toContain('it is at version 1, not 9007');

      const beyond = { value: 9e15, key: 'x' };
      for (const [path, query] of [
        ['/reviews?sort=tier', { sort: 'tier', order: 'desc' }],
        ['/reviews?sort=drift', { sort: 'drift', order: 'desc' }],
        ['/review-needs?limit=1', {}],
      ] as const) {
        const cursor = encodeCursor(query, beyond);
        const answer = await as('ann').get(`${path}&cursor=${cursor}`);
        expect([path, answer.status]).toEqual([path, 400]);
        expect(answer.body.error.message).toContain('query.cursor');
      }
    });

    it('evidence is no younger than it is, and lasts no longer than its control says', async () => {
      const { add, controls } = await setUp();
      const { body } = await add('drill', {
        kind: 'drill',
        date: '2027-01-01',
      });
      expect(body.error?.message).toContain(
        'body.date: expected today (2026-03-02) or an earlier day, found 2027-01-01',
      );
      await add('drill', {
        kind: 'drill',
        date: '2026-02-01',
        validUntil: '2099-01-01',
      }).expect(200);
      await add('pii', {
        kind: 'link',
        url: 'https://example.com',
        validUntil: '2099-01-01',
      }).expect(200);
      const [drill, pii] = await controls();
      expect(drill.evidence[0].validUntil).toBe('2026-05-02');
      expect(pii.evidence[0].validUntil).toBe('2099-01-01');
    });

    it('a check that does not pass shows nothing to be met', async () => {
      const { add, as, checks, controls, id } = await setUp();
      checks.set('gold/pii', 'fail');
      checks.set('gold/waived', 'waived');
      await as('ann')
        .put(`/reviews/${id}/answers/pii`, { version: 0, answer: 'met' })
        .expect(200);
      await add('pii', { kind: 'check', check: 'gold/pii' }).expect(200);
      await add('pii', { kind: 'check', check: 'gold/waived' }).expect(200);
      expect((await controls())[1].open).toBe(
        'Its evidence is of checks that do not pass.',
      );
      await add('pii', { kind: 'check', check: 'gold/owner' }).expect(200);
      expect((await controls())[1].open).toBeUndefined();
    });

    it('a comment stands where the checklist has a place for it', async () => {
      const { as, id } = await setUp();
      const path = `/reviews/${id}/comments`;
      const say = (place: object) =>
        as('ann').post(path, { body: 'Here', ...place });
      const places = [
        { control: 'none' },
        { section: 'none' },
        { control: 'pii', section: 'none' },
        { control: 'pii', section: 'operations' },
      ];
      const statuses = [];
      for (const place of places) statuses.push((await say(place)).status);
      expect(statuses).toEqual([404, 404, 404, 200]);
    });

    it('a review takes so much and no more', async () => {
      const { add, as, database, id } = await setUp();
      const link = { kind: 'link', url: 'https://example.com' };
      await add('pii', link).expect(200);
      const [evidence] = await database('review_evidence');
      await database('review_evidence').insert(
        Array.from({ length: 49 }, (_, at) => ({ ...evidence, id: `e${at}` })),
      );
      const full = await add('pii', link).expect(409);
      expect(full.body.error.message).toContain('50 pieces of evidence');
      await add('drill', link).expect(200);

      const path = `/reviews/${id}/comments`;
      await as('ann').post(path, { body: 'First' }).expect(200);
      const [comment] = await database('review_comments');
      for (let at = 0; at < 999; at += 37) {
        await database('review_comments').insert(
          Array.from({ length: 37 }, (_, n) => ({
            ...comment,
            id: `${at}-${n}`,
          })),
        );
      }
      const said = await as('ann').post(path, { body: 'More' }).expect(409);
      expect(said.body.error.message).toContain('1000 comments');
    });

    it('the audit log tells who was refused, and nothing that people wrote', async () => {
      const { as, denied, failures, id } = await setUp();
      const path = `/reviews/${id}/answers/pii`;
      const change = { version: 0, answer: 'met', note: 'Ask Joe at home' };
      await as('ann').put(path, change).expect(200);
      const late = await as('bob').put(path, change).expect(409);
      expect(late.body.error.message).toContain('Ask Joe at home');
      const step = { version: 1, comment: 'Mine' };
      await as('bob').post(`/reviews/${id}/submission`, step).expect(409);
      denied.set('gold-layer.review.read', ['user:default/eve']);
      await as('eve').get('/reviews').expect(403);
      expect(failures.map(({ eventId }) => eventId)).toEqual([
        'review-answer',
        'review-submit',
        'refusal',
      ]);
      expect(JSON.stringify(failures)).not.toContain('Joe');
      expect(failures[0].message).toContain("changed 'Control pii'");
    });
  },
);
