import { median, medianOf } from './comparison';
import { BandDocument, RubricDocument, rubricDocumentSchema } from './document';
import { isDueSoon, isOverdue, nextDue } from './due';
import { summarizePortfolio } from './portfolio';
import { rubricFactName, rubricFacts } from './rubricFacts';
import { rubricProblems } from './rubricProblems';
import { bandOf, countGraded, scoreOf, scoreRange } from './score';
import { JudgedGrade, suggestGrade } from './suggestion';

const grades = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    grade: from + index,
    title: `Grade ${from + index}`,
    description: 'Something to be seen.',
  }));

function rubric(spec: Record<string, unknown> = {}): RubricDocument {
  return rubricDocumentSchema.parse({
    apiVersion: 'gold-layer.io/v1',
    kind: 'Rubric',
    metadata: {
      name: 'care',
      title: 'Care',
      description: 'How well it is cared for.',
      version: '1.0.0',
    },
    spec: {
      subjects: ['service'],
      scoring: 'sum',
      cadence: 'P6M',
      dimensions: ['a', 'b'].map(id => ({
        id,
        title: id,
        question: 'Well?',
        grades: grades(1, 5),
      })),
      bands: [
        { name: 'low', title: 'Low', from: 2, nextStep: 'Begin.' },
        { name: 'high', title: 'High', from: 7, nextStep: 'Go on.' },
      ],
      ...spec,
    },
  });
}

const weighted = rubric({
  scoring: 'weighted',
  dimensions: [
    {
      id: 'a',
      title: 'A',
      question: 'Well?',
      weight: 60,
      grades: grades(0, 5),
    },
    {
      id: 'b',
      title: 'B',
      question: 'Well?',
      weight: 40,
      grades: grades(0, 3),
    },
  ],
  bands: [{ name: 'any', title: 'Any', from: 0, nextStep: 'Go on.' }],
});

describe('score', () => {
  it.each([
    ['a sum', rubric(), { a: 2, b: 5 }, 7],
    ['a weighted one', weighted, { a: 3, b: 3 }, 76],
    ['thirds without their tail', weighted, { a: 0, b: 1 }, 13.333333],
    ['the lowest grades', weighted, { a: 0, b: 0 }, 0],
    ['the highest grades', weighted, { a: 5, b: 3 }, 100],
    ['a missing grade', rubric(), { a: 5 }, undefined],
    ['no grade', rubric(), {}, undefined],
    ['a grade of something else', rubric(), { a: 1, c: 5 }, undefined],
  ])('of %s', (_, { spec }, given, score) => {
    expect(scoreOf(spec, given)).toBe(score);
  });

  it('counts only grades of the rubric, and a zero is one', () => {
    expect(countGraded(weighted.spec, { a: 0, c: 3 })).toBe(1);
  });

  it('knows how far it reaches', () => {
    expect(scoreRange(rubric().spec)).toEqual({ lowest: 2, highest: 10 });
    expect(scoreRange(weighted.spec)).toEqual({ lowest: 0, highest: 100 });
  });
});

describe('band', () => {
  const bands: BandDocument[] = (
    [
      ['firefighting', 8],
      ['foundation', 17],
      ['maturing', 25],
      ['advanced', 33],
    ] as const
  ).map(([name, from]) => ({ name, title: name, from, nextStep: name }));

  it.each([
    [7, undefined],
    [8, 'firefighting'],
    [16, 'firefighting'],
    [16.999999, 'firefighting'],
    [17, 'foundation'],
    [24, 'foundation'],
    [25, 'maturing'],
    [32, 'maturing'],
    [33, 'advanced'],
    [40, 'advanced'],
  ])('of %d is %s, with its next step', (score, name) => {
    const band = bandOf(bands, score);
    expect(band?.name).toBe(name);
    expect(band?.nextStep).toBe(name);
  });
});

describe('suggestion', () => {
  const unknown = { unknown: 'There is no value yet.' };
  const judged = (...outcomes: JudgedGrade['outcome'][]): JudgedGrade[] =>
    outcomes.map((outcome, index) => ({
      grade: index + 1,
      title: `Grade ${index + 1}`,
      outcome,
      because: outcome === undefined ? undefined : `Reason ${index + 1}.`,
    }));
  const none = undefined;

  it.each<[string, JudgedGrade[], number | undefined]>([
    ['no rule at all', judged(none, none, none), undefined],
    ['every rule holds', judged(none, true, true), 3],
    ['grades without a rule are passed by', judged(none, true, none, true), 4],
    [
      'a gap between rules that hold ends it',
      judged(none, true, false, true),
      2,
    ],
    ['so does a rule without an answer', judged(none, true, unknown, true), 2],
    ['the first rule does not hold', judged(none, false, true), 1],
    ['the first rule has no answer', judged(none, unknown, true), undefined],
    ['the first rule stands higher', judged(none, none, false), 1],
    ['the lowest has a rule that fails', judged(false, true), undefined],
    ['the lowest has a rule that holds', judged(true, false), 1],
  ])('when %s', (_, all, grade) => {
    expect(suggestGrade(all)?.grade).toBe(grade);
  });

  it('says what speaks for it and what is missing for more', () => {
    expect(suggestGrade(judged(none, true, false))?.reason).toBe(
      'Reason 2. Not “Grade 3” (3): Reason 3.',
    );
    expect(suggestGrade(judged(none, false))?.reason).toBe(
      'Not “Grade 2” (2): Reason 2.',
    );
  });
});

describe('next due', () => {
  const at = Date.parse('2026-01-31T12:00:00Z');

  it.each([
    ['P1M', '2026-02-28T12:00:00Z'],
    ['P3M', '2026-04-30T12:00:00Z'],
    ['P90D', '2026-05-01T12:00:00Z'],
    ['P1Y', '2027-01-31T12:00:00Z'],
  ])('after %s', (cadence, due) => {
    expect(nextDue(at, cadence)).toBe(Date.parse(due));
  });

  it.each([
    [undefined, false, false],
    [at - 1, true, true],
    [at, true, true],
    [at + 1, false, true],
    [at + 14 * 86_400_000, false, true],
    [at + 14 * 86_400_000 + 1, false, false],
  ])('%p is judged on the moment', (due, overdue, soon) => {
    expect(isOverdue(due, at)).toBe(overdue);
    expect(isDueSoon(due, at)).toBe(soon);
  });
});

describe('comparison', () => {
  it.each([
    [[], undefined],
    [[3], 3],
    [[5, 1, 3], 3],
    [[1, 2, 4, 5], 3],
    [[10, 9, 2], 9],
  ])('the median of %j', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('leaves out dimensions that nobody has, and counts everybody', () => {
    expect(
      medianOf(
        [
          { grades: { a: 1, old: 5 }, score: 10 },
          { grades: { a: 4, b: 2 }, score: 20 },
        ],
        ['a', 'b', 'c'],
      ),
    ).toEqual({ n: 2, grades: { a: 2.5, b: 2 }, score: 15 });
    expect(medianOf([], ['a'])).toEqual({ n: 0, grades: {}, score: undefined });
  });
});

describe('portfolio', () => {
  it('sums up what there is and names the weakest dimension of each team', () => {
    const summary = summarizePortfolio(rubric().spec, [
      {
        team: 'group:default/x',
        band: 'low',
        overdue: true,
        grades: { a: 1, b: 3 },
      },
      { team: 'group:default/x', band: 'high', grades: { a: 3, b: 5 } },
      { team: 'group:default/y', band: 'low', grades: { a: 2, b: 1 } },
      { team: 'group:default/z' },
      { band: 'gone', grades: { a: 5 } },
    ]);
    expect(summary).toEqual({
      subjects: 5,
      assessed: 4,
      overdue: 1,
      bands: [
        { band: 'low', title: 'Low', subjects: 2 },
        { band: 'high', title: 'High', subjects: 1 },
      ],
      dimensions: [
        { dimension: 'a', title: 'a', highest: 5, mean: 2.75, n: 4 },
        { dimension: 'b', title: 'b', highest: 5, mean: 3, n: 3 },
      ],
      teams: [
        { team: 'group:default/y', assessed: 1, dimension: 'b', mean: 1 },
        { team: 'group:default/x', assessed: 2, dimension: 'a', mean: 2 },
      ],
    });
  });

  it('compares scales of different length as shares', () => {
    const { teams } = summarizePortfolio(weighted.spec, [
      { team: 'group:default/x', grades: { a: 3, b: 2 } },
    ]);
    expect(teams[0].dimension).toBe('a');
  });

  it('has no mean of nothing', () => {
    const { dimensions } = summarizePortfolio(rubric().spec, []);
    expect(dimensions.map(({ mean, n }) => [mean, n])).toEqual([
      [undefined, 0],
      [undefined, 0],
    ]);
  });
});

describe('what is wrong with a rubric', () => {
  const dimension = (over: Record<string, unknown>) => ({
    id: 'a',
    title: 'A',
    question: 'Well?',
    grades: grades(1, 5),
    ...over,
  });
  const bands = (...starts: number[]) =>
    starts.map((from, index) => ({
      name: `b${index}`,
      title: 'B',
      from,
      nextStep: 'Go on.',
    }));

  it.each<[string, RubricDocument, string[]]>([
    ['nothing', rubric(), []],
    ['nothing with weights', weighted, []],
    [
      'a gap between grades',
      rubric({
        dimensions: [dimension({ grades: [...grades(1, 2), ...grades(4, 5)] })],
        bands: bands(1),
      }),
      [
        'spec.dimensions.0.grades.2.grade: Grades stand lowest first without gaps: expected 3, found 4',
        'spec.dimensions.0.grades.3.grade: Grades stand lowest first without gaps: expected 4, found 5',
      ],
    ],
    [
      'a dimension twice',
      rubric({ dimensions: [dimension({}), dimension({})] }),
      ["spec.dimensions.1.id: Another dimension is already named 'a'"],
    ],
    [
      'weights that add up to something else',
      rubric({
        scoring: 'weighted',
        dimensions: [dimension({ weight: 99.5 })],
        bands: bands(19.9),
      }),
      [
        'spec.dimensions: Weights of a weighted rubric add up to 100; these add up to 99.5',
      ],
    ],
    [
      'a first band above the lowest score',
      rubric({ bands: bands(3, 7) }),
      [
        'spec.bands.0.from: The first band begins at the lowest possible score, 2; found 3',
      ],
    ],
    [
      'bands that do not ascend',
      rubric({ bands: bands(2, 7, 7) }),
      [
        'spec.bands.2.from: Bands stand lowest first: expected more than 7, found 7',
      ],
    ],
    [
      'a band out of reach',
      rubric({ bands: bands(2, 11) }),
      [
        'spec.bands.1.from: No score reaches this band: the highest possible one is 10, found 11',
      ],
    ],
  ])('%s', (_, document, problems) => {
    expect(
      rubricProblems(document).map(
        ({ path, reason }) => `${path.join('.')}: ${reason}`,
      ),
    ).toEqual(problems);
  });
});

describe('facts', () => {
  it.each([
    ['sre-maturity', 'assessment.sreMaturity.score'],
    ['chaos', 'assessment.chaos.score'],
    ['ci-cd', 'assessment.ciCd.score'],
    ['wave-2', 'assessment.wave2.score'],
  ])('of %s are named after it', (name, fact) => {
    expect(rubricFactName(name, 'score')).toBe(fact);
  });

  it('are about services only', () => {
    expect(rubricFacts(rubric())).toHaveLength(4);
    expect(rubricFacts(rubric({ subjects: ['team'] }))).toEqual([]);
  });
});
