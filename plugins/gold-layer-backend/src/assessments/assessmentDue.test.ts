import {
  mockCredentials,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { FactValue } from '@gold-layer/backstage-plugin-common';
import type { Collection } from '@gold-layer/backstage-plugin-node';
import { serviceWithEntity } from '../facts/__testUtils__/serviceWithEntity';
import {
  checkout,
  createAssessmentWorld,
  payments,
} from './__testUtils__/createAssessmentWorld';
import { tellDue } from './tellDue';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

async function setUp(id: TestDatabaseId) {
  const world = await createAssessmentWorld(await databases.init(id));
  const { assessments, people } = world;
  return {
    ...world,
    async tasksOf(name: string) {
      const credentials = mockCredentials.user(`user:default/${name}`);
      const actor = await people.actor(credentials);
      const tasks = await assessments.tasks.tasksOf(actor, { credentials });
      return tasks.map(({ title, reason, due, overdue }) => ({
        title,
        reason,
        due,
        overdue,
      }));
    },
  };
}

describe.each(databases.eachSupportedId())('what is due on %s', id => {
  it('waits for members of the owning group, two weeks ahead and until it is done', async () => {
    const { assess, by, clock, tasksOf } = await setUp(id);
    await assess(checkout, { docs: 1, tests: 1 });
    await assess(payments, { docs: 1, tests: 1 });
    clock.now = new Date('2026-12-01T11:59:59Z');
    expect(await tasksOf('ann')).toEqual([]);
    clock.now = new Date('2026-12-01T12:00:00Z');
    const due = {
      reason: 'Last assessed 15 Jun 2026; due 15 Dec 2026.',
      due: '2026-12-15T12:00:00.000Z',
      overdue: false,
    };
    expect(await tasksOf('ann')).toEqual(
      expect.arrayContaining([
        { title: 'Assess Checkout again by “Care”', ...due },
        { title: 'Assess Payments again by “Care”', ...due },
      ]),
    );
    expect(await tasksOf('cy')).toEqual([]);
    expect(await tasksOf('nobody')).toEqual([]);

    clock.now = new Date('2026-12-15T12:00:00Z');
    await by('ann').post('/assessments', { subject: checkout, rubric: 'care' });
    const tasks = await tasksOf('ann');
    expect(tasks).toHaveLength(2);
    expect(tasks).toContainEqual({
      title: 'Finish the assessment “Care” of Checkout',
      reason: '0 of 2 dimensions are graded.',
      due: '2026-12-15T12:00:00.000Z',
      overdue: true,
    });
    await assess(checkout, { docs: 1, tests: 1 });
    await assess(payments, { docs: 1, tests: 1 });
    expect(await tasksOf('ann')).toEqual([]);
  });

  it('is told to the owning group once when it is soon and once when it is late', async () => {
    const { assess, clock, database, told } = await setUp(id);
    const done = await assess(checkout, { docs: 1, tests: 1 });
    await assess('component:default/ads', { docs: 1, tests: 1 });
    await database('services').where('name', 'ads').delete();
    const options = {
      database,
      notices: { send: async (all: typeof told) => void told.push(...all) },
      now: () => clock.now,
    };
    await tellDue(options);
    expect(told).toEqual([]);
    clock.now = new Date('2026-12-10T12:00:00Z');
    await tellDue(options);
    clock.now = new Date('2026-12-16T12:00:00Z');
    await tellDue(options);
    expect(
      told.map(({ to, title, key, once, path }) => ({
        to,
        title,
        key,
        once,
        path,
      })),
    ).toEqual([
      {
        to: [payments],
        title: 'The assessment “Care” of Checkout is due soon',
        key: `assessment-due/${done.id}`,
        once: true,
        path: `/assessments/${done.id}`,
      },
      {
        to: [payments],
        title: 'The assessment “Care” of Checkout is overdue',
        key: `assessment-overdue/${done.id}`,
        once: true,
        path: `/assessments/${done.id}`,
      },
    ]);
  });
});

describe.each(databases.eachSupportedId())('facts on %s', id => {
  it('say what the latest assessment says, and follow the rubrics in force', async () => {
    const { assess, clock, definitions, files, registry, source } =
      await setUp(id);
    const factsOf = async (name: string) => {
      const found: Record<string, FactValue> = {};
      const outcomes: Collection['outcome'][] = [];
      for await (const it of source.collect([serviceWithEntity(name)])) {
        outcomes.push(it.outcome);
        if (it.outcome !== 'facts') continue;
        for (const { fact, value } of it.facts) found[fact] = value;
      }
      return [...outcomes, found];
    };
    expect(await factsOf('checkout')).toEqual(['absent', {}]);
    await assess(checkout, { docs: 1, tests: 1 });
    clock.now = new Date('2026-07-15T12:00:00Z');
    await assess(checkout, { docs: 3, tests: 3 });
    const published = {
      'assessment.care.score': 6,
      'assessment.care.band': 'good',
      'assessment.care.assessedAt': '2026-07-15T12:00:00.000Z',
    };
    expect(await factsOf('checkout')).toEqual([
      'facts',
      { ...published, 'assessment.care.overdue': false },
    ]);
    clock.now = new Date('2027-01-15T12:00:00Z');
    expect(await factsOf('checkout')).toEqual([
      'facts',
      { ...published, 'assessment.care.overdue': true },
    ]);
    const defined = () =>
      registry
        .all()
        .filter(fact => fact.source === 'assessments')
        .map(({ name }) => name);
    expect(defined()).toHaveLength(4);
    files.text = files.text.replace(
      'name: care\n  title',
      'name: fresh-care\n  title',
    );
    await definitions.reload();
    expect(defined()[0]).toBe('assessment.freshCare.score');
    expect(await factsOf('checkout')).toEqual(['absent', {}]);
  });
});
