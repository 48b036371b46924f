import {
  AssessmentSubject,
  AssessmentSummary,
  isOverdue,
  Person,
} from '@gold-layer/backstage-plugin-common';
import type { StoredAssessment } from '../records';

/** What an assessment is shown with. */
export interface Surroundings {
  subject: AssessmentSubject;
  /** Of everybody who is named in it. */
  names: ReadonlyMap<string, Person>;
  now: Date;
}

/** An assessment as lists show it. */
export function presentSummary(
  it: StoredAssessment,
  { subject, names, now }: Surroundings,
): AssessmentSummary {
  const person = (ref: string) => names.get(ref) ?? { ref, title: ref };
  return {
    id: it.id,
    rubric: it.rubric,
    rubricTitle: it.rubricTitle,
    rubricVersion: it.rubricVersion,
    subject,
    state: it.state,
    graded: it.graded,
    dimensions: it.dimensions,
    score: it.score,
    highest: it.highest,
    band:
      it.band === undefined
        ? undefined
        : { name: it.band, title: it.bandTitle ?? it.band },
    startedBy: person(it.startedBy),
    startedAt: toTime(it.startedAt),
    updatedAt: toTime(it.updatedAt),
    publishedBy:
      it.publishedBy === undefined ? undefined : person(it.publishedBy),
    publishedAt:
      it.publishedAt === undefined ? undefined : toTime(it.publishedAt),
    nextDue: it.nextDue === undefined ? undefined : toTime(it.nextDue),
    overdue: isOverdue(it.nextDue, now.getTime()),
  };
}

/** Milliseconds as an ISO time. */
export function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
