import { dayInWords } from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../notices/Notices';
import type { StoredReview } from '../records';
import type { Findings } from './lookAt';
import { keepers, nameOf, noticeAbout } from '../steps/reviewNotices';

/** Tells the keepers of a service that something it was approved with has regressed. */
export function driftNotice(
  review: StoredReview,
  regressed: readonly string[],
): Notice {
  const { drifted, driftedBlocking } = review.progress;
  return noticeAbout(review, {
    to: keepers(review),
    title: `${nameOf(review)}: ${drifted === 1 ? 'a control has' : `${drifted} controls have`} regressed`,
    description: `${regressed.join(', ')}. ${driftedBlocking} of them would block approval today.`,
    about: 'drift',
    severity: driftedBlocking > 0 ? 'high' : 'normal',
  });
}

/** Tells who asked for it, and who owns the service now, that an approval holds no longer. */
export function endNotice(review: StoredReview): Notice {
  const expired = review.state === 'expired';
  return noticeAbout(review, {
    to: keepers(review),
    title: expired
      ? `${nameOf(review)} has expired`
      : `${nameOf(review)} must be validated again`,
    description: review.revalidation ?? 'The time of the approval has run out.',
    about: review.state,
    severity: 'high',
    once: true,
  });
}

/** Tells the keepers that an approval ends soon. */
export function expiringNotice(review: StoredReview, until: number): Notice {
  const day = new Date(until).toISOString().slice(0, 10);
  return noticeAbout(review, {
    to: keepers(review),
    title: `${nameOf(review)} expires on ${day}`,
    description: 'Start a new review in time; the approval ends on that day.',
    about: `expiring ${day}`,
    once: true,
  });
}

/** Tells the owner of a condition, and the keepers, that its day is near or has passed. */
export function conditionNotice(
  review: StoredReview,
  condition: { id: string; title: string; owner: string; due: string },
): Notice {
  const { due, id, owner, title } = condition;
  return noticeAbout(review, {
    to: [owner, review.requestedBy],
    title: `Until ${dayInWords(due)}: ${title}`,
    description: `${nameOf(review)} loses its approval if this is not done by ${dayInWords(due)}.`,
    about: `condition ${id} ${due}`,
    severity: 'high',
    once: true,
  });
}

/** What is told after a look, with the review as it stands since. */
export function noticesOf(
  review: StoredReview,
  findings: Pick<Findings, 'ended' | 'regressed'> | undefined,
): Notice[] {
  if (!findings) return [];
  const { ended, regressed } = findings;
  return [
    ...(regressed.length > 0 ? [driftNotice(review, regressed)] : []),
    ...(ended ? [endNotice(review)] : []),
  ];
}
