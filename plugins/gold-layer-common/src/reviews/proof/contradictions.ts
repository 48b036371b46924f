import type { ReviewLogEntry } from '../review';
import type { ReviewSnapshot } from '../snapshot';
import { contradictedComments } from './contradictedComments';
import { contradictedConditions } from './contradictedConditions';
import { contradictedControls } from './contradictedControls';
import { contradictedCourse } from './contradictedCourse';
import { contradictedDecisions } from './contradictedDecisions';
import { contradictedSignOffs } from './contradictedSignOffs';
import type { ProvenControl } from './controls';
import type { ReviewCourse } from './course';
import type { ExportedReview } from './ExportedReview';

/** What a review is held against. */
export interface Proof {
  log: readonly ReviewLogEntry[];
  snapshot?: ReviewSnapshot;
  course: ReviewCourse;
  /** Absent: neither log nor snapshot tells what was answered. */
  controls?: ReadonlyMap<string, ProvenControl>;
}

/** Where what an export says of its review differs from what log and snapshot prove, each in one sentence. */
export function contradictions(
  review: ExportedReview,
  { controls, course, log, snapshot }: Proof,
): string[] {
  return [
    ...contradictedCourse(review, course),
    ...(controls ? contradictedControls(review, controls, snapshot) : []),
    ...contradictedSignOffs(review, log),
    ...contradictedDecisions(review, log, snapshot),
    ...contradictedConditions(review, log, snapshot),
    ...contradictedComments(review, log),
  ];
}
