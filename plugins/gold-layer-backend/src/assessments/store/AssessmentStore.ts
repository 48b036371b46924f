import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  LatestAssessment,
  StoredAssessment,
  StoredGrading,
  WholeAssessment,
} from '../records';
import {
  AssessmentRow,
  fromAssessment,
  fromGrading,
  GradeRow,
  LatestRow,
  openKey,
  toAssessment,
  toGrading,
  toLatest,
} from './assessmentRows';
import { replaceLatest } from './replaceLatest';

/** What a step makes of an assessment. */
export type Step = (before: WholeAssessment) => {
  assessment: StoredAssessment;
  /** Only those that change. */
  gradings: StoredGrading[];
};

/** Keeps assessments. */
export class AssessmentStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): AssessmentStore {
    return new AssessmentStore(options.database);
  }

  async find(id: string): Promise<WholeAssessment | undefined> {
    return readWhole(this.#knex, id);
  }

  /** The latest published assessment of a subject by a rubric. */
  async latest(
    of: Pick<StoredAssessment, 'rubric' | 'subject'>,
  ): Promise<LatestAssessment | undefined> {
    const row = await this.#knex<LatestRow>('assessment_latest')
      .where({ rubric: of.rubric, subject_ref: of.subject })
      .first();
    return row && toLatest(row);
  }

  /**
   * Stores a new draft, or answers the id of the one that is open already. Of
   * two people who start at once the second waits for the first and is given
   * the same draft: the key of open drafts is unique.
   */
  async start({ assessment, gradings }: WholeAssessment): Promise<string> {
    return this.#knex.transaction(async tx => {
      await tx<AssessmentRow>('assessments')
        .insert(fromAssessment(assessment))
        .onConflict('open_key')
        .ignore();
      const open = await tx<AssessmentRow>('assessments')
        .where('open_key', openKey(assessment))
        .first('id');
      if (open?.id === assessment.id) {
        await tx<GradeRow>('assessment_grades').insert(
          gradings.map(it => fromGrading(assessment.id, it)),
        );
      }
      return open?.id ?? assessment.id;
    });
  }

  /** Stores one that was published elsewhere; it counts as the latest of its subject unless a later one does. */
  async insertPublished(whole: WholeAssessment): Promise<void> {
    const { assessment, gradings } = whole;
    await this.#knex.transaction(async tx => {
      const later = await tx<LatestRow>('assessment_latest')
        .where({ rubric: assessment.rubric, subject_ref: assessment.subject })
        .where('published_at', '>', assessment.publishedAt ?? 0)
        .first('assessment_id');
      const nextDue = later ? undefined : assessment.nextDue;
      await tx<AssessmentRow>('assessments').insert(
        fromAssessment({ ...assessment, nextDue }),
      );
      await tx<GradeRow>('assessment_grades').insert(
        gradings.map(it => fromGrading(assessment.id, it)),
      );
      if (!later) await replaceLatest(tx, whole);
    });
  }

  /**
   * Changes an assessment. Steps of the same one come one after the other: the
   * row is locked first, so that each step sees what the one before it did.
   * What the step throws undoes everything.
   *
   * @throws NotFoundError if it is gone
   */
  async change(id: string, step: Step): Promise<void> {
    await this.#knex.transaction(async tx => {
      const before = await readLocked(tx, id);
      const { assessment, gradings } = step(before);
      await tx<AssessmentRow>('assessments')
        .where('id', id)
        .update(fromAssessment(assessment));
      for (const grading of gradings) {
        await tx<GradeRow>('assessment_grades')
          .where({ assessment_id: id, dimension: grading.dimension })
          .update(fromGrading(id, grading));
      }
      const published =
        before.assessment.state === 'draft' && assessment.state === 'published';
      if (published) {
        const after = new Map(gradings.map(it => [it.dimension, it]));
        await replaceLatest(tx, {
          assessment,
          gradings: before.gradings.map(it => after.get(it.dimension) ?? it),
        });
      }
    });
  }

  /**
   * Removes a draft for good.
   *
   * @throws whatever `check` throws, and then leaves it
   */
  async discard(
    id: string,
    check: (before: WholeAssessment) => void,
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      check(await readLocked(tx, id));
      await tx('assessment_grades').where('assessment_id', id).delete();
      await tx('assessments').where('id', id).delete();
    });
  }
}

async function readLocked(
  tx: Knex.Transaction,
  id: string,
): Promise<WholeAssessment> {
  await tx('assessments').where('id', id).forUpdate().first('id');
  const whole = await readWhole(tx, id);
  if (!whole) throw new NotFoundError(`No assessment found with id '${id}'`);
  return whole;
}

async function readWhole(
  knex: Knex,
  id: string,
): Promise<WholeAssessment | undefined> {
  const row = await knex<AssessmentRow>('assessments').where('id', id).first();
  if (!row) return undefined;
  const gradings = await knex<GradeRow>('assessment_grades')
    .where('assessment_id', id)
    .orderBy('dimension');
  return {
    assessment: toAssessment(row),
    gradings: gradings.map(toGrading),
  };
}
