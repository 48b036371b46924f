/** Numbers are worked out about once a minute; after so long something is wrong. */
const tooOldMs = 15 * 60_000;

/** Whether the numbers are so old that working them out must have stopped. */
export function isTooOld(evaluatedAt: string, now: number): boolean {
  return now - Date.parse(evaluatedAt) >= tooOldMs;
}
