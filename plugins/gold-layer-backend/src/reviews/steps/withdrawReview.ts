import { goldLayerReviewEditPermission } from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { ReviewDesk } from '../ReviewDesk';
import { nameOf, noticeAbout } from './reviewNotices';
import { requireSeen, requireState } from './staleness';
import type { StepRequest } from './submitReview';

/** Withdraws an undecided review; those it was assigned to are told. */
export async function withdrawReview(
  desk: ReviewDesk,
  id: string,
  { comment, version }: StepRequest,
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  const { actor } = call;
  const { review, roles } = await desk.change(call, async change => {
    await requireSeen(change, version);
    requireState(change, 'withdraw');
    change.set({ state: 'withdrawn', promisedBy: undefined });
    change.note({
      event: 'withdrawn',
      text: `${actor.title} withdrew the review${comment ? `: ${comment}` : ''}`,
      detail: { comment },
    });
    return change.whole;
  });
  const told = roles.flatMap(({ assignee, decision }) =>
    decision ? [] : assignee,
  );
  await desk.options.notices.send([
    noticeAbout(
      review,
      {
        to: told,
        title: `${nameOf(review)} was withdrawn`,
        description: `${actor.title} withdrew the review; nothing is left to decide.`,
        about: 'withdrawn',
        severity: 'low',
      },
      actor.ref,
    ),
  ]);
  await desk.options.publish([review.service]);
}
