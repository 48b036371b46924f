import {
  ControlAnswer,
  driftWords,
  EvidenceKind,
  ReviewState,
  ReviewSummary,
} from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';
import { monthWords } from '../ui';

/** States of a review as people say them. */
export const reviewStateWords: Record<ReviewState, string> = {
  draft: 'Draft',
  submitted: 'Submitted',
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  approved: 'Approved',
  'conditionally-approved': 'Approved with conditions',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  'revalidation-required': 'To be validated again',
  superseded: 'Replaced',
};

/** Answers as people give them, in the order of their keys. */
export const answerWords: Record<ControlAnswer, string> = {
  met: 'Met',
  partly: 'Partly met',
  'not-met': 'Not met',
  'not-applicable': 'Not applicable',
};

/** Kinds of evidence as people say them. */
export const evidenceWords: Record<EvidenceKind, string> = {
  link: 'Link',
  file: 'File',
  dashboard: 'Dashboard',
  drill: 'Drill',
  check: 'Check snapshot',
};

/** What a decision is called. */
export const decisionWords = {
  approved: 'Approve',
  'conditionally-approved': 'Approve with conditions',
  rejected: 'Reject',
} as const;

/** `A`, `A and B`, `A, B and C`. */
export function listed(words: string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** Whether a promised time has passed. */
export function isOver(
  time: string | undefined,
  now = DateTime.now(),
): boolean {
  return time !== undefined && DateTime.fromISO(time) < now;
}

/** Where a review stands, short: `approved until March 2027, 4 controls have regressed`. */
export function standingWords(review: ReviewSummary): string {
  const words = [reviewStateWords[review.state].toLocaleLowerCase('en-US')];
  const holds = ['approved', 'conditionally-approved'].includes(review.state);
  if (holds && review.validUntil) {
    words[0] += ` until ${monthWords(review.validUntil)}`;
  }
  const drift = driftWords(review.progress);
  if (drift) words.push(drift);
  if (isOpen(review.state)) {
    const { answered, controls } = review.progress;
    words.push(`${answered} of ${controls} controls answered`);
  }
  return words.join(', ');
}

/** Whether a review has not been decided yet. */
export function isOpen(state: ReviewState): boolean {
  return ['draft', 'submitted', 'in-review', 'changes-requested'].includes(
    state,
  );
}

/** Whether an approval was given, whatever has become of it. */
export function wasApproved(state: ReviewState): boolean {
  return [
    'approved',
    'conditionally-approved',
    'expired',
    'revalidation-required',
  ].includes(state);
}
