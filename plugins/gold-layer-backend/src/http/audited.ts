import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { assertError, ForwardedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/** What is about to be done, as the audit log names it. */
export interface AuditedAction extends Pick<
  AuditorServiceCreateEventOptions,
  'eventId' | 'severityLevel' | 'request'
> {
  /** What it is done to. Never values that people would not want in a log. */
  meta?: JsonObject;
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
    await entry.fail({
      error:
        error instanceof Error ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
  await entry.success({ meta: summarize?.(outcome) });
  return outcome;
}
