import type {
  AssessmentsQuery,
  AssessmentSummary,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { toNumber } from '../../database/rows';
import { storableText } from '../../http/storableText';
import type { People } from '../../people';
import { AssessmentRow, toAssessment } from '../store/assessmentRows';
import type { Sight } from '../SubjectAccess';
import { filterAssessments } from './filterAssessments';
import { findPage, SortKey } from './keyset';
import { presentSummary } from './presentSummary';
import {
  joinSubjects,
  subjectColumns,
  SubjectRow,
  toSubject,
} from './subjects';
import { visibleAssessments } from './visibleAssessments';

const id = 'assessments.id';
const keys: Record<AssessmentsQuery['sort'], SortKey> = {
  updated: {
    column: 'assessments.updated_at',
    id,
    optional: false,
    value: z.number(),
  },
  score: { column: 'assessments.score', id, optional: true, value: z.number() },
  subject: {
    column: 'assessments.sort_name',
    id,
    optional: false,
    value: storableText,
  },
  due: {
    column: 'assessments.next_due',
    id,
    optional: true,
    value: z.number(),
  },
};

/** How many assessments there are by a rubric. */
export interface RubricCounts {
  published: number;
  drafts: number;
  overdue: number;
}

/** Reads lists of assessments. */
export class AssessmentListStore {
  readonly #options: { database: Knex; people: Pick<People, 'describe'> };

  private constructor(options: {
    database: Knex;
    people: Pick<People, 'describe'>;
  }) {
    this.#options = options;
  }

  static create(options: {
    database: Knex;
    people: Pick<People, 'describe'>;
  }): AssessmentListStore {
    return new AssessmentListStore(options);
  }

  async page(
    query: AssessmentsQuery,
    options: { sight: Sight; now: Date },
  ): Promise<{ items: AssessmentSummary[]; nextCursor?: string }> {
    const { ids, nextCursor } = await findPage(query, keys[query.sort], () =>
      this.#matching(query, options),
    );
    return { items: await this.#show(ids, options), nextCursor };
  }

  /** How many match, on all pages together. */
  async count(
    query: AssessmentsQuery,
    options: { sight: Sight; now: Date },
  ): Promise<number> {
    const row = await this.#matching(query, options)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  /** Numbers by rubric, over all that the caller may see. */
  async countsByRubric(options: {
    sight: Sight;
    now: Date;
  }): Promise<Map<string, RubricCounts>> {
    const { database } = this.#options;
    const sum = (when: string) => `sum(case when ${when} then 1 else 0 end)`;
    const rows: { rubric: string; [count: string]: string | number }[] =
      await this.#matching({}, options)
        .groupBy('assessments.rubric')
        .select(
          'assessments.rubric as rubric',
          database.raw(
            `${sum("assessments.state = 'published'")} as published`,
          ),
          database.raw(`${sum("assessments.state = 'draft'")} as drafts`),
          database.raw(`${sum('assessments.next_due <= ?')} as overdue`, [
            options.now.getTime(),
          ]),
        );
    return new Map(
      rows.map(row => [
        row.rubric,
        {
          published: toNumber(row.published),
          drafts: toNumber(row.drafts),
          overdue: toNumber(row.overdue),
        },
      ]),
    );
  }

  #matching(
    query: Partial<AssessmentsQuery>,
    { sight, now }: { sight: Sight; now: Date },
  ): Knex.QueryBuilder {
    const { database } = this.#options;
    const matching = joinSubjects(database('assessments'), 'assessments');
    visibleAssessments(matching, sight);
    filterAssessments(matching, query, { database, now });
    return matching;
  }

  async #show(
    ids: string[],
    { now }: { now: Date },
  ): Promise<AssessmentSummary[]> {
    const { database, people } = this.#options;
    const rows: (AssessmentRow & SubjectRow)[] = await joinSubjects(
      database('assessments'),
      'assessments',
    )
      .select('assessments.*', ...subjectColumns)
      .whereIn('assessments.id', ids);
    const names = await people.describe(
      rows.flatMap(row => [
        row.started_by,
        ...(row.published_by ? [row.published_by] : []),
        ...(row.service_owner ? [row.service_owner] : []),
      ]),
    );
    const shown = new Map(
      rows.map(row => {
        const assessment = toAssessment(row);
        const subject = toSubject(row, {
          ref: assessment.subject,
          kind: assessment.subjectKind,
          title: assessment.subjectTitle,
          names,
        });
        return [row.id, presentSummary(assessment, { subject, names, now })];
      }),
    );
    return ids.flatMap(each => shown.get(each) ?? []);
  }
}
