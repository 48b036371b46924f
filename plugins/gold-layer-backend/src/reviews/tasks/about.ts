import type { Task } from '@gold-layer/backstage-plugin-common';
import { toIso } from '../reading/presentSummary';
import type { StoredReview } from '../records';

/** What every task about a review says of it. */
export function about(review: StoredReview, what: string) {
  return {
    id: `review ${review.id} ${what}`,
    service: review.service,
    serviceTitle: review.serviceTitle,
    since: toIso(review.updatedAt),
    overdue: false,
    target: { type: 'review', id: review.id },
  } satisfies Partial<Task>;
}
