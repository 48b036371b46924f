import { canonicalJson } from '../canonicalJson';
import type { ReviewLogEntry, RoleDecision } from '../review';
import type { ReviewSnapshot } from '../snapshot';
import type { ExportedReview } from './ExportedReview';
import { keysOf } from './keysOf';
import { decided, decisionDropped, imported, readEntry } from './logDetails';

type Log = readonly ReviewLogEntry[];

/** The word of a role. */
interface Given {
  role: string;
  decision?: RoleDecision['decision'];
  comment?: string;
  by?: string;
  /** ISO time. */
  at?: string;
}

/** Decisions that nobody gave as they stand there, and such as are missing. */
export function contradictedDecisions(
  review: ExportedReview,
  log: Log,
  snapshot: ReviewSnapshot | undefined,
): string[] {
  const said = review.decisions
    .filter(({ decision }) => decision)
    .map(({ at, by, comment, decision, role }) => ({
      role,
      decision,
      comment,
      by: by?.ref,
      at,
    }));
  const { given, standing } = snapshot ? frozenIn(snapshot) : loggedIn(log);
  const proven = keysOf(given);
  const shown = keysOf(said);
  return [
    ...said
      .filter(word => !proven.has(canonicalJson(word)))
      .map(
        ({ decision, role }) =>
          `The role '${role}' is said to have decided ${decision}; it did not so.`,
      ),
    ...standing
      .filter(word => !shown.has(canonicalJson(word)))
      .map(
        ({ decision, role }) =>
          `The role '${role}' decided ${decision}; that is missing.`,
      ),
  ];
}

/** What was decided, and what of it must still be there. */
interface Decisions {
  given: Given[];
  standing: Given[];
}

function loggedIn(log: Log): Decisions {
  const given = new Map<string, Given>();
  const standing = new Map<string, Given>();
  for (const entry of log) {
    const word = readEntry(entry, decided);
    if (word) {
      const { comment, decision, role } = word;
      const by = entry.actor.ref;
      const all = { role, decision, comment, by, at: entry.at };
      given.set(role, all);
      standing.set(role, all);
    }
    const dropped = readEntry(entry, decisionDropped)?.role ?? '';
    given.delete(dropped);
    standing.delete(dropped);
    // A role that the tier no longer asks for leaves with the next submission,
    // and takes its word along; of what was told from before the portal not
    // every word needs to have counted.
    const leaves = [imported.event, 'submitted'].includes(entry.event);
    if (leaves) standing.clear();
  }
  return { given: [...given.values()], standing: [...standing.values()] };
}

function frozenIn({ decisions }: ReviewSnapshot): Decisions {
  const given = decisions
    .filter(({ decision }) => decision)
    .map(({ at, by, comment, decision, role }) => ({
      role,
      decision,
      comment,
      by,
      at: at === undefined ? undefined : new Date(at).toISOString(),
    }));
  return { given, standing: given };
}
