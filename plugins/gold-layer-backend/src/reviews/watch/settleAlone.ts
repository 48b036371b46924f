import {
  isWaitingReview,
  reviewProgress,
} from '@gold-layer/backstage-plugin-common';
import { audited } from '../../http/audited';
import { applyEvaluation } from '../applyEvaluation';
import { judgeControls } from '../judge';
import type { StoredReview } from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import { readGround } from '../steps/decisionGround';
import { settle, Settled } from '../steps/settle';
import { tellDecision } from '../steps/tellDecision';
import type { ReviewChange } from '../store/ReviewChange';
import { byReviews } from './byReviews';
import { portal } from './portal';

/**
 * Ends a review that every role has decided, now that what stood in its way is
 * gone: a fact has recovered, a waiver was granted. Everything is read and
 * judged once more, as with the last decision; nobody has to decide again.
 *
 * @returns whether it changed anything: another replica may have been first
 */
export async function settleAlone(
  desk: ReviewDesk,
  review: StoredReview,
): Promise<boolean> {
  const { auditor, checklists, services, waivers } = desk.options;
  const service = await services.find(review.service);
  if (!service) return false;
  const owned = await desk.ownersOf([service]);
  const call = {
    review,
    service,
    owned: owned.get(service.ref) ?? { owner: service.owner },
    checklist: await checklists.pinned(review),
    waivers: await waivers.activeFor([service.ref]),
    actor: portal,
    now: desk.now(),
  };
  const ground = await readGround(desk, call);
  const work = async (change: ReviewChange) => {
    const { whole } = change;
    let settled: Settled = { ended: false, asked: [] };
    if (isWaitingReview(whole.review.state)) {
      await change.saveAnswers(
        applyEvaluation(whole, ground.evaluated, { everything: true }),
      );
      change.set({ progress: reviewProgress(judgeControls(whole, call)) });
      settled = await settle(change, call, ground);
    }
    return { ...settled, whole };
  };
  const acted = ({ asked, ended }: Settled) => ended || asked.length > 0;
  const outcome = await desk.change(call, work, {
    earlier: review,
    raise: acted,
  });
  if (!acted(outcome)) return false;
  await audited(
    auditor,
    {
      eventId: 'review-settle',
      severityLevel: 'low',
      meta: { review: review.id },
    },
    async () => outcome,
    ({ ended, whole }) => ({ ended, logHead: whole.review.logHash }),
  );
  await byReviews(() =>
    tellDecision(desk, call, {
      ...outcome,
      cause: 'What kept it from its end is gone; every role had decided.',
    }),
  );
  return true;
}
