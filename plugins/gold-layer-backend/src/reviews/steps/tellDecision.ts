import { dayInWords } from '@gold-layer/backstage-plugin-common';
import type { WholeReview } from '../records';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import { askedNotices } from './handOn';
import { keepers, nameOf, noticeAbout } from './reviewNotices';
import type { Settled } from './settle';

const ends = {
  approved: 'is approved',
  'conditionally-approved': 'is approved on conditions',
  rejected: 'was rejected',
};

/** What is told of a decision. */
export interface Told extends Settled {
  whole: WholeReview;
  comment?: string;
  /** How it came to its end, where nobody's decision was the last thing missing. */
  cause?: string;
}

/**
 * Tells those who look after the service how the review ended, owners of
 * conditions what they owe, and others that they have to decide now; facts
 * follow.
 */
export async function tellDecision(
  desk: ReviewDesk,
  { actor }: Pick<WriteCall, 'actor'>,
  outcome: Told,
): Promise<void> {
  const { notices, people } = desk.options;
  const { review, conditions } = outcome.whole;
  const { state } = review;
  if (!outcome.ended) {
    const asked = new Set(outcome.asked.map(({ role }) => role));
    const waiting = outcome.whole.roles.filter(
      ({ decision, role }) => !decision && asked.has(role),
    );
    await notices.send(askedNotices(review, waiting, people));
  } else {
    const ending =
      state === 'approved' ||
      state === 'conditionally-approved' ||
      state === 'rejected'
        ? ends[state]
        : `is ${state}`;
    const { cause = `${actor.title} gave the last decision.` } = outcome;
    const owed = state === 'conditionally-approved' ? conditions : [];
    await notices.send([
      noticeAbout(
        review,
        {
          to: keepers(review),
          title: `${nameOf(review)} ${ending}`,
          description: outcome.comment
            ? `${actor.title}: ${outcome.comment}`
            : cause,
          about: 'decided',
          severity: state === 'rejected' ? 'high' : 'normal',
        },
        actor.ref,
      ),
      ...owed.map(({ id, owner, title, due }) =>
        noticeAbout(
          review,
          {
            to: [owner],
            title: `Until ${dayInWords(due)}: ${title}`,
            description: `${nameOf(review)} is approved on the condition that this is done by ${dayInWords(due)}.`,
            about: `condition ${id}`,
          },
          actor.ref,
        ),
      ),
    ]);
  }
  await desk.options.publish([review.service]);
}
