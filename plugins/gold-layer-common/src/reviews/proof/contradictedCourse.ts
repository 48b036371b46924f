import type { ReviewState } from '../review';
import type { ReviewCourse } from './course';
import type { ExportedReview } from './ExportedReview';

/** Where what is said of a review as a whole differs from what its log proves. */
export function contradictedCourse(
  review: ExportedReview,
  course: ReviewCourse,
): string[] {
  const fields: [name: string, said?: string, proven?: string][] = [
    ['id', review.id, course.review],
    ['service', review.service, course.service],
    ['checklist', review.checklist, course.checklist],
    ['version of the checklist', review.checklistVersion, course.version],
    ['state', review.state, provenState(review, course)],
    ['first asker', review.requestedBy.ref, course.requestedBy],
    ['start', review.createdAt, course.createdAt],
    ['submission', review.submittedAt, course.submittedAt],
    ['decision', review.decidedAt, course.decidedAt],
    ['tier', review.tier, course.tier ?? review.tier],
    [
      'end',
      review.validUntil,
      course.endIsKnown ? course.validUntil : review.validUntil,
    ],
    ['successor', review.supersededBy, course.supersededBy],
  ];
  return fields.flatMap(([name, said = 'none', proven = 'none']) =>
    said === proven
      ? []
      : `The review's ${name} is said to be ${said}; the log proves ${proven}.`,
  );
}

const waiting: ReviewState[] = ['submitted', 'in-review'];

/** Both wait for the same people: the log does not always tell them apart. */
function provenState(
  { state: said }: ExportedReview,
  { state }: ReviewCourse,
): ReviewState {
  return waiting.includes(said) && waiting.includes(state) ? said : state;
}
