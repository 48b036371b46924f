import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  endOf,
  goldLayerReviewEditPermission,
  isHoldingReview,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { ReviewDesk } from '../ReviewDesk';

/** Says that a condition is met, and by what; with the last one the approval holds without conditions. */
export async function completeCondition(
  desk: ReviewDesk,
  { id, condition }: { id: string; condition: string },
  { note }: { note: string },
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  const { actor, membership, now, owned } = call;
  await desk.change(call, async change => {
    const found = change.whole.conditions.find(each => each.id === condition);
    if (!found) {
      throw new NotFoundError(`The review has no condition '${condition}'`);
    }
    if (!isHoldingReview(change.review.state)) {
      throw new ConflictError(
        `The review is ${change.review.state}; only conditions of an approval that holds can be met`,
      );
    }
    if (found.done) {
      throw new ConflictError(
        `'${found.title}' was met already, said by ${found.done.by}`,
      );
    }
    if (endOf(found.due) <= now) {
      throw new ConflictError(
        `'${found.title}' was due on ${found.due}, and that day is over: the approval no longer holds and has to be validated again`,
      );
    }
    if (!membership.is(found.owner) && !membership.owns(owned)) {
      throw new NotAllowedError(
        `Whether '${found.title}' is met is said by ${found.owner} or by the team that owns the service`,
      );
    }
    const done = { by: actor.ref, at: now, note };
    await change.saveCondition({ ...found, done });
    change.note({
      event: 'condition-met',
      text: `${actor.title} met the condition '${found.title}': ${note}`,
      detail: { condition, note },
    });
    if (change.whole.conditions.every(each => each.done)) {
      change.set({ state: 'approved' });
      change.note({
        event: 'approved',
        text: 'All conditions are met; the approval holds without conditions',
      });
    }
  });
  await desk.options.publish([call.review.service]);
}
