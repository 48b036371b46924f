import { assessmentStateSchema } from '@gold-layer/backstage-plugin-common';
import { z } from 'zod';
import { toNumber } from '../../database/rows';
import type {
  LatestAssessment,
  StoredAssessment,
  StoredGrading,
} from '../records';

type Count = number | string;

/** A row of `assessments`. */
export interface AssessmentRow {
  id: string;
  rubric: string;
  rubric_title: string;
  rubric_version: string;
  rubric_hash: string;
  subject_ref: string;
  subject_kind: string;
  subject_title: string;
  sort_name: string;
  state: string;
  open_key: string | null;
  graded: number;
  dimensions: number;
  score: number | null;
  highest: number;
  band: string | null;
  band_title: string | null;
  previous_id: string | null;
  started_by: string;
  started_at: Count;
  updated_by: string;
  updated_at: Count;
  published_by: string | null;
  published_at: Count | null;
  next_due: Count | null;
  version: number;
}

/** A row of `assessment_grades`. */
export interface GradeRow {
  assessment_id: string;
  dimension: string;
  grade: number | null;
  note: string | null;
  evidence: string;
  suggested_grade: number | null;
  suggested_reason: string | null;
  graded_by: string | null;
  graded_at: Count | null;
  version: number;
}

/** A row of `assessment_latest`. */
export interface LatestRow {
  rubric: string;
  subject_ref: string;
  assessment_id: string;
  score: number;
  band: string;
  published_at: Count;
  next_due: Count;
  grades: string;
}

const evidenceSchema = z.array(
  z.object({ title: z.string(), url: z.string() }),
);

export function toAssessment(row: AssessmentRow): StoredAssessment {
  return {
    id: row.id,
    rubric: row.rubric,
    rubricTitle: row.rubric_title,
    rubricVersion: row.rubric_version,
    rubricHash: row.rubric_hash,
    subject: row.subject_ref,
    subjectKind: row.subject_kind === 'team' ? 'team' : 'service',
    subjectTitle: row.subject_title,
    state: assessmentStateSchema.parse(row.state),
    graded: row.graded,
    dimensions: row.dimensions,
    score: row.score ?? undefined,
    highest: row.highest,
    band: row.band ?? undefined,
    bandTitle: row.band_title ?? undefined,
    previous: row.previous_id ?? undefined,
    startedBy: row.started_by,
    startedAt: toNumber(row.started_at),
    updatedBy: row.updated_by,
    updatedAt: toNumber(row.updated_at),
    publishedBy: row.published_by ?? undefined,
    publishedAt: optional(row.published_at),
    nextDue: optional(row.next_due),
    version: row.version,
  };
}

export function fromAssessment(it: StoredAssessment): AssessmentRow {
  return {
    id: it.id,
    rubric: it.rubric,
    rubric_title: it.rubricTitle,
    rubric_version: it.rubricVersion,
    rubric_hash: it.rubricHash,
    subject_ref: it.subject,
    subject_kind: it.subjectKind,
    subject_title: it.subjectTitle,
    sort_name: it.subjectTitle.toLocaleLowerCase('en-US'),
    state: it.state,
    open_key: it.state === 'draft' ? openKey(it) : null,
    graded: it.graded,
    dimensions: it.dimensions,
    score: it.score ?? null,
    highest: it.highest,
    band: it.band ?? null,
    band_title: it.bandTitle ?? null,
    previous_id: it.previous ?? null,
    started_by: it.startedBy,
    started_at: it.startedAt,
    updated_by: it.updatedBy,
    updated_at: it.updatedAt,
    published_by: it.publishedBy ?? null,
    published_at: it.publishedAt ?? null,
    next_due: it.nextDue ?? null,
    version: it.version,
  };
}

/** No two drafts have the same. */
export function openKey(
  it: Pick<StoredAssessment, 'rubric' | 'subject'>,
): string {
  return `${it.rubric} ${it.subject}`;
}

export function toGrading(row: GradeRow): StoredGrading {
  return {
    dimension: row.dimension,
    grade: row.grade ?? undefined,
    note: row.note ?? undefined,
    evidence: evidenceSchema.parse(JSON.parse(row.evidence)),
    suggestion:
      row.suggested_grade === null
        ? undefined
        : { grade: row.suggested_grade, reason: row.suggested_reason ?? '' },
    gradedBy: row.graded_by ?? undefined,
    gradedAt: optional(row.graded_at),
    version: row.version,
  };
}

export function fromGrading(id: string, it: StoredGrading): GradeRow {
  return {
    assessment_id: id,
    dimension: it.dimension,
    grade: it.grade ?? null,
    note: it.note ?? null,
    evidence: JSON.stringify(it.evidence),
    suggested_grade: it.suggestion?.grade ?? null,
    suggested_reason: it.suggestion?.reason ?? null,
    graded_by: it.gradedBy ?? null,
    graded_at: it.gradedAt ?? null,
    version: it.version,
  };
}

export function toLatest(
  row: Omit<LatestRow, 'rubric' | 'subject_ref'>,
): LatestAssessment {
  return {
    id: row.assessment_id,
    score: row.score,
    band: row.band,
    publishedAt: toNumber(row.published_at),
    nextDue: toNumber(row.next_due),
    grades: toGrades(row.grades),
  };
}

/** Grades by dimension from their column; thousands are read at once, so what was written here is trusted. */
export function toGrades(json: string): Record<string, number> {
  return JSON.parse(json);
}

function optional(value: Count | null): number | undefined {
  return value === null ? undefined : toNumber(value);
}
