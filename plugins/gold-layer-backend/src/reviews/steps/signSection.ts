import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  goldLayerReviewDecidePermission,
  isHoldingReview,
  isWaitingReview,
  reviewProgress,
} from '@gold-layer/backstage-plugin-common';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../http/serve';
import { applyEvaluation } from '../applyEvaluation';
import { authorityOver } from '../authority';
import { judgeControls } from '../judge';
import type { DeskCall, ReviewDesk } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { readGround } from './decisionGround';
import { mentionNotice, readMentions } from './mentions';
import { keepers, nameOf, noticeAbout } from './reviewNotices';
import { settle, Settled } from './settle';
import { requireSeen, requireState } from './staleness';
import { takeBackDecisions } from './takeBackDecisions';
import { tellDecision } from './tellDecision';

/** What is said about a section. */
export interface SectionRequest {
  version: number;
  section: string;
  comment?: string;
}

/**
 * Signs a section off. If that was the last thing missing, the review ends.
 *
 * @throws NotAllowedError if the caller does not hold the section's role, or owns the service
 */
export async function signSection(
  desk: ReviewDesk,
  id: string,
  request: SectionRequest,
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewDecidePermission,
    options,
  );
  const title = titleOf(request.section, call);
  const ground = await readGround(desk, call);
  const { actor, now } = call;
  const work = async (change: ReviewChange) => {
    await requireSeen(change, request.version);
    requireSigner(desk, change, call, request.section);
    await change.saveSignOff({
      section: request.section,
      state: 'signed',
      by: actor.ref,
      at: now,
      comment: request.comment,
    });
    if (change.review.state === 'submitted') change.set({ state: 'in-review' });
    const waiting = isWaitingReview(change.review.state);
    if (waiting) {
      // It may be the last word, and that rests on the facts of now.
      await change.saveAnswers(
        applyEvaluation(change.whole, ground.evaluated, { everything: true }),
      );
    }
    change.set({ progress: reviewProgress(judgeControls(change.whole, call)) });
    change.note({
      event: 'signed',
      text: `${actor.title} signed '${title}'${request.comment ? `: ${request.comment}` : ''}`,
      detail: { section: request.section, comment: request.comment },
    });
    const settled: Settled = waiting
      ? await settle(change, call, ground)
      : { ended: false, asked: [] };
    return { ...settled, whole: change.whole };
  };
  const outcome = await desk.change(call, work, { earlier: call.review });
  await tellDecision(desk, call, {
    ...outcome,
    cause: `${actor.title} signed '${title}'; every role had decided.`,
  });
}

/**
 * Hands the review back with what is to be changed, in one section or all over.
 * Asking for changes all over takes back what the caller has decided, and what
 * others have for a role that the caller could speak for, of which they are
 * told; asking for them in a section has that signed again.
 *
 * @throws NotAllowedError if the caller holds none of its roles, or owns the service
 */
export async function requestChanges(
  desk: ReviewDesk,
  id: string,
  request: { version: number; section?: string; comment: string },
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewDecidePermission,
    options,
  );
  const { actor, now } = call;
  const { comment, section } = request;
  const title = section === undefined ? undefined : titleOf(section, call);
  const said = {
    id: randomUUID(),
    section,
    body: comment,
    mentions: readMentions(comment, 'body.comment'),
  };
  const { dropped, review } = await desk.change(call, async change => {
    await requireSeen(change, request.version);
    requireState(change, 'requestChanges');
    requireJudge(desk, change, call);
    const taken =
      section === undefined ? await takeBackDecisions(desk, change, call) : [];
    if (section !== undefined) {
      await change.saveSignOff({
        section,
        state: 'changes-requested',
        by: actor.ref,
        at: now,
        comment,
      });
    }
    await change.addComment({ ...said, author: actor.ref, at: now });
    change.set({ state: 'changes-requested', promisedBy: undefined });
    change.note({
      event: 'changes-requested',
      text: `${actor.title} asked for changes${title ? ` in '${title}'` : ''}: ${comment}`,
      detail: { section, comment },
    });
    return { dropped: taken, review: change.review };
  });
  await desk.options.notices.send([
    ...dropped.map(({ by, role }) =>
      noticeAbout(
        review,
        {
          to: [by],
          title: `${nameOf(review)}: your decision no longer counts`,
          description: `${actor.title} asked for changes all over: ${comment}`,
          about: `decision dropped ${role}`,
          place: { view: 'discussion' },
        },
        actor.ref,
      ),
    ),
    noticeAbout(
      review,
      {
        to: keepers(review),
        title: `${nameOf(review)}: changes are asked for`,
        description: `${actor.title}${title ? ` on '${title}'` : ''}: ${comment}`,
        about: 'changes requested',
        place: section === undefined ? { view: 'discussion' } : { section },
      },
      actor.ref,
    ),
    mentionNotice(review, said, { actor, place: title }),
  ]);
  await desk.options.publish([review.service]);
}

function titleOf(section: string, { checklist }: DeskCall): string {
  const { sections } = checklist.document.spec;
  const found = sections.find(({ id }) => id === section);
  if (found) return found.title;
  throw new NotFoundError(
    `Checklist '${checklist.name}' has no section '${section}'; there are ${sections.map(({ id }) => id).join(', ')}`,
  );
}

const decideOnly = { edit: false, comment: false, decide: true };

function requireSigner(
  desk: ReviewDesk,
  change: ReviewChange,
  call: DeskCall,
  section: string,
): void {
  const { people } = desk.options;
  const { maySign, may } = authorityOver(change.whole, call, {
    people,
    grants: decideOnly,
  });
  if (maySign.includes(section)) return;
  const { state } = change.review;
  if (!['submitted', 'in-review', 'changes-requested'].includes(state)) {
    throw new ConflictError(
      isHoldingReview(state)
        ? 'The section was not changed since it was signed'
        : may.decide.reason,
    );
  }
  throw new NotAllowedError(
    may.decide.reason ??
      `You do not hold the role that signs the section '${section}'`,
  );
}

function requireJudge(
  desk: ReviewDesk,
  change: ReviewChange,
  call: DeskCall,
): void {
  const { people } = desk.options;
  const { may } = authorityOver(change.whole, call, {
    people,
    grants: decideOnly,
  });
  if (!may.requestChanges.allowed) {
    throw new NotAllowedError(may.requestChanges.reason);
  }
}
