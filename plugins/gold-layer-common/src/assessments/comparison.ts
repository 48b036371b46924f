/** What a series is made of: published grades and their score. */
export interface Graded {
  grades: Readonly<Record<string, number>>;
  score?: number;
}

/** The middle value; of an even number of values the mean of the two in the middle. None of nothing. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Several assessments as one: per dimension the median of the grades there
 * are. A dimension that none of them has (an older version of the rubric,
 * say) is left out.
 */
export function medianOf(
  assessments: readonly Graded[],
  dimensions: readonly string[],
): { n: number; grades: Record<string, number>; score?: number } {
  const grades: Record<string, number> = {};
  for (const dimension of dimensions) {
    const middle = median(present(assessments.map(it => it.grades[dimension])));
    if (middle !== undefined) grades[dimension] = middle;
  }
  return {
    n: assessments.length,
    grades,
    score: median(present(assessments.map(it => it.score))),
  };
}

function present(values: readonly (number | undefined)[]): number[] {
  return values.filter(value => value !== undefined);
}
