import type {
  Grading,
  Person,
  Suggestion,
} from '@gold-layer/backstage-plugin-common';
import type { StoredGrading } from '../records';
import type { CompiledRubric } from '../rubrics/compileRubric';
import { toTime } from './presentSummary';

/** The dimensions of an assessment, in the rubric's order. */
export function presentGradings(
  rubric: CompiledRubric,
  gradings: readonly StoredGrading[],
  options: {
    names: ReadonlyMap<string, Person>;
    /** Grades of the assessment before. */
    last: Readonly<Record<string, number>> | undefined;
    suggestionOf: (grading: StoredGrading) => Suggestion | undefined;
  },
): Grading[] {
  const { names, last, suggestionOf } = options;
  const byDimension = new Map(gradings.map(it => [it.dimension, it]));
  return rubric.document.spec.dimensions.flatMap(({ id }) => {
    const it = byDimension.get(id);
    if (!it) return [];
    return [
      {
        dimension: id,
        grade: it.grade,
        note: it.note,
        evidence: it.evidence,
        suggestion: suggestionOf(it),
        last: last?.[id],
        gradedBy:
          it.gradedBy === undefined ? undefined : names.get(it.gradedBy),
        gradedAt: it.gradedAt === undefined ? undefined : toTime(it.gradedAt),
        version: it.version,
      },
    ];
  });
}
