import type { Replica } from './ReplicaStore';

/** A replica that was not heard of for this long is taken to be gone. */
export const goneMs = 2 * 60_000;

/** A replica looks so often at what the others evaluate with. */
export const lookMs = 5_000;

/** By then all others have noticed that there are newer definitions, and ended what they were about. */
const handoverMs = 2 * lookMs;

/**
 * - `ahead`: it evaluates
 * - `next`: its definitions are the newest, but another replica may not have noticed yet
 * - `behind`: another replica has newer definitions, or ones as new
 */
export type Precedence = 'ahead' | 'next' | 'behind';

/**
 * Which of the replicas may evaluate: those with the definitions that came
 * last. While a deployment is under way, or a file of definitions has reached
 * one replica and not yet the others, replicas would otherwise undo each
 * other's results, over and over. Whoever goes back to earlier definitions on
 * purpose is let ahead once the last replica with the later ones is gone.
 *
 * @param adoptedAt - since when the replica has what it has, in milliseconds
 */
export function decidePrecedence(
  own: Pick<Replica, 'id' | 'fingerprint'>,
  replicas: readonly Replica[],
  { adoptedAt, now }: { adoptedAt: number; now: number },
): Precedence {
  const since = new Map<string, number>();
  for (const replica of replicas) {
    const known = since.get(replica.fingerprint) ?? Infinity;
    since.set(replica.fingerprint, Math.min(known, replica.since));
  }
  const alive = replicas.filter(
    ({ id, confirmedAt }) => id === own.id || confirmedAt > now - goneMs,
  );
  const fingerprints = [
    ...new Set(alive.map(({ fingerprint }) => fingerprint)),
  ].sort(
    (a, b) => (since.get(b) ?? 0) - (since.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  if (fingerprints[0] !== own.fingerprint) return 'behind';
  return fingerprints.length === 1 || now - adoptedAt >= handoverMs
    ? 'ahead'
    : 'next';
}
