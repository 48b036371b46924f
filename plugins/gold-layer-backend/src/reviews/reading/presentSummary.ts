import {
  isExpiring,
  Person,
  ReviewSummary,
} from '@gold-layer/backstage-plugin-common';
import type { StoredReview } from '../records';

/** What a summary is made of besides the review's own row. */
export interface SummaryParts {
  people: ReadonlyMap<string, Person>;
  /** Refs of those it is assigned to. */
  reviewers: readonly string[];
  serviceExists: boolean;
  now: number;
}

/** A review as lists show it. */
export function presentSummary(
  review: StoredReview,
  { people, reviewers, serviceExists, now }: SummaryParts,
): ReviewSummary {
  const { validUntil } = review;
  return {
    id: review.id,
    checklist: review.checklist,
    checklistTitle: review.checklistTitle,
    checklistVersion: review.checklistVersion,
    purpose: review.purpose,
    service: review.service,
    serviceTitle: review.serviceTitle,
    serviceExists,
    owner: review.owner ? personIn(people, review.owner) : undefined,
    tier: review.tier,
    state: review.state,
    progress: review.progress,
    requestedBy: personIn(people, review.requestedBy),
    createdAt: toIso(review.createdAt),
    updatedAt: toIso(review.updatedAt),
    submittedAt: ifIso(review.submittedAt),
    decidedAt: ifIso(review.decidedAt),
    validUntil: ifIso(validUntil),
    expiring: isExpiring(review.state, validUntil, now),
    promisedBy: ifIso(review.promisedBy),
    reviewers: [...new Set(reviewers)].map(ref => personIn(people, ref)),
    revalidation: review.revalidation,
  };
}

/** Somebody by ref; the ref itself stands in for a title nobody knows. */
export function personIn(
  people: ReadonlyMap<string, Person>,
  ref: string,
): Person {
  return people.get(ref) ?? { ref, title: ref };
}

/** Milliseconds as an ISO time. */
export function toIso(time: number): string {
  return new Date(time).toISOString();
}

/** Milliseconds as an ISO time; absent when absent. */
export function ifIso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : toIso(time);
}
