import {
  bandOf,
  nextDue,
  scoreOf,
  type RubricDocument,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { serviceRef } from '../catalog';
import { insertRows } from '../insert';
import { idOf } from './plan';

const dayMs = 24 * 3_600_000;
const author = 'user:default/person-0-1';

/** The rubric that services are assessed by: eight dimensions. */
export interface BenchRubric extends Pick<
  RubricDocument['spec'],
  'scoring' | 'dimensions' | 'bands'
> {
  name: string;
  title: string;
  version: string;
  highest: number;
}

/** Writes a published assessment of each of some services. */
export async function writeAssessments(
  knex: Knex,
  options: { from: number; count: number; rubric: BenchRubric; now: number },
): Promise<void> {
  const { count, from, now, rubric } = options;
  const version = await knex('definition_versions')
    .where({ kind: 'Rubric', name: rubric.name, in_force: 1 })
    .first('hash');
  const numbers = Array.from({ length: count }, (_, i) => from + i);
  const all = numbers.map(number =>
    assessmentOf(number, { rubric, hash: version.hash, now }),
  );
  await knex.transaction(async tx => {
    await insertRows(
      tx,
      'assessments',
      all.map(it => it.assessment),
    );
    await insertRows(
      tx,
      'assessment_grades',
      all.flatMap(it => it.grades),
    );
    await insertRows(
      tx,
      'assessment_latest',
      all.map(it => it.latest),
    );
    await insertRows(
      tx,
      'assessment_latest_grades',
      all.flatMap(it => it.latestGrades),
    );
  });
}

function assessmentOf(
  number: number,
  options: { rubric: BenchRubric; hash: string; now: number },
) {
  const { hash, now, rubric } = options;
  const id = idOf('assessment', number);
  const subject = serviceRef(number);
  const grades = Object.fromEntries(
    rubric.dimensions.map((dimension, n) => [
      dimension.id,
      dimension.grades[(number * 7 + n * 3) % dimension.grades.length].grade,
    ]),
  );
  const score = scoreOf(rubric, grades) ?? 0;
  const band = bandOf(rubric.bands, score);
  const publishedAt = now - (number % 250) * dayMs;
  const due = nextDue(publishedAt, 'P6M');
  const of = { rubric: rubric.name, subject_ref: subject };
  return {
    assessment: {
      ...of,
      id,
      rubric_title: rubric.title,
      rubric_version: rubric.version,
      rubric_hash: hash,
      subject_kind: 'service',
      subject_title: `Service ${number}`,
      sort_name: `service ${number}`,
      state: 'published',
      open_key: null,
      graded: rubric.dimensions.length,
      dimensions: rubric.dimensions.length,
      score,
      highest: rubric.highest,
      band: band?.name ?? '',
      band_title: band?.title ?? '',
      previous_id: null,
      started_by: author,
      started_at: publishedAt - dayMs,
      updated_by: author,
      updated_at: publishedAt,
      published_by: author,
      published_at: publishedAt,
      next_due: due,
      version: 9,
    },
    grades: Object.entries(grades).map(([dimension, grade]) => ({
      assessment_id: id,
      dimension,
      grade,
      note: 'As seen in the last quarter',
      evidence: '[]',
      suggested_grade: null,
      suggested_reason: null,
      graded_by: author,
      graded_at: publishedAt,
      version: 1,
    })),
    latest: {
      ...of,
      assessment_id: id,
      score,
      band: band?.name ?? '',
      published_at: publishedAt,
      next_due: due,
      grades: JSON.stringify(grades),
    },
    latestGrades: Object.entries(grades).map(([dimension, grade]) => ({
      ...of,
      dimension,
      grade,
    })),
  };
}
