import type { Notice } from '../../notices/Notices';
import type { StoredReview, StoredSignOff } from '../records';
import { nameOf, noticeAbout } from './reviewNotices';

/** How a section stands that has to be signed. */
export type UnsignedState = Exclude<StoredSignOff['state'], 'signed'>;

const reasons: Record<UnsignedState, { first: string; handedOn: string }> = {
  stale: {
    first: 'It was changed, or its checklist was, after you signed it.',
    handedOn: 'It has to be signed again, and whoever signed it no longer may.',
  },
  'changes-requested': {
    first: 'The changes you asked for were handed in.',
    handedOn:
      'The changes that were asked for were handed in, and whoever asked for them may not sign any more.',
  },
  unsigned: {
    first: 'Nobody has signed it, and you have decided for its role already.',
    handedOn:
      'Nobody has signed it, and whoever has decided for its role no longer may.',
  },
};

/** Why a section waits to be signed, to whoever is asked: the first who was, or another one. */
export function signReason(asked: {
  state: UnsignedState;
  handedOn: boolean;
}): string {
  const { first, handedOn } = reasons[asked.state];
  return asked.handedOn ? handedOn : first;
}

/** Tells somebody that a section waits for them. */
export function signNotice(
  review: StoredReview,
  asked: { section: string; title: string; to: string; description: string },
): Notice {
  const { description, section, title, to } = asked;
  return noticeAbout(review, {
    to: [to],
    title: `${nameOf(review)}: '${title}' waits for your signature`,
    description,
    about: `sign ${section}`,
    place: { section },
  });
}
