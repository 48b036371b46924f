import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import {
  assertError,
  ErrorLike,
  ForwardedError,
  NotAllowedError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/** What is about to be done, as the audit log names it. */
export interface AuditedAction extends Pick<
  AuditorServiceCreateEventOptions,
  'eventId' | 'severityLevel' | 'request'
> {
  /** What it is done to. Never values that people would not want in a log. */
  meta?: JsonObject;
}

/** Errors that the audit log knows already. */
const recorded = new WeakSet<object>();

/** What the audit log says instead of messages that repeat what people wrote. */
const auditWords = new WeakMap<object, string>();

/** An error whose message repeats what people wrote; the audit log, which is kept for long and read by others, gets other words. */
export function notForAudit(error: Error, words: string): Error {
  auditWords.set(error, words);
  return error;
}

/**
 * Records that somebody was refused, unless the attempt was audited as a write
 * anyway. Reads that succeed leave no trace.
 */
export async function auditRefusal(
  auditor: AuditorService,
  error: NotAllowedError,
  event: Pick<AuditedAction, 'request' | 'meta'>,
): Promise<void> {
  if (recorded.has(error)) return;
  const entry = await auditor.createEvent({
    ...event,
    eventId: 'refusal',
    severityLevel: 'medium',
  });
  await entry.fail({ error });
}

/**
 * Runs a write and leaves its trace in the audit log: that it began, and how
 * it ended. `summarize` adds figures of the outcome to a success.
 *
 * @throws whatever the action throws, after recording the failure
 */
export async function audited<T>(
  auditor: AuditorService,
  { meta, ...event }: AuditedAction,
  action: () => Promise<T>,
  summarize?: (outcome: T) => JsonObject,
): Promise<T> {
  const entry = await auditor.createEvent({ ...event, meta });
  let outcome: T;
  try {
    outcome = await action();
  } catch (error) {
    assertError(error);
    recorded.add(error);
    await entry.fail({ error: forAudit(error) });
    throw error;
  }
  await entry.success({ meta: summarize?.(outcome) });
  return outcome;
}

function forAudit(error: ErrorLike): Error {
  const words = auditWords.get(error);
  if (words === undefined) {
    return error instanceof Error ? error : new ForwardedError('Failed', error);
  }
  const told = new Error(words);
  told.name = error.name;
  return told;
}
