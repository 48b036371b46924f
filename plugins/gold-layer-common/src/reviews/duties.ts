/** Who wants to judge what. */
export interface DutySituation {
  person: string;
  requestedBy: string;
  /** Who handed it in last, where somebody has. */
  submittedBy?: string;
  /** The person is in the owning group or in a group below it. */
  memberOfOwner: boolean;
  /** The role is the owner's by its definition, as for experimental services. */
  ownersRole: boolean;
}

/**
 * Why a person may not sign or decide, although the role is held: whoever
 * asks, or owns the service, does not judge it. A role that is the owner's by
 * its definition is the exception.
 */
export function dutyConflict(situation: DutySituation): string | undefined {
  if (situation.ownersRole) return undefined;
  if (situation.person === situation.requestedBy) {
    return 'You asked for this review; somebody else has to decide it.';
  }
  if (situation.person === situation.submittedBy) {
    return 'You handed this review in; somebody else has to decide it.';
  }
  return situation.memberOfOwner
    ? 'You belong to the group that owns the service; somebody from outside has to decide.'
    : undefined;
}
