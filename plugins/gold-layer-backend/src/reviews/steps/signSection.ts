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
import { authorityOver, dutyOf, spokenFor } from '../authority';
import { judgeControls } from '../judge';
import type { DeskCall, ReviewDesk, WriteCall } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { readGround } from './decisionGround';
import { takeBack } from './fallen';
import { mentionNotice, readMentions } from './mentions';
import { keepers, nameOf, noticeAbout } from './reviewNotices';
import { settle, Settled } from './settle';
import { requireSeen, requireState } from './staleness';
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
 * others have for a role that the caller could speak for; asking for them in a
 * section has that signed again.
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
  const review = await desk.change(call, async change => {
    await requireSeen(change, request.version);
    requireState(change, 'requestChanges');
    requireJudge(desk, change, call);
    if (section !== undefined) {
      await change.saveSignOff({
        section,
        state: 'changes-requested',
        by: actor.ref,
        at: now,
        comment,
      });
    } else {
      await takeBackDecisions(desk, change, call);
    }
    await change.addComment({ ...said, author: actor.ref, at: now });
    change.set({ state: 'changes-requested', promisedBy: undefined });
    change.note({
      event: 'changes-requested',
      text: `${actor.title} asked for changes${title ? ` in '${title}'` : ''}: ${comment}`,
      detail: { section, comment },
    });
    return change.review;
  });
  await desk.options.notices.send([
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

/** Who wants changes all over no longer means what they decided before; nor does their role what a colleague did. */
async function takeBackDecisions(
  desk: ReviewDesk,
  change: ReviewChange,
  call: WriteCall,
): Promise<void> {
  const { actor } = call;
  const { people } = desk.options;
  const decided = [...change.whole.roles];
  for (const role of decided) {
    const { by, decision, role: name } = role;
    if (!decision) continue;
    const own = by === actor.ref;
    const { conflict, holds } = dutyOf(name, call, { people });
    const spoken = spokenFor(decided, name, { actor, people });
    if (!own && (!holds || conflict || spoken)) continue;
    await takeBack(change, role);
    change.note({
      event: 'decision-dropped',
      text: own
        ? `${actor.title} took back the decision for ${name} by asking for changes`
        : `${actor.title} asked for changes all over, so that the decision of ${by} for ${name} no longer counts`,
      detail: { role: name, by, decision },
    });
  }
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
