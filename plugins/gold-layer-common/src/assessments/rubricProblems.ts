import type { DimensionDocument, RubricDocument } from './document';
import { scoreRange } from './score';

/** Something wrong within a rubric, and where: keys and indexes from the document's root. */
export interface RubricProblem {
  path: (string | number)[];
  reason: string;
}

/** What is wrong with a rubric beyond its schema, except for its rules. */
export function rubricProblems({ spec }: RubricDocument): RubricProblem[] {
  return [
    ...spec.dimensions.flatMap((dimension, index) =>
      gradeProblems(dimension, ['spec', 'dimensions', index]),
    ),
    ...twice(spec.dimensions.map(({ id }) => id)).map(
      ({ index, value }): RubricProblem => ({
        path: ['spec', 'dimensions', index, 'id'],
        reason: `Another dimension is already named '${value}'`,
      }),
    ),
    ...weightProblems(spec),
    ...bandProblems(spec),
  ];
}

/** Grades stand lowest first, each one above the last, and something is above zero to divide by. */
function gradeProblems(
  { grades }: DimensionDocument,
  path: (string | number)[],
): RubricProblem[] {
  return grades.flatMap(({ grade }, index): RubricProblem[] => {
    const wanted = grades[0].grade + index;
    return grade === wanted
      ? []
      : [
          {
            path: [...path, 'grades', index, 'grade'],
            reason: `Grades stand lowest first without gaps: expected ${wanted}, found ${grade}`,
          },
        ];
  });
}

function weightProblems(spec: RubricDocument['spec']): RubricProblem[] {
  if (spec.scoring !== 'weighted') return [];
  const sum = spec.dimensions.reduce((total, { weight }) => total + weight, 0);
  return Math.abs(sum - 100) < 1e-9
    ? []
    : [
        {
          path: ['spec', 'dimensions'],
          reason: `Weights of a weighted rubric add up to 100; these add up to ${Number(sum.toFixed(6))}`,
        },
      ];
}

/** Bands begin at the lowest possible score, ascend, and none lies out of reach. */
function bandProblems(spec: RubricDocument['spec']): RubricProblem[] {
  const { lowest, highest } = scoreRange(spec);
  const problems: RubricProblem[] = [];
  spec.bands.forEach(({ from }, index) => {
    const path = ['spec', 'bands', index, 'from'];
    const before = spec.bands[index - 1];
    if (!before && from !== lowest) {
      problems.push({
        path,
        reason: `The first band begins at the lowest possible score, ${lowest}; found ${from}`,
      });
    } else if (before && from <= before.from) {
      problems.push({
        path,
        reason: `Bands stand lowest first: expected more than ${before.from}, found ${from}`,
      });
    } else if (from > highest) {
      problems.push({
        path,
        reason: `No score reaches this band: the highest possible one is ${highest}, found ${from}`,
      });
    }
  });
  const names = spec.bands.map(({ name }) => name);
  return [
    ...problems,
    ...twice(names).map(({ index, value }): RubricProblem => ({
      path: ['spec', 'bands', index, 'name'],
      reason: `Another band is already named '${value}'`,
    })),
  ];
}

function twice(values: string[]): { index: number; value: string }[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ index, value }] : [],
  );
}
