import { DateTime, Duration } from 'luxon';

/** Until when a value is fresh; absent when it does not go stale. */
export function validUntil(
  collectedAt: Date,
  validFor: string | undefined,
): Date | undefined {
  if (validFor === undefined) return undefined;
  return DateTime.fromJSDate(collectedAt, { zone: 'utc' })
    .plus(Duration.fromISO(validFor))
    .toJSDate();
}
