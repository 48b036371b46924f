import { ConflictError, NotFoundError } from '@backstage/errors';
import { goldLayerReviewCommentPermission } from '@gold-layer/backstage-plugin-common';
import { randomUUID } from 'node:crypto';
import { toNumber } from '../../database/rows';
import type { Caller } from '../../http/serve';
import type { ReviewDesk } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { requireControl } from './answerControl';
import { mentionNotice, readMentions } from './mentions';
import { requireState } from './staleness';

/** So many on one review: every look at it reads them all. */
const maxComments = 1000;

/** Adds a comment; people mentioned in it, and those it answers to, are told. */
export async function commentOnReview(
  desk: ReviewDesk,
  id: string,
  request: { body: string; section?: string; control?: string },
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewCommentPermission,
    options,
  );
  const { actor, checklist, now } = call;
  const { body, control, section } = request;
  const { sections } = checklist.document.spec;
  const titled = sections.find(each => each.id === section)?.title;
  const place = control ? requireControl(call, control).document.title : titled;
  if (section !== undefined && titled === undefined) {
    throw new NotFoundError(
      `Checklist '${checklist.name}' has no section '${section}'`,
    );
  }
  const mentions = readMentions(body, 'body.body');
  const comment = { id: randomUUID(), section, control, body, mentions };
  const review = await desk.change(
    call,
    async change => {
      requireState(change, 'comment');
      await requireRoom(change);
      await change.addComment({ ...comment, author: actor.ref, at: now });
      change.note({
        event: 'commented',
        text: `${actor.title} commented${place ? ` on '${place}'` : ''}: ${body}`,
        detail: { ...comment },
      });
      return change.review;
    },
    { raise: false },
  );
  await desk.options.notices.send([
    mentionNotice(review, comment, { actor, place }),
  ]);
}

async function requireRoom({ review, tx }: ReviewChange): Promise<void> {
  const row = await tx('review_comments')
    .where('review_id', review.id)
    .count<{ count: number | string }>({ count: '*' })
    .first();
  if (toNumber(row?.count) < maxComments) return;
  throw new ConflictError(
    `A review takes at most ${maxComments} comments; go on where the work is tracked`,
  );
}
