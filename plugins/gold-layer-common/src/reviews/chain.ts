import { canonicalJson } from './canonicalJson';
import type { ReviewLogEntry } from './review';

/** The hash before the first entry of a log. */
export const firstHash = '0'.repeat(64);

/** SHA-256 in hex of a text in UTF-8; handed in, as each place has its own. */
export type Sha256 = (text: string) => string | Promise<string>;

/**
 * What the hash of a log entry covers: all of it, the hash before it included,
 * but for the actor's display name, which may change.
 */
export function chainedText(entry: Omit<ReviewLogEntry, 'hash'>): string {
  const { seq, at, actor, event, text, detail, previousHash } = entry;
  return canonicalJson({
    seq,
    at,
    actor: actor.ref,
    event,
    text,
    detail,
    previousHash,
  });
}

/** Where the entries of a log do not hold together, each place in one sentence. */
export async function brokenLinks(
  log: readonly ReviewLogEntry[],
  sha256: Sha256,
): Promise<string[]> {
  const problems = log.length > 0 ? [] : ['The log is empty.'];
  let previous = { seq: 0, hash: firstHash };
  for (const entry of log) {
    const name = `Entry ${entry.seq} (${entry.event}, ${entry.at})`;
    if (entry.seq !== previous.seq + 1) {
      problems.push(`${name} does not follow entry ${previous.seq}.`);
    } else if (entry.previousHash !== previous.hash) {
      problems.push(`${name} does not continue the entry before it.`);
    }
    if ((await sha256(chainedText(entry))) !== entry.hash) {
      problems.push(`${name} was changed after it was written.`);
    }
    previous = entry;
  }
  return problems;
}
