import type {
  AssessmentState,
  Suggestion,
} from '@gold-layer/backstage-plugin-common';

/** A link that shows why a grade was given. */
export interface Evidence {
  title: string;
  url: string;
}

/** An assessment as stored. Times are milliseconds, people are refs. */
export interface StoredAssessment {
  id: string;
  rubric: string;
  rubricTitle: string;
  rubricVersion: string;
  rubricHash: string;
  subject: string;
  subjectKind: 'service' | 'team';
  /** As last known; what the catalog says now goes before. */
  subjectTitle: string;
  state: AssessmentState;
  graded: number;
  dimensions: number;
  score?: number;
  highest: number;
  band?: string;
  bandTitle?: string;
  previous?: string;
  startedBy: string;
  startedAt: number;
  updatedBy: string;
  updatedAt: number;
  publishedBy?: string;
  publishedAt?: number;
  nextDue?: number;
  version: number;
}

/** One dimension of an assessment as stored. */
export interface StoredGrading {
  dimension: string;
  grade?: number;
  note?: string;
  evidence: Evidence[];
  /** As it was on publication. */
  suggestion?: Suggestion;
  gradedBy?: string;
  gradedAt?: number;
  version: number;
}

/** An assessment with all its dimensions. */
export interface WholeAssessment {
  assessment: StoredAssessment;
  gradings: StoredGrading[];
}

/** The latest published assessment of a subject by a rubric. */
export interface LatestAssessment {
  id: string;
  score: number;
  band: string;
  publishedAt: number;
  nextDue: number;
  grades: Record<string, number>;
}

/** Grades by dimension, of those that are graded. */
export function gradesOf(
  gradings: readonly StoredGrading[],
): Record<string, number> {
  return Object.fromEntries(
    gradings.flatMap(({ dimension, grade }) =>
      grade === undefined ? [] : [[dimension, grade]],
    ),
  );
}
