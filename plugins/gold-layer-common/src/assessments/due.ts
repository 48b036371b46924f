import { DateTime, Duration } from 'luxon';

/** People are told this long before an assessment is due. */
export const dueSoonDays = 14;

/** When the next assessment is due after one published at a moment, in milliseconds; calendar months count as such. */
export function nextDue(publishedAt: number, cadence: string): number {
  return DateTime.fromMillis(publishedAt, { zone: 'utc' })
    .plus(Duration.fromISO(cadence))
    .toMillis();
}

/** Whether the next assessment should have been published by now; on the very moment it should. */
export function isOverdue(due: number | undefined, now: number): boolean {
  return due !== undefined && due <= now;
}

/** Whether it falls due within {@link dueSoonDays}, or already has. */
export function isDueSoon(due: number | undefined, now: number): boolean {
  return due !== undefined && due <= now + dueSoonDays * 24 * 3_600_000;
}
