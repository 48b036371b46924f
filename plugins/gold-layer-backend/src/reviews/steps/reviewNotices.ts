import type { Notice } from '../../notices/Notices';
import type { StoredReview } from '../records';

/** What is told about a review, to whom and how urgently. */
export interface ReviewNotice extends Pick<Notice, 'severity' | 'once'> {
  to: (string | undefined)[];
  title: string;
  description: string;
  /** What distinguishes it from other notices about the same review. */
  about: string;
  /** Where on the review's page to look; its top where absent. */
  place?: {
    control?: string;
    section?: string;
    view?: 'discussion';
    /** The subject of the discussion, as that view names it. */
    about?: string;
  };
}

/** A notice about a review; whoever caused it is not told. */
export function noticeAbout(
  review: Pick<StoredReview, 'id'>,
  { to, about, place = {}, ...rest }: ReviewNotice,
  causer?: string,
): Notice {
  const named = Object.entries(place).filter(([, value]) => value);
  const query = new URLSearchParams(named).toString();
  return {
    ...rest,
    to: [...new Set(to)].flatMap(ref =>
      isPerson(ref) && ref !== causer ? ref : [],
    ),
    path: `/reviews/${review.id}${query && `?${query}`}`,
    key: `review ${review.id} ${about}`,
  };
}

/** Services act too, but nobody reads what they are told. */
function isPerson(ref: string | undefined): ref is string {
  return ref !== undefined && /^(user|group):/.test(ref);
}

/** `Checkout: Production readiness`, which titles begin with. */
export function nameOf(
  review: Pick<StoredReview, 'serviceTitle' | 'checklistTitle'>,
): string {
  return `${review.serviceTitle}: ${review.checklistTitle}`;
}

/** Those who look after the service: who asked for the review, and the owners. */
export function keepers(
  review: Pick<StoredReview, 'requestedBy' | 'owner'>,
): (string | undefined)[] {
  return [review.requestedBy, review.owner];
}
