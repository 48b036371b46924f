import type { SearchDocument } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { SearchSource } from '../search';
import { toTime } from './reading/presentSummary';
import { joinSubjects, subjectColumns, SubjectRow } from './reading/subjects';
import {
  AssessmentRow,
  GradeRow,
  toAssessment,
  toGrading,
} from './store/assessmentRows';

/** Lets the portal's search find assessments by subject, rubric, notes, evidence and people. */
export class AssessmentSearch implements SearchSource {
  readonly type = 'assessment';
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): AssessmentSearch {
    return new AssessmentSearch(options.database);
  }

  async page(options: {
    after: string | undefined;
    limit: number;
  }): Promise<SearchDocument[]> {
    const rows: (AssessmentRow & SubjectRow)[] = await joinSubjects(
      this.#knex('assessments'),
      'assessments',
    )
      .select('assessments.*', ...subjectColumns)
      .where('assessments.id', '>', options.after ?? '')
      .orderBy('assessments.id')
      .limit(options.limit);
    const grades = await this.#gradesOf(rows.map(({ id }) => id));
    return rows.map(row => toDocument(row, grades.get(row.id) ?? []));
  }

  async #gradesOf(ids: string[]): Promise<Map<string, GradeRow[]>> {
    const found = new Map<string, GradeRow[]>();
    for (const chunk of chunked(ids)) {
      const rows = await this.#knex<GradeRow>('assessment_grades')
        .whereIn('assessment_id', chunk)
        .orderBy(['assessment_id', 'dimension']);
      for (const row of rows) {
        const before = found.get(row.assessment_id) ?? [];
        found.set(row.assessment_id, [...before, row]);
      }
    }
    return found;
  }
}

function toDocument(
  row: AssessmentRow & SubjectRow,
  grades: GradeRow[],
): SearchDocument {
  const it = toAssessment(row);
  const gradings = grades.map(toGrading);
  const subjectTitle =
    row.service_title ?? row.service_name ?? row.group_title ?? it.subjectTitle;
  const people = [
    it.startedBy,
    it.publishedBy,
    ...gradings.map(({ gradedBy }) => gradedBy),
  ].filter(ref => ref !== undefined);
  return {
    id: it.id,
    title: `${it.rubricTitle}: ${subjectTitle}`,
    text: [
      it.bandTitle,
      ...gradings.flatMap(({ dimension, note, evidence }) => [
        dimension,
        note,
        ...evidence.map(({ title }) => title),
      ]),
    ]
      .filter(text => text !== undefined)
      .join('\n'),
    subject: it.subject,
    subjectTitle,
    state: it.state,
    people: [...new Set(people)],
    updatedAt: toTime(it.updatedAt),
  };
}
