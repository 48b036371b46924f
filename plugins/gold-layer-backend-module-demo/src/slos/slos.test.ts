import {
  readSloDocuments,
  remainingBudget,
} from '@gold-layer/backstage-plugin-common';
import { readOrganisation } from '../organisation/readOrganisation';
import { intervalsOf } from './intervals';
import { deployMarks, incidentMarks } from './marks';
import { promises } from './openSlo';
import { readSloStories, type SloStory } from './sloStories';

const now = Date.parse('2026-11-27T09:00:00Z');
const dayMs = 86_400_000;

describe('what the example company promises', () => {
  let stories: SloStory[];
  const story = (name: string) => {
    const found = stories.find(each => each.name === name);
    if (!found) throw new Error(`No story of ${name}`);
    return found;
  };

  beforeAll(async () => {
    stories = await readSloStories();
  });

  it('stands in the repositories as OpenSLO without any problem', async () => {
    const { repositories } = await readOrganisation();
    const read = [...repositories.values()].flatMap(({ component, files }) => {
      const text = files.get('slo/openslo.yaml');
      const service = `component:default/${component.metadata.name}`;
      return text ? [readSloDocuments(text, { service })] : [];
    });
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(read.flatMap(({ slos }) => slos.map(({ id }) => id)).sort()).toEqual(
      stories
        .flatMap(({ name }) =>
          promises.map(promised => `default.${name}.${promised}`),
        )
        .sort(),
    );
  });

  it.each([
    ['booking-desk', -0.4, -0.01],
    ['price-tide', -0.2, 0.1],
    ['beacon', 0.0, 0.5],
    ['till-api', 0.6, 0.95],
    ['front-door', 0.25, 0.7],
  ])('leaves %s between %d and %d of its budget', (name, low, high) => {
    const told = story(name);
    const intervals = intervalsOf(told, 'answered', {
      from: now - 28 * dayMs,
      to: now,
      stepMinutes: 60,
      firstTold: now,
    });
    const total = intervals.reduce((sum, each) => sum + each.total, 0);
    const good = intervals.reduce((sum, each) => sum + each.good, 0);
    const { objective } = told;
    const left = remainingBudget({ bad: total - good, total, objective });
    expect(left).toBeGreaterThan(low);
    expect(left).toBeLessThan(high);
  });

  it('is the same however often it is told, and never more good than there was', () => {
    for (const told of stories) {
      const telling = {
        from: now - dayMs,
        to: now,
        stepMinutes: 5,
        firstTold: now,
      };
      const once = intervalsOf(told, 'quick', telling);
      expect(intervalsOf(told, 'quick', telling)).toEqual(once);
      expect(once).toHaveLength(288);
      expect(
        once.filter(({ good, total }) => good > total || good < 0),
      ).toEqual([]);
    }
  });

  it('breaks where the story says so, and only when it is first told', () => {
    const told = story('booking-desk');
    const [incident] = incidentMarks(told, now);
    expect(incident).toMatchObject({
      kind: 'incident',
      from: '2026-11-23T09:50:00.000Z',
      to: '2026-11-23T10:04:00.000Z',
    });
    const worst = (firstTold?: number) =>
      Math.max(
        ...intervalsOf(told, 'answered', {
          from: now - 7 * dayMs,
          to: now,
          stepMinutes: 5,
          firstTold,
        }).map(({ good, total }) => (total - good) / total),
      );
    expect(worst(now)).toBeCloseTo(0.15, 2);
    expect(worst()).toBeLessThan(0.01);
  });

  it('is deployed on working days, or on Tuesdays', () => {
    const week = { from: now - 7 * dayMs, to: now };
    expect(deployMarks(story('till-api'), week)).toHaveLength(5);
    expect(
      deployMarks(story('till-refunds'), week).map(({ key }) => key),
    ).toEqual(['deploy-2026-11-24']);
  });
});
