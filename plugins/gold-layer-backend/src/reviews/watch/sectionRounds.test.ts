import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { checklist, control } from '../__testUtils__/checklists';
import { reviewsOverHttp } from '../__testUtils__/reviewsOverHttp';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const held = (...names: string[]) => names.map(name => `user:default/${name}`);

describe.each(databases.eachSupportedId())(
  'sections whose signer may not sign again on %s',
  databaseId => {
    async function setUp() {
      const world = await reviewsOverHttp(await databases.init(databaseId));
      const { as, reviews } = world;
      /** An approval whose section of security was changed since; answers its id. */
      const withStale = async (name: string, owner?: string) => {
        const service = await world.addService(name, { owner });
        await world.give(service, 'test.owned', true);
        const id = await world.approve(service);
        await as('ann')
          .put(`/reviews/${id}/answers/secrets`, { version: 1, note: 'Moved' })
          .expect(200);
        return id;
      };
      const signOffOf = async (id: string, name = 'security') =>
        (await as('ann').review(id)).sections.find(
          ({ section }) => section === name,
        )?.signOff;
      const tasksOf = async (name: string) => {
        const ref = `user:default/${name}`;
        const tasks = await reviews.tasks.tasksOf(
          { ref, title: name, isUser: true },
          { credentials: mockCredentials.user(ref) },
        );
        return tasks.filter(({ kind }) => kind === 'section-sign-off');
      };
      /** How many sections each of several people is asked to sign. */
      const shares = async (...names: string[]) =>
        Promise.all(
          names.map(async name => {
            const tasks = await tasksOf(name);
            return tasks.filter(({ title }) => /^Sign /.test(title)).length;
          }),
        );
      /** For which sections somebody is to find who signs them, and why. */
      const toFind = async (name: string) =>
        (await tasksOf(name)).flatMap(({ reason, target, title }) =>
          /^Find /.test(title) ? [{ reason, target, title }] : [],
        );
      const assigned = async (id: string): Promise<string[]> => {
        const { body } = await as('ann').get(`/reviews/${id}/log`).expect(200);
        return body.items.flatMap(
          ({ event, text }: { event: string; text: string }) =>
            event === 'assigned' ? text : [],
        );
      };
      return { ...world, assigned, shares, signOffOf, toFind, withStale };
    }

    it('say that nobody may, instead of naming them, until somebody may', async () => {
      const world = await setUp();
      const { assigned, people, shares, signOffOf, toFind, told, watch } =
        world;
      const id = await world.withStale('checkout');
      expect(await shares('kim')).toEqual([1]);
      told.length = 0;
      people.holding.set('security', held('olga'));
      await watch();
      const problem =
        'Everybody who holds the role security asked for the review or belongs to the owning group.';
      const signOff = await signOffOf(id);
      expect(signOff).toMatchObject({ state: 'stale', problem });
      expect(signOff?.asked).toBeUndefined();
      expect(await shares('kim', 'olga')).toEqual([0, 0]);
      const found = [
        {
          title: "Find somebody to sign 'Section security'",
          reason: problem,
          target: { type: 'review', id, section: 'security' },
        },
      ];
      expect(await toFind('ann')).toEqual(found);
      expect(await toFind('olga')).toEqual(found);
      expect(await toFind('sue')).toEqual([]);
      const nobody = `Nobody is asked for 'Section security' to be signed again: ${problem}`;
      expect(await assigned(id)).toEqual([nobody]);
      await watch();
      expect(await assigned(id)).toEqual([nobody]);
      expect(told).toEqual([]);

      people.holding.set('security', held('lee', 'olga'));
      await watch();
      expect(await toFind('ann')).toEqual([]);
      const handed = await signOffOf(id);
      expect(handed).toMatchObject({ asked: { title: 'lee' } });
      expect(handed?.problem).toBeUndefined();
      expect(await assigned(id)).toEqual([
        nobody,
        "'Section security' waits for user:default/lee to be signed again",
      ]);
      expect(told).toMatchObject([
        {
          to: ['user:default/lee'],
          description:
            'It has to be signed again, and until now nobody could be asked.',
        },
      ]);
      const signed = await world.step('lee', id, 'sign-offs', {
        section: 'security',
      });
      expect(signed.status).toBe(200);
      expect(await signOffOf(id)).toMatchObject({
        state: 'signed',
        by: { title: 'lee' },
      });
    });

    it('say that anybody outside the owning team may, and their owners find one', async () => {
      const world = await setUp();
      const { as, assigned, people, signOffOf, toFind, told, watch } = world;
      await world.putChecklist(
        checklist(undefined, {
          signOff: {
            critical: ['peer'],
            important: ['peer'],
            standard: ['peer'],
            experimental: ['owner'],
          },
        }),
      );
      // Whoever decides as a peer is anybody; here that is sam.
      const id = await world.withStale('checkout');
      people.groups.set('group:default/payments', held('ann', 'olga', 'sam'));
      people.holding.set('security', []);
      told.length = 0;
      await watch();
      const problem =
        'Anybody outside the owning group may sign it as peer; ask somebody who knows services like this one.';
      expect(await signOffOf(id)).toMatchObject({ state: 'stale', problem });
      expect(await assigned(id)).toEqual([
        `Nobody is asked for 'Section security' to be signed again: ${problem}`,
      ]);
      expect(await toFind('olga')).toEqual([
        {
          title: "Find somebody to sign 'Section security'",
          reason: problem,
          target: { type: 'review', id, section: 'security' },
        },
      ]);
      await watch();
      expect(told).toEqual([]);
      const answer = await world.step('zoe', id, 'sign-offs', {
        section: 'security',
      });
      expect(answer.status).toBe(200);
      expect(await signOffOf(id)).toMatchObject({
        state: 'signed',
        by: { title: 'zoe' },
      });
      expect(await toFind('olga')).toEqual([]);
      expect((await as('ann').review(id)).state).toBe('approved');
    });

    it('go back to who signed them, if that one may again before anybody else could', async () => {
      const world = await setUp();
      const { people, shares, signOffOf, watch } = world;
      const id = await world.withStale('checkout');
      people.holding.set('security', []);
      await watch();
      expect((await signOffOf(id))?.problem).toBe(
        'Nobody holds the role security; name its holders in a Roles document.',
      );
      people.holding.set('security', held('abe', 'kim'));
      await watch();
      expect(await shares('abe', 'kim')).toEqual([0, 1]);
      expect((await signOffOf(id))?.problem).toBeUndefined();
    });

    it('that were signed meanwhile keep no trace of it', async () => {
      const world = await setUp();
      const { as, people, signOffOf, step, watch } = world;
      const id = await world.withStale('checkout');
      people.holding.set('security', []);
      await watch();
      people.holding.set('security', held('lee'));
      await step('lee', id, 'sign-offs', { section: 'security' });
      await as('ann')
        .put(`/reviews/${id}/answers/secrets`, { version: 2, note: 'Again' })
        .expect(200);
      const signOff = await signOffOf(id);
      expect(signOff).toMatchObject({
        state: 'stale',
        asked: { title: 'lee' },
      });
      expect(signOff?.problem).toBeUndefined();
    });

    it('go to those who hold the role in turn, within a round and from round to round', async () => {
      const world = await setUp();
      const { people, shares, watch, withStale } = world;
      for (const name of ['checkout', 'ledger', 'billing']) {
        await withStale(name);
      }
      people.holding.set('security', held('abe', 'lee'));
      await watch();
      expect(await shares('abe', 'lee')).toEqual([2, 1]);

      people.holding.set('security', held('kim'));
      await withStale('search');
      people.holding.set('security', held('abe', 'lee'));
      await watch();
      expect(await shares('abe', 'lee')).toEqual([2, 2]);
      world.clock.now = new Date('2026-03-03T09:00:00Z');
      people.holding.set('security', held('kim'));
      await withStale('basket');
      people.holding.set('security', held('abe', 'lee'));
      await watch();
      expect(await shares('abe', 'lee')).toEqual([3, 2]);
    });

    it('of one review go to one person', async () => {
      const world = await setUp();
      const { as, people, shares, watch } = world;
      await world.putChecklist(
        checklist({
          operations: [control('runbook')],
          testing: [control('load')],
          security: [control('secrets')],
        }),
      );
      const id = await world.approve(await world.addService('checkout'));
      for (const answer of ['runbook', 'load']) {
        await as('ann')
          .put(`/reviews/${id}/answers/${answer}`, { version: 1, note: 'New' })
          .expect(200);
      }
      people.holding.set('sre-lead', held('sid', 'sue'));
      await watch();
      expect(await shares('sid', 'sue')).toEqual([2, 0]);
    });

    it('are handed on although another review fails', async () => {
      const world = await setUp();
      const { logger, people, signOffOf, withStale } = world;
      const owners = new Map([
        [await withStale('checkout', 'group:default/pay'), 'group:default/pay'],
        [await withStale('ledger', 'group:default/shop'), 'group:default/shop'],
      ]);
      const [first, second] = [...owners.keys()].sort();
      const holders = people.holders.bind(people);
      people.holders = async (role, owned) => {
        if (owned.owner === owners.get(first)) throw new Error('No catalog');
        return holders(role, owned);
      };
      people.holding.set('security', held('lee'));
      await world.watch();
      expect((await signOffOf(first))?.asked).toMatchObject({ title: 'kim' });
      expect((await signOffOf(second))?.asked).toMatchObject({ title: 'lee' });
      expect(logger.warn).toHaveBeenCalledWith(
        `Review ${first} could not be handed on: No catalog`,
      );
    });
  },
);
