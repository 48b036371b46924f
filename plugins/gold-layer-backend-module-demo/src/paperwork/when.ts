const dayMs = 24 * 60 * 60 * 1000;

/** A day counted from the one on which the story is first told, as `2026-03-01`. */
export function dayFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** An hour (UTC) of a day before, never later than now. */
export function hourOf(now: Date, daysAgo: number, hour: number): string {
  const day = Date.parse(dayFrom(now, -daysAgo));
  const at = Math.min(day + hour * 60 * 60 * 1000, now.getTime());
  return new Date(at).toISOString();
}
