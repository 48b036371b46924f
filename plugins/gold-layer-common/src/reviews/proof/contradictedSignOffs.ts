import type { ReviewLogEntry, ReviewSection } from '../review';
import type { ExportedReview } from './ExportedReview';
import {
  answered,
  changesRequested,
  decided,
  entriesOf,
  evidenceAdded,
  evidenceRemoved,
  imported,
  readEntry,
  signed,
  signOffDropped,
} from './logDetails';

type Log = readonly ReviewLogEntry[];

/** What somebody said on a section, as logged. */
interface Word {
  seq: number;
  by: string;
  at: string;
  comment?: string;
  isSignature: boolean;
}

/** Sign-offs that nobody gave so, that are overtaken, or that are missing. */
export function contradictedSignOffs(
  { sections }: ExportedReview,
  log: Log,
): string[] {
  return sections.flatMap(section => {
    const problem = contradicted(section, log);
    return problem ? `Section '${section.section}': ${problem}` : [];
  });
}

function contradicted(section: ReviewSection, log: Log): string | undefined {
  const { signOff } = section;
  const words = wordsOn(section.section, log);
  const dropped = lastDrop(section.section, log);
  if (!signOff) {
    return words.some(({ seq }) => seq > dropped)
      ? 'what was said on it is missing.'
      : undefined;
  }
  const given = words.filter(
    ({ at, by, comment, isSignature }) =>
      at === signOff.at &&
      by === signOff.by.ref &&
      comment === signOff.comment &&
      isSignature === (signOff.state !== 'changes-requested'),
  );
  const word = given.at(-1) ?? signedWithDecision(section, log);
  if (!word) return 'nobody signed it or asked for changes so.';
  const later = words.some(({ seq }) => seq > word.seq);
  // Past words are logged by their time, which need not be the order in which they were told.
  if (later && entriesOf(log, imported).length === 0) {
    return 'what is said on it was overtaken by a later word.';
  }
  if (signOff.state !== 'signed') return undefined;
  if (dropped > word.seq) return 'its signature no longer counts.';
  return isChangedSince(section, word, log)
    ? 'it was changed after it was signed.'
    : undefined;
}

function wordsOn(id: string, log: Log): Word[] {
  return log.flatMap(entry => {
    const signature = readEntry(entry, signed);
    const word = signature ?? readEntry(entry, changesRequested);
    if (word?.section !== id) return [];
    return {
      seq: entry.seq,
      by: entry.actor.ref,
      at: entry.at,
      comment: word.comment,
      isSignature: signature !== undefined,
    };
  });
}

/** When a signature was last taken back because its giver may no longer judge; 0: never. */
function lastDrop(id: string, log: Log): number {
  return (
    entriesOf(log, signOffDropped)
      .filter(({ detail }) => detail.section === id)
      .at(-1)?.entry.seq ?? 0
  );
}

/** A role that approves signs those of its sections on which nothing stands. */
function signedWithDecision(
  { signOff }: ReviewSection,
  log: Log,
): Pick<Word, 'seq'> | undefined {
  if (!signOff || signOff.state === 'changes-requested') return undefined;
  return entriesOf(log, decided)
    .filter(
      ({ detail, entry }) =>
        detail.decision !== 'rejected' &&
        entry.actor.ref === signOff.by.ref &&
        entry.at === signOff.at,
    )
    .at(-1)?.entry;
}

function isChangedSince(
  { controls }: ReviewSection,
  { seq }: Pick<Word, 'seq'>,
  log: Log,
): boolean {
  const here = new Set(controls.map(({ control }) => control));
  return log.some(entry => {
    if (entry.seq <= seq) return false;
    if (entry.event === 'upgraded') return true;
    const touched =
      readEntry(entry, answered) ??
      readEntry(entry, evidenceAdded) ??
      readEntry(entry, evidenceRemoved);
    return touched !== undefined && here.has(touched.control);
  });
}
