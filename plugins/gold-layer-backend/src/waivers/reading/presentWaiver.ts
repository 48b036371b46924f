import {
  isWaiverExpiring,
  Person,
  rolesFrom,
  Waiver,
  WaiverApprover,
  waiverMay,
  WaiverPolicy,
  waiverRenewalsLeft,
  waiverStateAt,
} from '@gold-layer/backstage-plugin-common';
import type { People } from '../../people';
import type { ThingStanding } from '../WaivableThings';
import type { WaiverRecord } from '../WaiverRecord';
import type { Viewer } from './Viewers';

/** What is known besides a waiver when it is shown. */
export interface WaiverSurroundings {
  policy: WaiverPolicy;
  people: People;
  described: Map<string, Person>;
  viewer: Viewer;
  standing?: ThingStanding;
  /** The role that has to approve. */
  role: string;
  approver: WaiverApprover;
  /** Why nobody can decide, or why it waits for nobody. */
  problem?: string;
  renewalAsked: boolean;
  now: number;
}

/** A waiver as its viewer sees it. */
export function presentWaiver(
  record: WaiverRecord,
  around: WaiverSurroundings,
): Waiver {
  const { policy, described, standing, now } = around;
  const state = waiverStateAt(record, now);
  const person = (ref: string) => described.get(ref) ?? { ref, title: ref };
  const approved = record.decidedAt !== undefined && state !== 'rejected';
  const trueState =
    standing?.state === 'not-applicable' ? undefined : standing?.state;
  return {
    id: record.id,
    service: record.service,
    serviceTitle: record.serviceTitle,
    serviceExists: record.serviceExists,
    tier: record.tier,
    owner: record.owner === undefined ? undefined : person(record.owner),
    subject: record.subject,
    title: standing?.title ?? record.title,
    trueState,
    risk: record.risk,
    level: record.level,
    state,
    requestedBy: person(record.requestedBy),
    requestedAt: iso(record.requestedAt),
    requestedUntil: record.requestedUntil,
    until: approved ? iso(record.endsAt) : undefined,
    shortened: record.shortened && {
      at: iso(record.shortened.at),
      from: iso(record.shortened.from),
      tier: record.shortened.tier,
    },
    approver: {
      ...around.approver,
      problem: state === 'requested' ? around.problem : undefined,
    },
    decidedBy: record.decidedBy ? person(record.decidedBy) : undefined,
    decidedAt:
      record.decidedAt === undefined ? undefined : iso(record.decidedAt),
    comment: record.comment,
    ended:
      record.endedBy !== undefined && record.endedAt !== undefined
        ? {
            by: person(record.endedBy),
            at: iso(record.endedAt),
            comment: record.endComment ?? '',
          }
        : undefined,
    renewal: record.renewal,
    renewalsLeft: waiverRenewalsLeft(policy, record.renewal),
    renewalOf: record.renewalOf,
    renewedBy: record.renewedBy,
    expiring: isWaiverExpiring(policy, record, now),
    version: record.version,
    may: mayOf(record, around),
  };
}

/** What the viewer may do with it now. */
export function mayOf(
  record: WaiverRecord,
  around: Omit<
    WaiverSurroundings,
    'approver' | 'described' | 'standing' | 'problem'
  >,
): Waiver['may'] {
  const { policy, people, viewer, now } = around;
  const { actor, membership } = viewer;
  return waiverMay({
    state: waiverStateAt(record, now),
    now,
    endsAt: record.endsAt,
    serviceExists: record.serviceExists,
    requestedBy: record.requestedBy,
    person: {
      ref: actor.ref,
      isUser: actor.isUser,
      ownsService: membership?.owns(record) ?? false,
    },
    permitted: {
      request: viewer.request.has(record.service),
      decide: viewer.decide.has(record.service),
    },
    approvers: rolesFrom(policy, around.role).map(name => ({
      title: people.role(name).title,
      ownersRole: people.role(name).relative === 'owner',
      held: membership?.holds(name, record) ?? false,
    })),
    renewal: record.renewal,
    renewals: policy.renewals,
    renewalAsked: around.renewalAsked,
    renewed: record.renewedBy !== undefined,
  });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
