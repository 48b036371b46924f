import { reviewExportSchema, type ReviewLogEntry } from './review';

/** The hash before the first entry of a log. */
export const firstHash = '0'.repeat(64);

/** SHA-256 in hex of a text in UTF-8; handed in, as each place has its own. */
export type Sha256 = (text: string) => string | Promise<string>;

/** JSON that is the same for the same value everywhere: keys in order, nothing undefined, no blanks. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(item => canonicalJson(item ?? null)).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

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

/** What came of verifying an exported review. */
export interface ReviewVerification {
  /** Each in one sentence, in order of the log; none when everything holds. */
  problems: string[];
  entries: number;
  /** Hash of the last entry: it stands for the whole log. */
  head: string;
}

/**
 * Verifies an exported review without the portal: that its log is whole and in
 * order, that no entry was changed, and that the frozen snapshot is the one
 * the log speaks of.
 *
 * A log that was rewritten from its first entry on is consistent in itself;
 * compare {@link ReviewVerification.head} with a hash from elsewhere (the
 * portal's audit log has them) to rule that out.
 */
export async function verifyReviewExport(
  file: unknown,
  options: { sha256: Sha256 },
): Promise<ReviewVerification> {
  const parsed = reviewExportSchema.safeParse(file);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    const place = path.join('.') || 'the file';
    return {
      problems: [`It is no exported review: ${place}: ${message}.`],
      entries: 0,
      head: firstHash,
    };
  }
  const { log, snapshot, snapshotHash } = parsed.data;
  const problems = await brokenLinks(log, options.sha256);
  if (snapshot || snapshotHash) {
    const hash = await options.sha256(canonicalJson(snapshot ?? null));
    if (hash !== snapshotHash) {
      problems.push('The snapshot is not the one that was frozen.');
    }
    if (!log.some(({ detail }) => detail.snapshotHash === snapshotHash)) {
      problems.push('The log does not speak of this snapshot.');
    }
  }
  return {
    problems,
    entries: log.length,
    head: log.at(-1)?.hash ?? firstHash,
  };
}

async function brokenLinks(
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
