import type { Knex } from 'knex';
import { gradesOf, WholeAssessment } from '../records';
import type { AssessmentRow, LatestRow } from './assessmentRows';

/** Puts a freshly published assessment in the place of the last one of its subject, which is not due any more. */
export async function replaceLatest(
  tx: Knex.Transaction,
  { assessment, gradings }: WholeAssessment,
): Promise<void> {
  const { id, rubric, subject } = assessment;
  const of = { rubric, subject_ref: subject };
  const grades = gradesOf(gradings);
  await tx<AssessmentRow>('assessments')
    .where({ ...of, state: 'published' })
    .whereNot('id', id)
    .whereNotNull('next_due')
    .update({ next_due: null });
  await tx<LatestRow>('assessment_latest')
    .insert({
      ...of,
      assessment_id: id,
      score: assessment.score,
      band: assessment.band ?? '',
      published_at: assessment.publishedAt,
      next_due: assessment.nextDue,
      grades: JSON.stringify(grades),
    })
    .onConflict(['rubric', 'subject_ref'])
    .merge();
  await tx('assessment_latest_grades').where(of).delete();
  await tx('assessment_latest_grades').insert(
    Object.entries(grades).map(([dimension, grade]) => ({
      ...of,
      dimension,
      grade,
    })),
  );
}
