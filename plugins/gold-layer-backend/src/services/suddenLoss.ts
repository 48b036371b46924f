/** Losing so few at once is never suspicious. */
const unsuspiciousLoss = 20;

/** How long a sudden loss is doubted before it is believed. */
export const doubtMs = 5 * 60_000;

/**
 * Whether services missing from the catalog should be kept for now. A catalog
 * that has just been started anew, or lost the place it reads from, shows
 * little or nothing for a while; believing it at once would throw away every
 * service's facts and history. So when most services go in one go they are
 * kept until the catalog has insisted for five minutes.
 */
export function doubtLoss(loss: {
  gone: number;
  known: number;
  /** Since when so many have been missing; absent if it was noticed just now. */
  since?: Date;
  now: Date;
}): boolean {
  const sudden = loss.gone > unsuspiciousLoss && loss.gone * 2 > loss.known;
  const waited = loss.since ? loss.now.getTime() - loss.since.getTime() : 0;
  return sudden && waited < doubtMs;
}
