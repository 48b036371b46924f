import type {
  Person,
  Review,
  ReviewControl,
  RoleDecision,
} from '@gold-layer/backstage-plugin-common';
import { count, dayWords } from '../../ui';
import { listed } from '../words';

/** What happens next with a review, and who must act. */
export interface Next {
  headline: string;
  details: string[];
}

/** As many as a header takes. */
const shownControls = 5;

const team = (review: Review) => review.owner?.title ?? 'The owning team';
const until = (review: Review) =>
  review.validUntil ? ` until ${dayWords(review.validUntil)}` : '';

const whose = ({ title, assignee }: RoleDecision) =>
  assignee ? `${title} (${assignee.title})` : title;

/** The answer to the first question of whoever opens a review. */
export function whatNext(review: Review): Next {
  switch (review.state) {
    case 'draft':
    case 'changes-requested':
      return forTheTeam(review);
    case 'submitted':
    case 'in-review':
      return forReviewers(review);
    case 'approved':
      return {
        headline: `It is approved${until(review)}.`,
        details: approvedDetails(review),
      };
    case 'conditionally-approved':
      return underConditions(review);
    case 'rejected':
      return rejected(review);
    case 'withdrawn':
      return {
        headline: 'It was withdrawn before a decision.',
        details: ['Start a new review when the service is ready for one.'],
      };
    case 'expired':
      return {
        headline: `The approval ended${review.validUntil ? ` on ${dayWords(review.validUntil)}` : ''}.`,
        details: [`${team(review)} has to start a new review.`],
      };
    case 'revalidation-required':
      return {
        headline: `It has to be validated again: ${review.revalidation ?? 'the service has changed since'}`,
        details: [`${team(review)} has to start a new review.`],
      };
    default:
      return {
        headline: 'A later review has taken its place.',
        details: [],
      };
  }
}

function forTheTeam(review: Review): Next {
  const { controls, answered } = review.progress;
  const missing = controls - answered;
  const asked = review.sections.filter(
    ({ signOff }) => signOff?.state === 'changes-requested',
  );
  const again = review.state === 'changes-requested';
  const where =
    asked.length > 0 ? ` in ${listed(asked.map(({ title }) => title))}` : '';
  const toAnswer = `${team(review)} still has to answer ${count(missing, 'control')}.`;
  const fresh =
    missing > 0 ? toAnswer : `All is answered: ${team(review)} can submit it.`;
  const headline = again
    ? `${team(review)} has to answer the requested changes${where}, then submit it again.`
    : fresh;
  return {
    headline,
    details: [
      ...(again && missing > 0
        ? [
            `${count(missing, 'control')} ${missing === 1 ? 'is' : 'are'} not answered.`,
          ]
        : []),
      ...blockingDetails(review),
    ],
  };
}

function forReviewers(review: Review): Next {
  const waiting = review.decisions.filter(({ decision }) => !decision);
  if (waiting.length === 0) return allDecided(review);
  const verb = waiting.length === 1 ? 'has' : 'have';
  return {
    headline: `${listed(waiting.map(whose))} still ${verb} to decide.`,
    details: [
      ...raisedDetails(review),
      ...blockingDetails(review),
      ...waiting.flatMap(({ title, problem }) =>
        problem ? [`${title}: ${problem}`] : [],
      ),
    ],
  };
}

/** What keeps a review from its end though everybody has spoken, and whom it waits for. */
function allDecided(review: Review): Next {
  const unsigned = review.sections.filter(
    ({ signOff }) => signOff?.state !== 'signed',
  );
  const blocking = review.sections
    .flatMap(({ controls }) => controls)
    .filter(isInTheWay);
  return {
    headline: decidedHeadline(review, { unsigned, blocking }),
    details: [
      ...raisedDetails(review),
      ...unsigned.map(
        ({ title, signOff, reviewer, asked, problem }) =>
          `${title}: ${signOff?.problem ?? problem ?? signer(signOff?.asked ?? asked, reviewer)}`,
      ),
      ...blocking.slice(0, shownControls).map(({ title, open }) => {
        return `${title}: ${open}`;
      }),
      ...(blocking.length > shownControls
        ? [`And ${count(blocking.length - shownControls, 'more control')}.`]
        : []),
    ],
  };
}

function signer(
  asked: Person | undefined,
  reviewer: { title: string },
): string {
  return asked
    ? `${asked.title} is asked to sign it.`
    : `${reviewer.title} signs it.`;
}

function decidedHeadline(
  review: Review,
  missing: { unsigned: Review['sections']; blocking: ReviewControl[] },
): string {
  const { unsigned, blocking } = missing;
  const sections = listed(unsigned.map(({ title }) => `“${title}”`));
  const controls = count(blocking.length, 'control');
  const again = unsigned.every(({ signOff }) => signOff) ? ' again' : '';
  const sign = `${sections} ${unsigned.length === 1 ? 'has' : 'have'} to be signed${again}`;
  const close = `${controls} ${blocking.length === 1 ? 'blocks' : 'block'} the approval`;
  if (unsigned.length > 0) {
    return blocking.length > 0
      ? `Every role has decided, but ${sign}, and ${close}.`
      : `Every role has decided, but ${sign}.`;
  }
  if (blocking.length > 0) return `Every role has decided, but ${close}.`;
  return review.tierRaised
    ? 'Every role has decided, but others have to be asked now.'
    : 'Every role has decided. The portal ends the review at its next look, within a quarter of an hour.';
}

/** Whether a control stands in the way. One that does not apply waits only for the section's signature. */
function isInTheWay({ answer, blocking, note, open }: ReviewControl): boolean {
  const excused = answer === 'not-applicable' && Boolean(note?.trim());
  return blocking && open !== undefined && !excused;
}

/** The tier decides who is asked; raised since, it has to be handed in anew. */
function raisedDetails({ tierRaised }: Review): string[] {
  return tierRaised
    ? [
        `${tierRaised} It cannot be approved as it is: ask for changes, so that it is submitted to those who decide now.`,
      ]
    : [];
}

function blockingDetails(review: Review): string[] {
  const { blocking } = review.progress;
  if (blocking === 0) return [];
  return [
    blocking === 1
      ? '1 blocking control is open: it cannot be approved before that is closed.'
      : `${blocking} blocking controls are open: it cannot be approved before they are closed.`,
  ];
}

function approvedDetails(review: Review): string[] {
  return review.expiring
    ? [`It ends soon: ${team(review)} should start the next review now.`]
    : [];
}

function underConditions(review: Review): Next {
  const open = review.conditions
    .filter(({ done }) => !done)
    .sort((a, b) => a.due.localeCompare(b.due));
  const [first] = open;
  if (!first) {
    return {
      headline: `It is approved${until(review)}; every condition is met.`,
      details: approvedDetails(review),
    };
  }
  return {
    headline: `It is approved${until(review)}, as long as ${count(open.length, 'condition')} ${open.length === 1 ? 'is' : 'are'} met in time.`,
    details: [
      `${first.overdue ? 'Overdue' : 'Next'}: ${first.title}, by ${first.owner.title} until ${dayWords(first.due)}.`,
      ...approvedDetails(review),
    ],
  };
}

function rejected(review: Review): Next {
  const no = review.decisions.find(({ decision }) => decision === 'rejected');
  return {
    headline: no
      ? `${no.title} rejected it${no.comment ? `: ${no.comment}` : '.'}`
      : 'It was rejected.',
    details: ['Start a new review once what was missing is in place.'],
  };
}
