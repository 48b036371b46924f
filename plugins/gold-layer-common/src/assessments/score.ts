import type { BandDocument, RubricDocument } from './document';

/** What scoring needs to know of a rubric. */
export type Scoring = Pick<
  RubricDocument['spec'],
  'scoring' | 'dimensions' | 'bands'
>;

/** Grades by dimension; a dimension that is not graded yet is absent. */
export type Grades = Readonly<Record<string, number | undefined>>;

/**
 * The score, once every dimension is graded: nothing is ever computed from
 * missing grades. `sum`: the grades added up. `weighted`: Σ weight × grade ÷
 * highest grade, so 0–100 where weights add up to 100.
 */
export function scoreOf(rubric: Scoring, grades: Grades): number | undefined {
  let score = 0;
  for (const { id, weight, grades: choices } of rubric.dimensions) {
    const grade = grades[id];
    if (grade === undefined) return undefined;
    score +=
      rubric.scoring === 'sum'
        ? grade
        : (weight * grade) / extreme(choices, Math.max);
  }
  return exact(score);
}

/** How many dimensions are graded, whatever else the grades may name. */
export function countGraded(rubric: Scoring, grades: Grades): number {
  return rubric.dimensions.filter(({ id }) => grades[id] !== undefined).length;
}

/** The lowest and the highest score that the rubric can yield. */
export function scoreRange(rubric: Scoring): {
  lowest: number;
  highest: number;
} {
  const all = (pick: typeof Math.max) =>
    Object.fromEntries(
      rubric.dimensions.map(({ id, grades }) => [id, extreme(grades, pick)]),
    );
  return {
    lowest: scoreOf(rubric, all(Math.min)) ?? 0,
    highest: scoreOf(rubric, all(Math.max)) ?? 0,
  };
}

/** The band that a score falls into: the last one that begins at or below it. */
export function bandOf(
  bands: readonly BandDocument[],
  score: number,
): BandDocument | undefined {
  return bands.findLast(({ from }) => from <= score);
}

function extreme(
  grades: readonly { grade: number }[],
  pick: typeof Math.max,
): number {
  return pick(...grades.map(({ grade }) => grade));
}

/** Takes away what binary fractions add, so that a band's edge is met exactly. */
function exact(score: number): number {
  return Number(score.toFixed(6));
}
