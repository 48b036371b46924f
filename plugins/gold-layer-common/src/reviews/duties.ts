/** Who wants to judge what. */
export interface DutySituation {
  person: string;
  requestedBy: string;
  /** Everybody who has handed it in, whoever did so last. */
  submitters?: readonly string[];
  /** The person is in the owning group or in a group below it. */
  memberOfOwner: boolean;
  /** The role is the owner's by its definition, as for experimental services. */
  ownersRole: boolean;
}

/** What keeps a person from judging: having asked for it, having handed it in, owning the service. */
export type DutyBar = 'requester' | 'submitter' | 'owner';

/**
 * What keeps a person from signing or deciding, although the role is held:
 * whoever asks, hands in or owns the service does not judge it. A role that is
 * the owner's by its definition is the exception.
 */
export function dutyBar(situation: DutySituation): DutyBar | undefined {
  const { person, submitters = [] } = situation;
  if (situation.ownersRole) return undefined;
  if (person === situation.requestedBy) return 'requester';
  if (submitters.includes(person)) return 'submitter';
  return situation.memberOfOwner ? 'owner' : undefined;
}

const conflicts: Record<DutyBar, string> = {
  requester: 'You asked for this review; somebody else has to decide it.',
  submitter: 'You handed this review in; somebody else has to decide it.',
  owner:
    'You belong to the group that owns the service; somebody from outside has to decide.',
};

/** Why a person may not sign or decide, in a sentence to them; see {@link dutyBar}. */
export function dutyConflict(situation: DutySituation): string | undefined {
  const bar = dutyBar(situation);
  return bar && conflicts[bar];
}
