import { TestDatabases } from '@backstage/backend-test-utils';
import { pastAssessmentSchema } from '@gold-layer/backstage-plugin-common';
import {
  checkout,
  createAssessmentWorld,
  payments,
} from './__testUtils__/createAssessmentWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const origin = { source: 'sheet', title: 'the old sheet' };

function past(more: object = {}) {
  return pastAssessmentSchema.parse({
    kind: 'assessment',
    key: 'row 1',
    subject: checkout,
    rubric: 'care',
    by: 'user:default/ann',
    at: '2026-01-10T09:00:00Z',
    grades: { docs: { grade: 2, note: 'Half of it.' }, tests: { grade: 3 } },
    ...more,
  });
}

describe.each(databases.eachSupportedId())(
  'assessments from before the portal on %s',
  id => {
    async function setUp() {
      const world = await createAssessmentWorld(await databases.init(id));
      const { importer } = world.assessments;
      const list = async () => {
        const { body } = await world.by('boss').get('/assessments');
        return body.items as { id: string }[];
      };
      return { ...world, importer, list };
    }

    it('are taken over once, with score, band and the date of the next', async () => {
      const { by, importer, list } = await setUp();
      expect(await importer.import(past(), origin)).toEqual({
        status: 'imported',
        service: checkout,
      });
      expect(await importer.import(past(), origin)).toEqual({
        status: 'known',
      });
      const found = await list();
      expect(found).toMatchObject([
        {
          state: 'published',
          score: 5,
          publishedBy: { title: 'Ann' },
          publishedAt: '2026-01-10T09:00:00.000Z',
          nextDue: '2026-07-10T09:00:00.000Z',
        },
      ]);
      const { body } = await by('boss').get(`/assessments/${found[0].id}`);
      expect(body.gradings).toMatchObject([
        { dimension: 'docs', grade: 2, note: 'Half of it.' },
        { dimension: 'tests', grade: 3 },
      ]);
    });

    it('leave the latest one the latest, in whatever order they come', async () => {
      const { importer, list } = await setUp();
      const later = past({ key: 'row 2', at: '2026-05-10T09:00:00Z' });
      await importer.import(later, origin);
      await importer.import(past(), origin);
      expect(await list()).toMatchObject([
        { nextDue: '2026-11-10T09:00:00.000Z' },
        { publishedAt: '2026-01-10T09:00:00.000Z', overdue: false },
      ]);
    });

    it('are of teams as well', async () => {
      const { importer } = await setUp();
      const team = past({ subject: payments });
      expect(await importer.import(team, origin)).toEqual({
        status: 'imported',
        service: undefined,
      });
    });

    it('wait for their subject', async () => {
      const { importer } = await setUp();
      const unknown = past({ subject: 'component:default/later' });
      expect(await importer.import(unknown, origin)).toMatchObject({
        status: 'waits',
      });
    });

    it.each([
      [
        'a grade that there is not',
        { grades: { docs: { grade: 9 }, tests: { grade: 1 } } },
        /^grades\.docs: expected 1 to 3, found 9/,
      ],
      [
        'a dimension that there is not',
        { grades: { tea: { grade: 1 } } },
        /^grades: expected docs, tests, found 'tea'/,
      ],
      [
        'a dimension missing',
        { grades: { docs: { grade: 1 } } },
        /^grades: not graded are tests/,
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
