import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  goldLayerReviewDecidePermission,
  goldLayerReviewEditPermission,
  isWaitingReview,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { ReviewDesk } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import {
  candidatesFor,
  nextPromise,
  RoleCandidates,
  rotate,
  withoutSpoken,
} from './assignRoles';
import { promiseFrom } from './handOn';
import { nameOf, noticeAbout } from './reviewNotices';
import { requireState } from './staleness';

/**
 * Assigns a role's part to a person, or to the next in rotation after whoever
 * has it now. Assigned to who has it already, it stays as it is promised.
 *
 * @throws InputError if the person may not take it
 * @throws ConflictError if the role has decided or nobody may take it
 */
export async function assignReviewer(
  desk: ReviewDesk,
  id: string,
  request: { role: string; person?: string },
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewDecidePermission,
    options,
  );
  const { actor, membership, owned, now } = call;
  const { notices, people } = desk.options;
  const { role, person } = request;
  const candidates = await candidatesFor(
    [role],
    {
      review: call.review,
      owned,
      assigned: person ? new Map([[role, person]]) : undefined,
    },
    people,
  );
  const known = candidates.get(role);
  const mayEdit = await desk.holds(
    goldLayerReviewEditPermission,
    call,
    options,
  );
  const work = async (change: ReviewChange) => {
    requireState(change, 'assign');
    const before = change.whole.roles.find(each => each.role === role);
    if (!before || before.decision) {
      throw new ConflictError(
        before
          ? `The decision for '${role}' is given already, by ${before.by}`
          : `The role '${role}' does not decide this review; ${change.whole.roles.map(each => each.role).join(', ')} do`,
      );
    }
    const parts = change.whole.roles.map(each => each.role);
    if (!mayEdit && !parts.some(each => membership.holds(each, owned))) {
      throw new NotAllowedError(
        'Only who holds a role of this review, or edits it, may assign it',
      );
    }
    const found = known && withoutSpoken(known, change.whole.roles);
    if (person && !found?.people.includes(person)) {
      throw new InputError(
        `body.person: '${person}' may not decide for '${role}' here; ${someOf(found)} may`,
      );
    }
    if (person && person === before.assignee) {
      return { assigned: false, assignee: person, review: change.review };
    }
    const others = found?.people.filter(each => each !== before.assignee) ?? [];
    const next = person ? [person] : others;
    const [assigned] = await rotate(
      change.tx,
      {
        roles: [
          ...change.whole.roles.filter(each => each.decision),
          { ...before, assignee: undefined },
        ],
      },
      {
        candidates: new Map([
          [role, { role, people: next, problem: found?.problem }],
        ]),
        now,
        promisedBy: promiseFrom(now, call.checklist),
      },
    );
    if (!assigned?.assignee) {
      throw new ConflictError(
        found?.problem ?? `Nobody else may decide for '${role}' here`,
      );
    }
    await change.saveRoles([assigned]);
    // Handed back, nothing is promised before it is submitted again.
    if (isWaitingReview(change.review.state)) {
      change.set({ promisedBy: nextPromise(change.whole.roles) });
    }
    change.note({
      event: 'assigned',
      text: `${actor.title} assigned ${role} to ${assigned.assignee}`,
      detail: { role, from: before.assignee, to: assigned.assignee },
    });
    return {
      assigned: true,
      assignee: assigned.assignee,
      review: change.review,
    };
  };
  const { assigned, assignee, review } = await desk.change(call, work, {
    raise: outcome => outcome.assigned,
  });
  if (!assigned) return;
  await notices.send([
    noticeAbout(
      review,
      {
        to: [assignee],
        title: `${nameOf(review)} waits for your decision`,
        description: `${actor.title} assigned you to decide for ${people.role(role).title}.`,
        about: `assigned ${role}`,
      },
      actor.ref,
    ),
  ]);
}

function someOf({ people = [] }: Partial<RoleCandidates> = {}): string {
  const more = people.length > 10 ? ` and ${people.length - 10} more` : '';
  return people.slice(0, 10).join(', ') + more || 'nobody by name';
}
