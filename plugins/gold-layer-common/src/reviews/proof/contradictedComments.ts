import { canonicalJson } from '../canonicalJson';
import type { ReviewLogEntry } from '../review';
import type { ExportedReview } from './ExportedReview';
import { keysOf } from './keysOf';
import { changesRequested, commented, entriesOf, imported } from './logDetails';

/** Comments that nobody wrote so, and such as are missing. */
export function contradictedComments(
  { comments }: ExportedReview,
  log: readonly ReviewLogEntry[],
): string[] {
  const written = entriesOf(log, commented).map(({ detail, entry }) => ({
    ...detail,
    author: entry.actor.ref,
    at: entry.at,
  }));
  // Whoever asks for changes leaves the reason as a comment, of which only this is in the log.
  const asked = entriesOf(log, changesRequested).map(({ detail, entry }) => ({
    section: detail.section,
    body: detail.comment,
    author: entry.actor.ref,
    at: entry.at,
  }));
  const said = comments.map(({ author, mentions, ...rest }) => ({
    ...rest,
    author: author.ref,
    mentions: mentions.map(({ ref }) => ref),
  }));
  const shown = keysOf(said);
  const proven = keysOf([...written, ...asked]);
  // Comments from before the portal are taken over without entries.
  const past = entriesOf(log, imported).length > 0;
  const isProven = (comment: (typeof said)[number]) => {
    const { id, mentions, ...reason } = comment;
    return [comment, reason].some(each => proven.has(canonicalJson(each)));
  };
  return [
    ...said
      .filter(each => !past && !isProven(each))
      .map(
        ({ at, author }) =>
          `The comment of ${author} at ${at} was not written so.`,
      ),
    ...written
      .filter(each => !shown.has(canonicalJson(each)))
      .map(({ at, author }) => `What ${author} wrote at ${at} is missing.`),
  ];
}
