import { renewableDays } from './terms';
import type { Waiver, WaiverState } from './waiver';

const dayMs = 24 * 60 * 60 * 1000;

/** Whether somebody may do something; if not, why. */
export type Allowance = Waiver['may']['decide'];

/** Everything on which it depends what somebody may do with a waiver. */
export interface WaiverSituation {
  /** At `now`. */
  state: WaiverState;
  /** Milliseconds. */
  now: number;
  /** Milliseconds. */
  endsAt: number;
  serviceExists: boolean;
  requestedBy: string;
  person: { ref: string; isUser: boolean; ownsService: boolean };
  /** Whether the permissions to request and to decide are held for the service. */
  permitted: { request: boolean; decide: boolean };
  /** The role that has to approve and those above it, lowest first. */
  approvers: {
    title: string;
    /** By its definition the role of whoever owns the service. */
    ownersRole: boolean;
    /** The person may speak for it. */
    held: boolean;
  }[];
  /** 0 for the first term. */
  renewal: number;
  /** How many the policy allows. */
  renewals: number;
  /** One more term was already asked for. */
  renewalAsked: boolean;
  /** One more term was approved. */
  renewed: boolean;
}

const stateWords: Record<WaiverState, string> = {
  requested: 'not decided yet',
  active: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  revoked: 'revoked',
  expired: 'expired',
  renewed: 'renewed',
};

const allowed: Allowance = { allowed: true };

/** What somebody may do with a waiver now, with the reason where they may not. */
export function waiverMay(situation: WaiverSituation): Waiver['may'] {
  return {
    decide: mayDecide(situation),
    renew: mayRenew(situation),
    revoke: mayRevoke(situation),
    withdraw: mayWithdraw(situation),
  };
}

/**
 * Whoever asked never decides, and whoever belongs to the owning group decides
 * only in the role that is the owner's by definition.
 */
function mayDecide(situation: WaiverSituation): Allowance {
  const { state, person, approvers } = situation;
  if (state !== 'requested') return because(`It is ${stateWords[state]}.`);
  const barred = barredFrom(situation, 'decide');
  if (barred) return barred;
  if (person.ref === situation.requestedBy) {
    return because(
      'You asked for this waiver; somebody else has to decide it.',
    );
  }
  const held = approvers.filter(role => role.held);
  if (held.some(role => role.ownersRole || !person.ownsService)) return allowed;
  if (held.length > 0) {
    return because(
      'You belong to the group that owns the service; somebody from outside has to decide.',
    );
  }
  return because(needs(situation));
}

function mayRevoke(situation: WaiverSituation): Allowance {
  const { state, person, approvers } = situation;
  if (state !== 'active') return because(`It is ${stateWords[state]}.`);
  const barred = barredFrom(situation, 'decide');
  if (barred) return barred;
  // Ending a waiver only makes things stricter, so those concerned may do it too.
  const concerned =
    person.ownsService ||
    person.ref === situation.requestedBy ||
    approvers.some(role => role.held);
  return concerned ? allowed : because(needs(situation));
}

function mayRenew(situation: WaiverSituation): Allowance {
  const { state, now, endsAt, renewal, renewals } = situation;
  const lately = state === 'expired' && now - endsAt <= renewableDays * dayMs;
  if (state !== 'active' && !lately) {
    return because(
      state === 'expired'
        ? `It expired more than ${renewableDays} days ago; ask for a new one.`
        : `It is ${stateWords[state]}.`,
    );
  }
  if (situation.renewed) return because(`It is ${stateWords.renewed}.`);
  const barred = barredFrom(situation, 'request');
  if (barred) return barred;
  if (renewal >= renewals) {
    return because(
      renewals === 0
        ? 'Waivers are not renewed; the cause has to be put right.'
        : `It was renewed ${renewals === 1 ? 'once' : `${renewals} times`} already; the cause has to be put right.`,
    );
  }
  return situation.renewalAsked
    ? because('One more term was asked for already and waits for a decision.')
    : allowed;
}

function mayWithdraw(situation: WaiverSituation): Allowance {
  const { state, person } = situation;
  if (state !== 'requested') return because(`It is ${stateWords[state]}.`);
  const barred = barredFrom(situation, 'request');
  if (barred) return barred;
  return person.ownsService || person.ref === situation.requestedBy
    ? allowed
    : because('Only who asked and the owners of the service may take it back.');
}

function barredFrom(
  { serviceExists, person, permitted }: WaiverSituation,
  verb: 'request' | 'decide',
): Allowance | undefined {
  if (!serviceExists) return because('The service has left the catalog.');
  if (!person.isUser) {
    return because('Risks are accepted by people, not by services.');
  }
  return permitted[verb]
    ? undefined
    : because(`Permission gold-layer.waiver.${verb} is missing.`);
}

function needs({ approvers }: WaiverSituation): string {
  const [role, ...above] = approvers;
  const title = role?.title ?? 'of an approver';
  return `It takes the role ${title}${above.length > 0 ? ' or one above it' : ''}, which you do not hold.`;
}

function because(reason: string): Allowance {
  return { allowed: false, reason };
}
