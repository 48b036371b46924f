import { ServiceRecord } from './record';
import { OwnershipGap, OwnershipGapKind } from './service';

/** One owner of a service, as the catalog's relations name it. */
export interface ServiceOwner {
  /** Full entity ref. */
  ref: string;
  kind: 'group' | 'user' | 'other';
  /** Whether the catalog has the entity. */
  found: boolean;
  /** Direct and inherited members of a group; absent when they could not be counted. */
  members?: number;
}

/** A group of one cannot cover for itself. */
const fewestMembers = 2;

function gap(kind: OwnershipGapKind, message: string): OwnershipGap {
  return { kind, message };
}

function ownerGaps(owners: ServiceOwner[]): OwnershipGap[] {
  const groups = owners.filter(owner => owner.kind === 'group');
  const users = owners.filter(owner => owner.kind === 'user');
  const named = owners.map(owner => owner.ref).join(', ');
  if (groups.length === 0 && users.length > 0) {
    return [
      gap(
        'owner-is-user',
        `Owned by ${named}, a person. Set spec.owner to the group that answers for the service.`,
      ),
    ];
  }
  if (groups.length === 0) {
    return [
      gap(
        'no-owner',
        `${named ? `Owned by ${named}, which is not a group` : 'No owner'}. Set spec.owner to the group that answers for the service.`,
      ),
    ];
  }

  const gaps: OwnershipGap[] = [];
  if (groups.length > 1) {
    const refs = groups.map(group => group.ref).join(', ');
    gaps.push(
      gap(
        'several-owners',
        `Owned by ${groups.length} groups: ${refs}. Leave exactly one, so that it is clear who answers.`,
      ),
    );
  }
  for (const { ref, found, members } of groups) {
    if (!found) {
      gaps.push(
        gap(
          'owner-not-found',
          `The owner ${ref} is not in the catalog. Correct spec.owner or register the group.`,
        ),
      );
    } else if (members !== undefined && members < fewestMembers) {
      gaps.push(
        gap(
          'owner-too-small',
          `The owner ${ref} has ${members} ${members === 1 ? 'member' : 'members'}. At least ${fewestMembers} are needed, so that somebody is there when one is away.`,
        ),
      );
    }
  }
  return gaps;
}

/**
 * What is missing from a service's ownership: exactly one owning group that
 * exists and has at least two members, a tier, a rotation and somebody to
 * escalate to.
 */
export function ownershipGaps(input: {
  owners: ServiceOwner[];
  record: ServiceRecord;
}): OwnershipGap[] {
  const { tier, onCall } = input.record;
  const gaps = ownerGaps(input.owners);
  if (!tier) {
    gaps.push(
      gap(
        'no-tier',
        'No tier declared. Set spec.goldLayer.tier to critical, important, standard or experimental.',
      ),
    );
  }
  if (!onCall?.rotation) {
    gaps.push(
      gap(
        'no-rotation',
        'No on-call rotation declared. Name it in spec.goldLayer.onCall.rotation.',
      ),
    );
  }
  if (!onCall?.escalation?.length) {
    gaps.push(
      gap(
        'no-escalation',
        'No escalation path declared. List who is called next in spec.goldLayer.onCall.escalation.',
      ),
    );
  }
  return gaps;
}
