import { TestDatabases } from '@backstage/backend-test-utils';
import { pastReviewSchema } from '@gold-layer/backstage-plugin-common';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'the round over undecided parts on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const { as, people } = world;
      /** Starts and submits a review of a service; answers its id. */
      const submit = async (name: string, owner?: string) => {
        const service = await world.addService(name, { owner });
        await world.give(service, 'test.owned', true);
        const id = await world.start(service);
        await world.complete(id);
        await world.step('ann', id, 'submission');
        return id;
      };
      const assigneesOf = async (id: string) =>
        (await as('ann').review(id)).decisions.map(
          ({ assignee }) => assignee?.title,
        );
      const assigned = async (id: string): Promise<string[]> => {
        const { body } = await as('ann').get(`/reviews/${id}/log`).expect(200);
        return body.items.flatMap(
          ({ event, text }: { event: string; text: string }) =>
            event === 'assigned' ? text : [],
        );
      };
      /** The catalog answers nothing about services of an owner. */
      const failFor = (owner: string) => {
        const holders = people.holders.bind(people);
        people.holders = async (role, owned) => {
          if (owned.owner === owner) throw new Error('The catalog is down');
          return holders(role, owned);
        };
      };
      return { ...world, assigned, assigneesOf, failFor, submit };
    }

    it('assigns parts that an import left to nobody', async () => {
      const world = await setUp();
      const service = await world.addService('checkout');
      await world.give(service, 'test.owned', true);
      await world.reviews.importer.import(
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
          decisions: [],
          assigned: { 'sre-lead': 'user:default/sam' },
        }),
        { source: 'sheet', title: 'the old sheet' },
      );
      const [{ id }] = await world.database('reviews').select('id');
      expect(await world.assigneesOf(id)).toEqual(['sam', undefined]);
      world.told.length = 0;
      await world.watch();
      expect(await world.assigneesOf(id)).toEqual(['sam', 'kim']);
      expect(await world.assigned(id)).toEqual([
        'security went from nobody to user:default/kim',
      ]);
      expect(world.told.map(({ to }) => to)).toEqual([['user:default/kim']]);
    });

    it('writes down what changed, and nothing of what did not', async () => {
      const world = await setUp();
      const { assigned, assigneesOf, people, submit, told, watch } = world;
      people.holding.delete('sre-lead');
      const id = await submit('checkout');
      told.length = 0;
      people.holding.set('security', ['user:default/lee']);
      await watch();
      expect(await assigneesOf(id)).toEqual([undefined, 'lee']);
      const moved =
        'security went from user:default/kim to user:default/lee, as user:default/kim may not decide for it any more';
      expect(await assigned(id)).toEqual([moved]);

      people.holding.set('sre-lead', ['user:default/olga']);
      await watch();
      expect(await assigned(id)).toEqual([
        moved,
        'Nobody can take the part of sre-lead: Everybody who holds the role sre-lead asked for the review or belongs to the owning group.',
      ]);
      expect(told.flatMap(({ to }) => to)).toEqual(['user:default/lee']);
    });

    it('goes on after a review that fails', async () => {
      const world = await setUp();
      const { assigneesOf, failFor, logger, people, submit, watch } = world;
      people.holding.set('security', ['user:default/kim']);
      const owners = new Map([
        [await submit('checkout', 'group:default/pay'), 'group:default/pay'],
        [await submit('ledger', 'group:default/shop'), 'group:default/shop'],
      ]);
      const [first, second] = [...owners.keys()].sort();
      await world.database('review_presence').insert({
        review_id: first,
        person: 'user:default/zoe',
        at: 0,
      });
      failFor(owners.get(first) ?? '');
      people.holding.set('security', ['user:default/lee']);
      await watch();
      expect(await assigneesOf(first)).toContain('kim');
      expect(await assigneesOf(second)).toContain('lee');
      expect(logger.warn).toHaveBeenCalledWith(
        `Review ${first} could not be handed on: The catalog is down`,
      );
      expect(await world.database('review_presence')).toEqual([]);
    });
  },
);
