import { ConflictError } from '@backstage/errors';
import {
  goldLayerReviewEditPermission,
  reviewProgress,
  submissionProblems,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { applyEvaluation } from '../applyEvaluation';
import { judgeControls, rolesFor } from '../judge';
import type { StoredReview } from '../records';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { askDeciders, unsignedNotices } from './askDeciders';
import {
  assignedIn,
  candidatesFor,
  insideOf,
  nextPromise,
  rotate,
} from './assignRoles';
import { dropFallen, Duties } from './fallen';
import { promiseFrom } from './handOn';
import { dropMisplaced, Misplaced, misplacedIn } from './misplaced';
import { rememberPeople } from './rememberPeople';
import { nameOf, noticeAbout } from './reviewNotices';
import { requireSeen, requireState } from './staleness';

/** What a step asks for: the version seen, and a comment. */
export interface StepRequest {
  version: number;
  comment?: string;
}

/**
 * Submits a complete review: facts are read once more, roles are assigned and
 * those assigned are told.
 *
 * @throws ConflictError if it is not complete, has no tier, or changed meanwhile
 */
export async function submitReview(
  desk: ReviewDesk,
  id: string,
  request: StepRequest,
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  const { checklist, owned, service } = call;
  const { notices, people } = desk.options;
  const evaluated = await desk.evaluate(service, checklist);
  const deciding = rolesFor(checklist, service.tier);
  const read = await desk.options.store.saidIn([id]);
  const said = read.get(id) ?? { roles: [], signOffs: [] };
  const handedIn = handedInBy(call.review, call.actor.ref);
  const known = rememberPeople(people);
  const candidates = await candidatesFor(
    deciding,
    {
      review: { ...call.review, submitters: handedIn },
      owned,
      assigned: assignedIn(said.roles),
    },
    known,
  );
  const inside = await insideOf(owned, known);
  const misplaced = await misplacedIn(said, {
    checklist,
    deciding,
    owned,
    people: known,
  });
  const { asked, assigned, review } = await desk.change(call, async change => {
    await requireSeen(change, request.version);
    requireState(change, 'submit');
    change.set({
      tier: service.tier,
      owner: service.owner,
      serviceTitle: service.title ?? service.name,
      submitters: handedInBy(change.review, call.actor.ref),
    });
    await change.saveAnswers(
      applyEvaluation(change.whole, evaluated, { everything: true }),
    );
    requireComplete(change, call);
    const promisedBy = promiseFrom(call.now, checklist);
    const duties = { checklist, inside, people };
    await takeRoles(change, deciding, { ...duties, misplaced, promisedBy });
    const unsigned = await askDeciders(change, checklist);
    const changed = await rotate(change.tx, change.whole, {
      candidates,
      now: call.now,
      promisedBy,
    });
    await change.saveRoles(changed);
    writeSubmission(change, call, request.comment);
    return {
      review: change.review,
      asked: unsigned,
      assigned: change.whole.roles.filter(({ decision }) => !decision),
    };
  });
  await notices.send([
    ...unsignedNotices(review, asked),
    ...assigned.map(({ role, assignee }) =>
      noticeAbout(
        review,
        {
          to: [assignee],
          title: `${nameOf(review)} waits for your decision`,
          description: `${call.actor.title} submitted the review; you decide for ${people.role(role).title}.`,
          about: `assigned ${role}`,
        },
        call.actor.ref,
      ),
    ),
  ]);
  await desk.options.publish([review.service]);
}

function requireComplete(change: ReviewChange, call: WriteCall): void {
  const controls = judgeControls(change.whole, call);
  const problems = submissionProblems(controls, change.review.tier);
  if (problems.length > 0) throw new ConflictError(problems.join(' '));
  change.set({ progress: reviewProgress(controls) });
}

/** Everybody who has handed a review in, with who does so now at the end. */
function handedInBy({ submitters = [] }: StoredReview, now: string): string[] {
  return [...submitters.filter(person => person !== now), now];
}

/**
 * Rows for the roles of the tier; those of an earlier tier go. What was said
 * stays, unless whoever said it may no longer judge: they have handed it in,
 * the service has gone to their team, or others sign at this tier.
 */
async function takeRoles(
  change: ReviewChange,
  deciding: string[],
  around: Duties & { misplaced: Misplaced[]; promisedBy: number },
): Promise<void> {
  const { misplaced, promisedBy } = around;
  for (const { role } of [...change.whole.roles]) {
    if (!deciding.includes(role)) await change.removeRole(role);
  }
  const known = new Map(change.whole.roles.map(role => [role.role, role]));
  await change.saveRoles(
    deciding.map((role, position) => ({
      ...known.get(role),
      role,
      position,
      promisedBy: known.get(role)?.decision ? undefined : promisedBy,
    })),
  );
  await dropFallen(change, around);
  await dropMisplaced(change, misplaced);
}

function writeSubmission(
  change: ReviewChange,
  { actor, now, checklist }: WriteCall,
  comment?: string,
): void {
  const { roles, signOffs } = change.whole;
  const begun = roles.some(({ decision }) => decision) || signOffs.length > 0;
  change.set({
    state: begun ? 'in-review' : 'submitted',
    submittedAt: now,
    promisedBy: nextPromise(roles),
  });
  change.note({
    event: 'submitted',
    text: `${actor.title} submitted the review${comment ? `: ${comment}` : ''}`,
    detail: {
      tier: change.review.tier,
      checklist: checklist.version,
      comment,
      assigned: Object.fromEntries(
        roles.map(({ role, assignee }) => [role, assignee ?? null]),
      ),
    },
  });
}
