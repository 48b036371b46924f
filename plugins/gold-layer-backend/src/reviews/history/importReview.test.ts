import { TestDatabases } from '@backstage/backend-test-utils';
import {
  pastReviewSchema,
  verifyReviewExport,
} from '@gold-layer/backstage-plugin-common';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';
import { sha256 } from '../store/hash';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const origin = { source: 'sheet', title: 'the old sheet' };

/** A review as the sheet has it, approved in January; the clock of the tests stands in March. */
function past(more: object = {}) {
  return pastReviewSchema.parse({
    kind: 'review',
    key: 'row 7',
    service: 'component:default/checkout',
    checklist: 'production',
    requestedBy: 'user:default/ann',
    startedAt: '2026-01-05T09:00:00Z',
    submittedAt: '2026-01-08T09:00:00Z',
    others: 'met',
    proof: { title: 'The sheet', url: 'https://sheets.example/7' },
    decisions: [
      {
        role: 'sre-lead',
        by: 'user:default/sam',
        at: '2026-01-10T09:00:00Z',
        decision: 'approved',
      },
      {
        role: 'security',
        by: 'user:default/kim',
        at: '2026-01-12T09:00:00Z',
        decision: 'approved',
        comment: 'Well kept.',
      },
    ],
    ...more,
  });
}

describe.each(databases.eachSupportedId())(
  'reviews from before the portal on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      const { importer } = world.reviews;
      const list = async () => {
        const { body } = await world.as('sam').get('/reviews').expect(200);
        return body.items as { id: string; state: string }[];
      };
      return { ...world, importer, list, service };
    }

    it('are taken over once, whole and with a log that can be verified', async () => {
      const { as, importer, list } = await setUp();
      expect(await importer.import(past(), origin)).toMatchObject({
        status: 'imported',
      });
      expect(await importer.import(past(), origin)).toEqual({
        status: 'known',
      });

      const [{ id }] = await list();
      const review = await as('sam').review(id);
      expect(review).toMatchObject({
        state: 'approved',
        decidedAt: '2026-01-12T09:00:00.000Z',
        validUntil: '2027-01-12T09:00:00.000Z',
        requestedBy: { ref: 'user:default/ann' },
        progress: { controls: 5, answered: 5, automatic: 1, drifted: 0 },
        decisions: [
          { by: { ref: 'user:default/sam' }, decision: 'approved' },
          { by: { ref: 'user:default/kim' }, comment: 'Well kept.' },
        ],
      });
      const { body } = await as('sam').get(`/reviews/${id}/export`);
      expect(await verifyReviewExport(body, { sha256 })).toMatchObject({
        problems: [],
      });
      expect(body.log.map((entry: { event: string }) => entry.event)).toEqual([
        'started',
        'submitted',
        'decided',
        'decided',
        'imported',
      ]);
    });

    it('drift where facts deny what was true then', async () => {
      const { as, give, importer, list, service } = await setUp();
      await give(service, 'test.secrets', false);
      await importer.import(past(), origin);
      const [{ id }] = await list();
      const { progress, sections } = await as('sam').review(id);
      const secrets = sections
        .flatMap(({ controls }) => controls)
        .find(({ control }) => control === 'secrets');
      expect(progress).toMatchObject({ drifted: 1, driftedBlocking: 0 });
      expect(secrets?.drift).toMatch(/^It was met; now it is not/);
    });

    it('have to be validated again if their service has changed since', async () => {
      const { importer, list, watch } = await setUp();
      await importer.import(
        past({
          tier: 'standard',
          decisions: [{ ...past().decisions[1] }],
        }),
        origin,
      );
      await watch();
      expect(await list()).toMatchObject([{ state: 'revalidation-required' }]);
    });

    it('give way to a later approval', async () => {
      const { importer, list } = await setUp();
      await importer.import(past(), origin);
      const later = past({
        key: 'row 8',
        startedAt: '2026-02-01T09:00:00Z',
        submittedAt: '2026-02-02T09:00:00Z',
        decisions: past().decisions.map(decision => ({
          ...decision,
          at: '2026-02-03T09:00:00Z',
        })),
      });
      await importer.import(later, origin);
      const states = (await list()).map(({ state }) => state);
      expect(states.sort()).toEqual(['approved', 'superseded']);
    });

    it('go on where they were', async () => {
      const { as, importer, list } = await setUp();
      await importer.import(
        past({
          decisions: [],
          assigned: { 'sre-lead': 'user:default/sam' },
        }),
        origin,
      );
      const [{ id }] = await list();
      expect(await as('sam').review(id)).toMatchObject({
        state: 'submitted',
        mayDecideFor: ['sre-lead'],
      });
    });

    it('are refused where a review is under way already', async () => {
      const { importer, list, service, start } = await setUp();
      await start(service);
      const draft = past({ submittedAt: undefined, decisions: [] });
      await expect(importer.import(draft, origin)).rejects.toThrow(
        /is under way already, started by user:default\/ann/,
      );
      expect(await list()).toHaveLength(1);
    });

    it('leave their states in the history of facts', async () => {
      const { importer, service, store } = await setUp();
      await importer.import(past(), origin);
      const at = async (day: string) =>
        (await store.factsAt([service], new Date(day)))
          .get(service)
          ?.find(({ fact }) => fact === 'review.production.state')?.value;
      expect([
        await at('2026-01-06T00:00:00Z'),
        await at('2026-01-09T00:00:00Z'),
        await at('2026-02-01T00:00:00Z'),
      ]).toEqual(['draft', 'submitted', 'approved']);
    });

    it('leave an approval standing while the next one is under way', async () => {
      const { importer, service, store } = await setUp();
      await importer.import(past(), origin);
      const next = past({
        key: 'row 8',
        startedAt: '2026-02-20T09:00:00Z',
        submittedAt: '2026-02-25T09:00:00Z',
        decisions: [],
      });
      expect(await importer.import(next, origin)).toMatchObject({
        status: 'imported',
      });
      const facts = await store.factsAt([service], new Date('2026-02-26'));
      expect(
        facts
          .get(service)
          ?.find(({ fact }) => fact === 'review.production.state')?.value,
      ).toBe('approved');
    });

    it('wait for their service', async () => {
      const { importer } = await setUp();
      const unknown = past({ service: 'component:default/later' });
      expect(await importer.import(unknown, origin)).toMatchObject({
        status: 'waits',
      });
    });

    it.each([
      [
        'a control that there is not',
        { answers: { tea: { answer: 'met' } } },
        /^answers\.tea: expected one of owner/,
      ],
      [
        'a decision by who asked',
        {
          decisions: [{ ...past().decisions[0], by: 'user:default/ann' }],
        },
        /^decisions\.0\.by: expected somebody else/,
      ],
      [
        'a decision before the submission',
        { submittedAt: '2026-01-11T09:00:00Z' },
        /^decisions\.0\.at: expected a time after submittedAt/,
      ],
      [
        'a decision without a submission',
        { submittedAt: undefined },
        /^submittedAt: /,
      ],
    ])('are refused with %s', async (_, wrong, message) => {
      const { importer, list } = await setUp();
      await expect(importer.import(past(wrong), origin)).rejects.toThrow(
        message,
      );
      expect(await list()).toEqual([]);
    });
  },
);
