import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  DecideReview,
  goldLayerReviewDecidePermission,
  reviewProgress,
  sectionRole,
  tierRaise,
} from '@gold-layer/backstage-plugin-common';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../http/serve';
import { applyEvaluation } from '../applyEvaluation';
import { decidingRolesOf, dutyOf, spokenFor } from '../authority';
import { judgeControls } from '../judge';
import type { StoredRole, WholeReview } from '../records';
import type { DeskCall, ReviewDesk, WriteCall } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { readGround } from './decisionGround';
import { handOn, promiseFrom } from './handOn';
import { tellDecision } from './tellDecision';
import { problemsOf, replaceFallen, settle } from './settle';
import { requireSeen, requireState } from './staleness';

/**
 * Gives the decision of a role. Approving covers the sections of the role that
 * nobody has signed yet; the word of the last role ends the review.
 *
 * @throws NotAllowedError if the caller may not speak for the role
 * @throws ConflictError if something blocks approval, or the review changed meanwhile
 */
export async function decideReview(
  desk: ReviewDesk,
  id: string,
  request: DecideReview,
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewDecidePermission,
    options,
  );
  checkRequest(request, call.now);
  requireRole(request.role, call, desk);
  const { actor, checklist, now } = call;
  const { role } = request;
  const deciding = { person: actor.ref, role };
  const ground = await readGround(desk, call, { deciding });
  const work = async (change: ReviewChange) => {
    await requireSeen(change, request.version);
    requireState(change, 'decide');
    requireOneVoice(change, call, { role, desk });
    await change.saveAnswers(
      applyEvaluation(change.whole, ground.evaluated, { everything: true }),
    );
    change.set({ progress: reviewProgress(judgeControls(change.whole, call)) });
    const asked: StoredRole[] = [];
    if (request.decision !== 'rejected') {
      requireSameTier(change, call);
      // First, so that what was signed by somebody who may not is signed by this role.
      asked.push(...(await replaceFallen(change, call, ground)));
      await signOwnSections(change, call, request);
      requireApprovable(change, call, role);
    }
    await giveDecision(change, call, request);
    const settled = await settle(change, call, ground);
    asked.push(...settled.asked);
    const { candidates } = ground;
    if (!settled.ended && candidates.size > 0) {
      const promisedBy = promiseFrom(now, checklist);
      asked.push(...(await handOn(change, { candidates, now, promisedBy })));
    }
    return { ended: settled.ended, asked, whole: change.whole };
  };
  const outcome = await desk.change(call, work, { earlier: call.review });
  const { comment } = request;
  await tellDecision(desk, call, { ...outcome, comment });
}

function checkRequest(request: DecideReview, now: number): void {
  const { comment, conditions = [], decision } = request;
  if (decision === 'rejected' && !comment) {
    throw new InputError(
      'body.comment: a rejection needs its reason, found nothing',
    );
  }
  if (decision !== 'conditionally-approved') {
    if (conditions.length === 0) return;
    throw new InputError(
      `body.conditions: only a conditional approval has conditions, found ${conditions.length} with '${decision}'`,
    );
  }
  if (conditions.length === 0) {
    throw new InputError(
      'body.conditions: a conditional approval needs at least one, found none',
    );
  }
  const today = new Date(now).toISOString().slice(0, 10);
  conditions.forEach(({ due }, index) => {
    if (due >= today) return;
    throw new InputError(
      `body.conditions.${index}.due: expected today (${today}) or later, found ${due}`,
    );
  });
}

/** @throws NotAllowedError with the sentence why the caller may not speak for the role */
export function requireRole(
  role: string,
  call: DeskCall,
  desk: ReviewDesk,
): void {
  const { people } = desk.options;
  const { conflict, holds } = dutyOf(role, call, { people });
  if (!holds) {
    throw new NotAllowedError(
      `You do not hold the role ${people.role(role).title} about '${call.review.service}'`,
    );
  }
  if (conflict) throw new NotAllowedError(conflict);
}

/** @throws NotAllowedError if the caller has decided for another role of the review */
function requireOneVoice(
  { whole }: ReviewChange,
  { actor }: WriteCall,
  { role, desk }: { role: string; desk: ReviewDesk },
): void {
  const { people } = desk.options;
  const spoken = spokenFor(whole.roles, role, { actor, people });
  if (spoken) throw new NotAllowedError(spoken);
}

/** Who is asked depends on the tier: if it was raised meanwhile, the wrong people would approve. */
function requireSameTier(change: ReviewChange, { service }: WriteCall): void {
  const raised = tierRaise(change.review.tier, service.tier);
  if (!raised) return;
  throw new ConflictError(
    `${raised} Others have to decide now: ask for changes, so that it is submitted anew`,
  );
}

/** The sections that a role signs in this review. */
function sectionsOf(
  role: string,
  whole: WholeReview,
  call: DeskCall,
): { id: string; title: string }[] {
  const deciding = decidingRolesOf(whole, call);
  return call.checklist.document.spec.sections.filter(
    section => sectionRole(section, deciding) === role,
  );
}

/** Hands that have to be put right by somebody else keep the role from approving only if they are its own. */
function requireApprovable(
  change: ReviewChange,
  call: WriteCall,
  role: string,
): void {
  const { checklist } = call;
  const controls = judgeControls(change.whole, call);
  const problems = problemsOf(change.whole, { checklist, controls, role });
  if (problems.length > 0) throw new ConflictError(problems.join(' '));
}

async function signOwnSections(
  change: ReviewChange,
  call: WriteCall,
  { role }: DecideReview,
): Promise<void> {
  const known = new Set(
    change.whole.signOffs.flatMap(({ section, state }) =>
      state === 'unsigned' ? [] : section,
    ),
  );
  for (const { id } of sectionsOf(role, change.whole, call)) {
    if (known.has(id)) continue;
    await change.saveSignOff({
      section: id,
      state: 'signed',
      by: call.actor.ref,
      at: call.now,
      comment: 'With the decision.',
    });
  }
}

const decided = {
  approved: 'approved',
  'conditionally-approved': 'approved on conditions',
  rejected: 'rejected',
};

async function giveDecision(
  change: ReviewChange,
  { actor, now }: WriteCall,
  request: DecideReview,
): Promise<void> {
  const { comment, conditions = [], decision, role } = request;
  const before = change.whole.roles.find(each => each.role === role);
  if (!before) {
    throw new ConflictError(
      `The role '${role}' does not decide this review; ${change.whole.roles.map(each => each.role).join(', ')} do`,
    );
  }
  if (before.decision) {
    throw new ConflictError(
      `${before.by} has decided for '${role}' already: ${decided[before.decision]}`,
    );
  }
  await change.saveRoles([
    { ...before, decision, by: actor.ref, at: now, comment },
  ]);
  for (const [index, condition] of conditions.entries()) {
    await change.saveCondition({
      ...condition,
      id: randomUUID(),
      role,
      position: before.position * 100 + index,
    });
  }
  change.set({ state: 'in-review' });
  change.note({
    event: 'decided',
    text: `${actor.title} ${decided[decision]} for ${role}${comment ? `: ${comment}` : ''}`,
    detail: { role, decision, comment, conditions },
  });
}
