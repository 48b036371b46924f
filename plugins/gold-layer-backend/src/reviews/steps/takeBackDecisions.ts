import { dutyOf, isAnybodys, spokenFor } from '../authority';
import type { StoredRole } from '../records';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { takeBack } from './fallen';

/**
 * Who wants changes all over no longer means what they decided before; nor does
 * their role what a colleague did. Answers what was taken back.
 */
export async function takeBackDecisions(
  desk: ReviewDesk,
  change: ReviewChange,
  call: WriteCall,
): Promise<StoredRole[]> {
  const { actor } = call;
  const roles = [...change.whole.roles];
  const taken = roles.filter(
    role =>
      role.decision &&
      (role.by === actor.ref || mayTakeBack(role, { call, desk, roles })),
  );
  for (const role of taken) {
    const { by, decision, role: name } = role;
    const own = by === actor.ref;
    await takeBack(change, role);
    change.note({
      event: 'decision-dropped',
      text: own
        ? `${actor.title} took back the decision for ${name} by asking for changes`
        : `${actor.title} asked for changes all over, so that the decision of ${by} for ${name} no longer counts`,
      detail: { role: name, by, decision },
    });
  }
  return taken;
}

/** Whether the caller could have decided so. Where anybody could, only who was asked to speaks for the role. */
function mayTakeBack(
  { assignee, role }: StoredRole,
  {
    call,
    desk,
    roles,
  }: { call: WriteCall; desk: ReviewDesk; roles: StoredRole[] },
): boolean {
  const { actor } = call;
  const { people } = desk.options;
  const { conflict, holds } = dutyOf(role, call, { people });
  if (!holds || conflict || spokenFor(roles, role, { actor, people })) {
    return false;
  }
  return assignee === actor.ref || !isAnybodys(people.role(role));
}
