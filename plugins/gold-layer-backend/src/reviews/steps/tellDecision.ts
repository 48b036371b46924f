import type { WholeReview } from '../records';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import { keepers, nameOf, noticeAbout } from './reviewNotices';

const ends = {
  approved: 'is approved',
  'conditionally-approved': 'is approved on conditions',
  rejected: 'was rejected',
};

/** Tells those who look after the service how the review ended, and owners of conditions what they owe; facts follow. */
export async function tellDecision(
  desk: ReviewDesk,
  { actor }: WriteCall,
  outcome: { ended: boolean; whole: WholeReview; comment?: string },
): Promise<void> {
  const { review, conditions } = outcome.whole;
  const { state } = review;
  if (outcome.ended) {
    const ending =
      state === 'approved' ||
      state === 'conditionally-approved' ||
      state === 'rejected'
        ? ends[state]
        : `is ${state}`;
    await desk.options.notices.send([
      noticeAbout(
        review,
        {
          to: keepers(review),
          title: `${nameOf(review)} ${ending}`,
          description: outcome.comment
            ? `${actor.title}: ${outcome.comment}`
            : `${actor.title} gave the last decision.`,
          about: 'decided',
          severity: state === 'rejected' ? 'high' : 'normal',
        },
        actor.ref,
      ),
      ...conditions.map(({ id, owner, title, due }) =>
        noticeAbout(
          review,
          {
            to: [owner],
            title: `Until ${due}: ${title}`,
            description: `${nameOf(review)} is approved on the condition that this is done by ${due}.`,
            about: `condition ${id}`,
          },
          actor.ref,
        ),
      ),
    ]);
  }
  await desk.options.publish([review.service]);
}
