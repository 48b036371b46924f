import type { ReviewState } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { StoredReview } from '../records';
import type { ReviewRow } from './reviewRows';

/** States of reviews that give way to a later approval of the same checklist. */
export const supersededStates: ReviewState[] = [
  'approved',
  'conditionally-approved',
  'expired',
  'revalidation-required',
];

/**
 * Holds the row of a review until the end of the transaction. With `earlier`
 * those of its service and checklist that an approval may supersede are held
 * as well: all of them at once and in order of id, as the watch holds many
 * reviews, so that nobody waits for each other in a circle.
 *
 * @returns the review's own row, if there is one
 */
export async function holdReview(
  tx: Knex.Transaction,
  id: string,
  earlier?: Pick<StoredReview, 'service' | 'checklist'>,
): Promise<ReviewRow[]> {
  const held = tx<ReviewRow>('reviews').where({ id }).orderBy('id').forUpdate();
  if (earlier) {
    held.orWhere(others =>
      others
        .where({ service_ref: earlier.service, checklist: earlier.checklist })
        .whereIn('state', supersededStates),
    );
  }
  const rows = await held;
  return rows.filter(row => row.id === id);
}
