import type { Person } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { StoredComment, WholeReview } from '../records';
import type { LogRow } from '../store/logRows';
import { fromAnswer } from '../store/answerRows';
import { ReviewChange } from '../store/ReviewChange';
import { supersededStates } from '../store/holdReviews';
import { fromReview, ReviewRow, toReview } from '../store/reviewRows';

/** A past review, worked out whole. */
export interface BuiltReview {
  whole: WholeReview;
  comments: StoredComment[];
  log: LogRow[];
  snapshot?: { content: string; hash: string };
}

/** Writes a past review in one transaction; an approval puts earlier ones of the same checklist behind it. */
export async function storePast(
  knex: Knex,
  built: BuiltReview,
  by: { actor: Person; now: number },
): Promise<void> {
  const { comments, log, snapshot, whole } = built;
  const { review } = whole;
  await knex.transaction(async tx => {
    await tx('reviews').insert(fromReview(review));
    const rows = [...whole.answers.values()].map(it =>
      fromAnswer(review.id, it),
    );
    for (const chunk of chunked(rows, 24)) {
      await tx('review_answers').insert(chunk);
    }
    await tx('review_log').insert(log);
    const empty = { ...whole, evidence: [], signOffs: [], roles: [] };
    const change = new ReviewChange(tx, { ...empty, conditions: [] }, by);
    for (const each of whole.evidence) await change.addEvidence(each);
    for (const each of whole.signOffs) await change.saveSignOff(each);
    await change.saveRoles(whole.roles);
    for (const each of whole.conditions) await change.saveCondition(each);
    for (const each of comments) await change.addComment(each);
    if (!snapshot) return;
    await change.freeze(snapshot);
    const last = await supersede(tx, built, change);
    if (last === undefined) return;
    await tx('reviews').where('id', review.id).update({ supersedes: last });
  });
}

/** Answers the id of the last approval before. */
async function supersede(
  tx: Knex.Transaction,
  { whole: { review } }: BuiltReview,
  change: ReviewChange,
): Promise<string | undefined> {
  const rows = await tx<ReviewRow>('reviews')
    .where({ service_ref: review.service, checklist: review.checklist })
    .whereNot({ id: review.id })
    .where('decided_at', '<=', review.decidedAt ?? 0)
    .whereIn('state', supersededStates)
    // Whoever holds several reviews takes them in this order.
    .orderBy('id')
    .forUpdate();
  const earlier = rows
    .map(toReview)
    .sort((a, b) => (b.decidedAt ?? 0) - (a.decidedAt ?? 0));
  for (const each of earlier) {
    await change.supersede(each, review.id, change.by.now);
  }
  return earlier[0]?.id;
}
