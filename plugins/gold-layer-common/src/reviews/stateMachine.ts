import type { ReviewActionName, ReviewState } from './review';

/** States in which a review is still on its way. At most one review of a service and checklist is in one of them. */
export const openReviewStates = [
  'draft',
  'submitted',
  'in-review',
  'changes-requested',
] as const satisfies ReviewState[];

/** States in which a review waits for those who decide. */
export const waitingReviewStates = [
  'submitted',
  'in-review',
] as const satisfies ReviewState[];

/** States in which an approval holds. */
export const holdingReviewStates = [
  'approved',
  'conditionally-approved',
] as const satisfies ReviewState[];

/** Whether a review is still on its way. */
export function isOpenReview(state: ReviewState): boolean {
  return openReviewStates.some(open => open === state);
}

/** Whether a review waits for those who decide. */
export function isWaitingReview(state: ReviewState): boolean {
  return waitingReviewStates.some(waiting => waiting === state);
}

/** Whether an approval holds. */
export function isHoldingReview(state: ReviewState): boolean {
  return holdingReviewStates.some(holding => holding === state);
}

/** What a person may do, or why not. */
export interface Permitted {
  allowed: boolean;
  /** Why not, in a sentence. */
  reason?: string;
}

/** Who asks, as far as one review goes. */
export interface ReviewActor {
  /** Holds the permission to start, answer, submit and withdraw reviews of this service. */
  mayEdit: boolean;
  mayComment: boolean;
  /** Holds the permission to sign, decide and assign. */
  mayDecide: boolean;
  /** Roles of this review that the person may still decide for. */
  decidesFor: number;
  /** Whether the person holds one of the review's roles. */
  holdsRole: boolean;
  /** Why the person may not judge this review although a role is held; see `dutyConflict`. */
  conflict?: string;
}

const statesOf: Record<ReviewActionName, readonly ReviewState[]> = {
  answer: ['draft', 'changes-requested', ...holdingReviewStates],
  submit: ['draft', 'changes-requested'],
  withdraw: openReviewStates,
  comment: [
    ...openReviewStates,
    ...holdingReviewStates,
    'rejected',
    'expired',
    'revalidation-required',
  ],
  requestChanges: ['submitted', 'in-review'],
  decide: ['submitted', 'in-review'],
  assign: ['submitted', 'in-review', 'changes-requested'],
  upgrade: ['draft', 'changes-requested'],
};

const doneTo: Record<ReviewActionName, string> = {
  answer: 'answered',
  submit: 'submitted',
  withdraw: 'withdrawn',
  comment: 'commented on',
  requestChanges: 'handed back',
  decide: 'decided',
  assign: 'assigned',
  upgrade: 'moved to another version of its checklist',
};

const stateWords: Record<ReviewState, string> = {
  draft: 'a draft',
  submitted: 'submitted and waits for its reviewers',
  'in-review': 'being reviewed',
  'changes-requested': 'waiting for the changes that were asked for',
  approved: 'approved',
  'conditionally-approved': 'approved on conditions',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'expired',
  'revalidation-required': 'no longer valid',
  superseded: 'replaced by a later one',
};

/** Whether an action is possible in a state at all; if not, the sentence why. */
export function actionInState(
  action: ReviewActionName,
  state: ReviewState,
): Permitted {
  if (statesOf[action].includes(state)) return { allowed: true };
  return {
    allowed: false,
    reason: `This review is ${stateWords[state]}; it cannot be ${doneTo[action]} now.`,
  };
}

/** What somebody may do with a review in a state; the sentence where not. */
export function reviewPermissions(
  state: ReviewState,
  actor: ReviewActor,
): Record<ReviewActionName, Permitted> {
  const decide = (action: ReviewActionName): Permitted =>
    firstRefusal(actionInState(action, state), refusal(action, actor));
  return {
    answer: decide('answer'),
    submit: decide('submit'),
    withdraw: decide('withdraw'),
    comment: decide('comment'),
    requestChanges: decide('requestChanges'),
    decide: decide('decide'),
    assign: decide('assign'),
    upgrade: decide('upgrade'),
  };
}

function firstRefusal(inState: Permitted, reason?: string): Permitted {
  if (!inState.allowed) return inState;
  return reason === undefined ? { allowed: true } : { allowed: false, reason };
}

function refusal(
  action: ReviewActionName,
  actor: ReviewActor,
): string | undefined {
  switch (action) {
    case 'comment':
      return actor.mayComment ? undefined : lacking('comment');
    case 'requestChanges':
    case 'decide':
      if (!actor.mayDecide) return lacking('decide');
      if (actor.conflict) return actor.conflict;
      if (!actor.holdsRole) {
        return 'You hold none of the roles that decide this review.';
      }
      return action === 'decide' && actor.decidesFor === 0
        ? 'The decision of every role you hold is given.'
        : undefined;
    case 'assign':
      if (!actor.mayDecide) return lacking('decide');
      return actor.holdsRole || actor.mayEdit
        ? undefined
        : 'Only who holds a role of this review, or edits it, may assign it.';
    default:
      return actor.mayEdit ? undefined : lacking('edit');
  }
}

function lacking(permission: string): string {
  return `You need the permission gold-layer.review.${permission} on this service.`;
}
