import {
  bandOf,
  FactValue,
  RubricDocument,
  scoreOf,
  scoreRange,
} from '@gold-layer/backstage-plugin-common';
import { definedFacts } from '../../definitions/definedFacts';
import { readBuiltIn } from '../../definitions/readBuiltIn';
import { compileRubric, verifyRubric } from './compileRubric';
import { suggestGrades } from './suggestGrades';

const { rubrics } = readBuiltIn();
const facts = definedFacts();
const now = new Date('2026-06-15T12:00:00Z');
const daysAgo = (days: number) =>
  new Date(now.getTime() - days * 24 * 3_600_000).toISOString();

function rubric(name: string): RubricDocument {
  const found = rubrics.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`No rubric is named '${name}'`);
  return found;
}

function suggestionsOf(name: string, known: Record<string, FactValue>) {
  const document = rubric(name);
  const compiled = compileRubric(
    {
      ...document.metadata,
      hash: name,
      origin: 'built-in',
      source: '',
      document,
    },
    facts,
  );
  return suggestGrades(compiled, {
    service: {
      ref: 'component:default/checkout',
      kind: 'component',
      namespace: 'default',
      name: 'checkout',
      tier: 'critical',
      tags: [],
      record: {},
    },
    facts: Object.entries(known).map(([fact, value]) => ({
      service: 'component:default/checkout',
      fact,
      value,
      source: 'any',
      collectedAt: now,
      changedAt: now,
    })),
    now,
  });
}

describe('the built-in rubrics', () => {
  it('are the seven of the domain, with their dimensions and scores', () => {
    expect(
      rubrics.map(({ metadata, spec }) => {
        const { lowest, highest } = scoreRange(spec);
        const size = spec.dimensions.length;
        return [metadata.name, size, lowest, highest, spec.bands.length];
      }),
    ).toEqual([
      ['chaos', 5, 0, 20, 5],
      ['ci-cd', 6, 0, 24, 5],
      ['configuration-management', 6, 0, 24, 5],
      ['operational-maturity', 6, 6, 30, 5],
      ['reliability-culture', 12, 0, 24, 4],
      ['reliability-quality', 8, 0, 100, 4],
      ['sre-maturity', 8, 8, 40, 4],
    ]);
  });

  it.each(rubrics.map(document => [document.metadata.name, document] as const))(
    '%s is without fault: grades, weights, bands and rules',
    (_, document) => {
      const others = rubrics.map(({ metadata }) => metadata.name);
      expect(verifyRubric(document, { facts, others })).toEqual([]);
    },
  );

  it.each(rubrics.map(document => [document.metadata.name, document] as const))(
    '%s describes each of its grades in words of its own',
    (_, { spec }) => {
      for (const { id, grades } of spec.dimensions) {
        const said = grades.map(({ description }) => description);
        expect([id, new Set(said).size]).toEqual([id, grades.length]);
      }
    },
  );

  it.each([
    [8, 'firefighting'],
    [16, 'firefighting'],
    [17, 'foundation'],
    [24, 'foundation'],
    [25, 'maturing'],
    [32, 'maturing'],
    [33, 'advanced'],
    [40, 'advanced'],
  ])('SRE maturity of %d is %s', (score, band) => {
    expect(bandOf(rubric('sre-maturity').spec.bands, score)?.name).toBe(band);
  });

  it('weigh reliability as the domain says', () => {
    const { spec } = rubric('reliability-quality');
    expect(spec.dimensions.map(({ weight }) => weight)).toEqual([
      20, 15, 15, 15, 10, 10, 10, 5,
    ]);
    const all = (grade: number) =>
      Object.fromEntries(spec.dimensions.map(({ id }) => [id, grade]));
    expect([0, 3, 5].map(grade => scoreOf(spec, all(grade)))).toEqual([
      0, 60, 100,
    ]);
  });

  it('reach a level when the dimensions reach it on average', () => {
    for (const name of ['chaos', 'ci-cd', 'configuration-management']) {
      const { spec } = rubric(name);
      expect(spec.bands.map(({ from }) => from)).toEqual(
        [0, 1, 2, 3, 4].map(level => level * spec.dimensions.length),
      );
    }
    expect(
      rubric('operational-maturity').spec.bands.map(({ from }) => from),
    ).toEqual([6, 12, 18, 24, 30]);
  });

  it('have six healthy signals and six warning signs', () => {
    const warnings = rubric('reliability-culture').spec.dimensions.filter(
      ({ title }) => title.startsWith('Warning sign'),
    );
    expect(warnings).toHaveLength(6);
  });

  it('suggest nothing of a service of which nothing is known', () => {
    for (const { metadata } of rubrics) {
      expect([...suggestionsOf(metadata.name, {})]).toEqual([]);
    }
  });

  it.each<[string, string, Record<string, FactValue>, number | undefined]>([
    ['sre-maturity', 'slos', { 'slo.count': 2 }, 2],
    ['sre-maturity', 'slos', { 'record.slos.declared': false }, undefined],
    [
      'sre-maturity',
      'slos',
      {
        'slo.count': 2,
        'observability.sli.coverage': 85,
        'slo.alerts.loaded': true,
      },
      4,
    ],
    [
      'sre-maturity',
      'chaos-engineering',
      { 'resilience.chaos.ranAt': daysAgo(120) },
      3,
    ],
    [
      'sre-maturity',
      'chaos-engineering',
      { 'resilience.chaos.ranAt': daysAgo(400) },
      2,
    ],
    ['sre-maturity', 'on-call-health', { 'oncall.rotation.size': 1 }, 1],
    [
      'sre-maturity',
      'on-call-health',
      {
        'oncall.rotation.size': 6,
        'record.onCall.escalationSteps': 2,
        'oncall.pagesPerShift.p50': 5,
        'oncall.offHoursPages.perWeek': 0,
      },
      4,
    ],
    ['ci-cd', 'frequency', { 'delivery.deploys.perWeek': 0.2 }, 0],
    ['ci-cd', 'frequency', { 'delivery.deploys.perWeek': 1 }, 2],
    ['ci-cd', 'frequency', { 'delivery.deploys.perWeek': 14 }, 4],
    ['ci-cd', 'lead-time', { 'delivery.leadTime.median': 48 }, 2],
    ['ci-cd', 'lead-time', { 'delivery.leadTime.median': 0.5 }, 4],
    ['chaos', 'practice', { 'resilience.chaos.ranAt': daysAgo(30) }, 2],
  ])('%s suggests %s from %j', (name, dimension, known, grade) => {
    expect(suggestionsOf(name, known).get(dimension)?.grade).toBe(grade);
  });

  it('say in words why', () => {
    const suggestion = suggestionsOf('ci-cd', {
      'delivery.deploys.perWeek': 1.5,
    }).get('frequency');
    expect(suggestion?.reason).toMatchInlineSnapshot(
      `"Deployments per week: 1.5 per week, needed at least 1 per week. Not “L3 Delivery to staging” (3): Deployments per week: 1.5 per week, needed at least 2 per week."`,
    );
  });
});
