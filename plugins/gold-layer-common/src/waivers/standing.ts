import type { WaiverPolicy } from './terms';
import type { Waiver, WaiverState } from './waiver';

const dayMs = 24 * 60 * 60 * 1000;

/** What of a waiver depends on the time. */
export interface TimedWaiver {
  /** As last written. */
  state: WaiverState;
  /** Milliseconds: the end approved, or asked for. */
  endsAt: number;
}

/** The state at a moment: an active waiver ends by itself, whether or not anybody has noted it. */
export function waiverStateAt(
  { state, endsAt }: TimedWaiver,
  now: number,
): WaiverState {
  return state === 'active' && endsAt <= now ? 'expired' : state;
}

/** Whether the first reminder before the end is due. */
export function isWaiverExpiring(
  policy: WaiverPolicy,
  waiver: TimedWaiver,
  now: number,
): boolean {
  return (
    waiverStateAt(waiver, now) === 'active' &&
    waiver.endsAt - now <= waiverReminderMs(policy)
  );
}

/** How long before the end the first reminder is due, in milliseconds. */
export function waiverReminderMs(policy: WaiverPolicy): number {
  return Math.max(0, ...policy.noticeDays) * dayMs;
}

/**
 * The reminder that is due, as days before the end: the latest of those whose
 * time has come since the approval. A waiver shorter than a reminder's time
 * gets none of that kind.
 */
export function waiverNoticeDue(
  policy: WaiverPolicy,
  waiver: TimedWaiver & { decidedAt: number },
  now: number,
): number | undefined {
  if (waiverStateAt(waiver, now) !== 'active') return undefined;
  const due = policy.noticeDays.filter(days => {
    const at = waiver.endsAt - days * dayMs;
    return waiver.decidedAt < at && at <= now;
  });
  return due.length > 0 ? Math.min(...due) : undefined;
}

/**
 * Why no waiver can be asked for, from where a check or control stands without
 * one; absent when one can. What is unknown may be waived: it is not green.
 */
export function waiverRefusal(
  state: Waiver['trueState'] | 'not-applicable',
): string | undefined {
  switch (state) {
    case undefined:
      return 'Where this stands cannot be told, as it was not evaluated for this service yet.';
    case 'pass':
      return 'This check passes; there is no risk to accept.';
    case 'met':
      return 'This control is met; there is no risk to accept.';
    case 'not-applicable':
      return 'This does not apply to the service; there is no risk to accept.';
    case 'upcoming':
      return 'This check does not count for the service yet; there is no risk to accept.';
    default:
      return undefined;
  }
}
