import {
  actionInState,
  dutyConflict,
  isHoldingReview,
  ReviewActionName,
  Permitted,
  reviewPermissions,
  Role,
  SectionDocument,
  sectionRole,
} from '@gold-layer/backstage-plugin-common';
import type { People } from '../people';
import { rolesFor } from './judge';
import type { StoredRole, WholeReview } from './records';
import type { DeskCall } from './ReviewDesk';

/** Permissions of the caller on the service of a review. */
export interface Grants {
  edit: boolean;
  comment: boolean;
  decide: boolean;
}

/** What the caller may do with a review, and why not. */
export interface Authority {
  may: Record<ReviewActionName, Permitted>;
  /** Sections the caller may sign. */
  maySign: string[];
  /** Roles the caller may decide for. */
  mayDecideFor: string[];
}

/** Works out what a caller may do with a review. */
export function authorityOver(
  whole: WholeReview,
  call: DeskCall,
  options: { people: Pick<People, 'role'>; grants: Grants },
): Authority {
  const { grants } = options;
  const { review, roles } = whole;
  const deciding = decidingRolesOf(whole, call);
  const duties = deciding.map(role => {
    const duty = dutyOf(role, call, options);
    const spoken = spokenFor(roles, role, { ...call, ...options });
    return { ...duty, conflict: duty.conflict ?? spoken };
  });
  const held = duties.filter(({ holds }) => holds);
  const free = held.filter(({ conflict }) => conflict === undefined);
  const undecided = free.filter(({ role }) => !isDecided(role, roles));
  const conflict = free.length === 0 ? held[0]?.conflict : undefined;
  const inReview = actionInState('decide', review.state).allowed;
  const mayDecideFor =
    inReview && grants.decide ? undecided.map(({ role }) => role) : [];
  const maySign = grants.decide
    ? call.checklist.document.spec.sections
        .filter(section => maySignSection(section, { whole, call, options }))
        .map(({ id }) => id)
    : [];
  return {
    may: reviewPermissions(review.state, {
      mayEdit: grants.edit,
      mayComment: grants.comment,
      mayDecide: grants.decide,
      decidesFor: mayDecideFor.length,
      holdsRole: held.length > 0,
      conflict,
    }),
    maySign,
    mayDecideFor,
  };
}

/** The roles that decide: those of the submission, or those there would be. */
export function decidingRolesOf(
  { review, roles }: Pick<WholeReview, 'review' | 'roles'>,
  { checklist }: Pick<DeskCall, 'checklist'>,
): string[] {
  return roles.length > 0
    ? roles.map(({ role }) => role)
    : rolesFor(checklist, review.tier);
}

/** Whether the caller holds a role about the service of a review, and what keeps them from using it. */
export function dutyOf(
  role: string,
  { actor, membership, owned, review }: DeskCall,
  { people }: { people: Pick<People, 'role'> },
): { role: string; holds: boolean; conflict?: string } {
  return {
    role,
    holds: actor.isUser && membership.holds(role, owned),
    conflict: dutyConflict({
      person: actor.ref,
      requestedBy: review.requestedBy,
      submitters: review.submitters,
      memberOfOwner: membership.owns(owned),
      ownersRole: people.role(role).relative === 'owner',
    }),
  };
}

/** Whether a role is anybody's outside the owning group, as nobody is named for it. */
export function isAnybodys({
  holders,
  relative,
}: Pick<Role, 'holders' | 'relative'>): boolean {
  return relative === 'other-team' && holders.length === 0;
}

/** Each role brings eyes of its own: why whoever has decided for one cannot for another. */
export function spokenFor(
  roles: readonly StoredRole[],
  role: string,
  { actor, people }: Pick<DeskCall, 'actor'> & { people: Pick<People, 'role'> },
): string | undefined {
  const other = otherDecisionOf(actor.ref, role, roles);
  return (
    other &&
    `You have decided for ${people.role(other.role).title} already; somebody else has to decide for ${people.role(role).title}.`
  );
}

/** What somebody has decided in a review for another role than one. */
export function otherDecisionOf(
  person: string,
  role: string,
  roles: readonly StoredRole[],
): StoredRole | undefined {
  return roles.find(
    each => each.role !== role && each.decision && each.by === person,
  );
}

function maySignSection(
  section: SectionDocument,
  {
    whole,
    call,
    options,
  }: {
    whole: WholeReview;
    call: DeskCall;
    options: { people: Pick<People, 'role'> };
  },
): boolean {
  const { state } = whole.review;
  const signOff = whole.signOffs.find(each => each.section === section.id);
  const open = ['submitted', 'in-review', 'changes-requested'].includes(state);
  const again = isHoldingReview(state) && signOff?.state === 'stale';
  if (!open && !again) return false;
  const signing = new Set([
    section.reviewer,
    sectionRole(section, decidingRolesOf(whole, call)),
  ]);
  return [...signing].some(role => {
    const { holds, conflict } = dutyOf(role, call, options);
    return holds && conflict === undefined;
  });
}

function isDecided(role: string, roles: StoredRole[]): boolean {
  return roles.some(each => each.role === role && each.decision !== undefined);
}
