import { TestDatabases } from '@backstage/backend-test-utils';
import {
  contributorsSchema,
  sloQueriesSchema,
  sloRulesSchema,
} from '@gold-layer/backstage-plugin-common';
import { id, storyOverHttp } from './__testUtils__/checkoutStory';
import { addSlo } from './__testUtils__/sloRows';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'what one SLO rests on on %s',
  database => {
    const setUp = async () => storyOverHttp(await databases.init(database));

    it('asks its source for contributors and queries, once a minute for everybody', async () => {
      const { get, source, world } = await setUp();
      const found = contributorsSchema.parse(
        await get(`/slos/${id}/contributors?minutes=100`),
      );
      expect(found).toMatchObject({
        label: 'route',
        labels: ['route', 'code'],
        windowMinutes: 360,
        items: [{ value: '/pay', bad: 7, share: 1 }],
      });
      await get(`/slos/${id}/contributors?minutes=300`);
      await get(`/slos/${id}/contributors?label=code`);
      const queries = sloQueriesSchema.parse(await get(`/slos/${id}/queries`));
      expect(queries.items[0]).toMatchObject({ name: 'bad', answer: '3' });
      await get(`/slos/${id}/queries`, 'max');
      expect(source.asked).toEqual([
        'route over 360',
        'code over 1440',
        'explain',
      ]);
      world.clock.now = new Date('2026-11-27T12:02:00Z');
      await get(`/slos/${id}/queries`);
      expect(source.asked).toHaveLength(4);
      const { body } = await world
        .as('ann')
        .get(`/slos/${id}/contributors?label=customer`)
        .expect(400);
      expect(body.error.message).toMatch(/one of route, code.*'customer'/);
    });

    it('tells when the source fails, without asking it again at once', async () => {
      const { get, source } = await setUp();
      source.failure = new Error('refused with Bearer abcdef');
      for (const path of ['contributors', 'queries', 'queries']) {
        const { problem, items } = await get(`/slos/${id}/${path}`);
        expect(problem).toContain('The source failed');
        expect(problem).not.toContain('abcdef');
        expect(items).toEqual([]);
      }
      expect(source.asked).toHaveLength(2);
    });

    it('says so where there is nobody to ask', async () => {
      const { get, source, world } = await setUp();
      await addSlo(world.database, 'default.checkout.pushed', {
        num: 10,
        sli: { kind: 'pushed' },
      });
      await addSlo(world.database, 'default.checkout.plain', { num: 11 });
      await addSlo(world.database, 'default.checkout.foreign', {
        num: 12,
        sli: {
          kind: 'raw',
          rawType: 'success',
          raw: { type: 'datadog', query: 'x' },
        },
      });
      const problem = async (path: string) => (await get(path)).problem;
      expect(await problem('/slos/default.checkout.pushed/queries')).toMatch(
        /numbers are pushed/,
      );
      expect(
        await problem('/slos/default.checkout.pushed/contributors'),
      ).toMatch(/numbers are pushed/);
      expect(
        await problem('/slos/default.checkout.plain/contributors'),
      ).toMatch(/names no labels/);
      expect(await problem('/slos/default.checkout.foreign/queries')).toMatch(
        /type 'datadog'/,
      );
      expect(source.asked).toEqual([]);
    });

    it('has rules, with what differs from those loaded', async () => {
      const { get, world } = await setUp();
      const rules = sloRulesSchema.parse(await get(`/slos/${id}/rules`));
      expect(rules).toMatchObject({
        state: 'different',
        checkedAt: '2026-11-27T12:00:00.000Z',
      });
      expect(rules.text).toContain(`gold-layer:${id}`);
      expect(rules.diff).toMatch(/^--- loaded[\s\S]*^-groups: \[\]/m);
      expect(rules.diff).toMatch(/^\+.*gold_layer:sli_error:ratio1h/m);
      await addSlo(world.database, 'default.checkout.pushed', {
        num: 10,
        sli: { kind: 'pushed' },
      });
      expect(await get('/slos/default.checkout.pushed/rules')).toMatchObject({
        state: 'not-needed',
        sentence: expect.stringContaining('pushed'),
      });
    });
  },
);
