import type { ControlAnswer, ReviewLogEntry } from '../review';
import type { FrozenAnswer, FrozenEvidence, ReviewSnapshot } from '../snapshot';
import {
  answered,
  entriesOf,
  evidenceAdded,
  evidenceRemoved,
  imported,
  readEntry,
  started,
  upgraded,
} from './logDetails';

/** What is proven of a piece of evidence. Of what was carried over only this is in the log. */
export interface ProvenEvidence {
  id: string;
  title: string;
  sha256?: string;
  /** All of it, where all of it was frozen or logged. */
  whole?: FrozenEvidence;
}

/** What is proven of a control: what people said of it, and by which evidence. */
export interface ProvenControl {
  /** Absent: nobody has answered; what facts say is not in the log. */
  given?: ControlAnswer;
  note?: string;
  dispute?: string;
  evidence: Map<string, ProvenEvidence>;
}

/** Entries that came after a snapshot was frozen; all where there is none. */
export function entriesSince(
  log: readonly ReviewLogEntry[],
  snapshot: ReviewSnapshot | undefined,
): ReviewLogEntry[] {
  const frozenAt = snapshot
    ? log.findIndex(({ detail }) => detail.snapshotHash !== undefined)
    : -1;
  return log.slice(frozenAt + 1);
}

/**
 * What people have said of every control, from what was frozen and what was
 * logged since; from the log alone where nothing was frozen. Undefined where
 * neither tells: of a review from before the portal that was not approved.
 */
export function provenControls(
  log: readonly ReviewLogEntry[],
  snapshot: ReviewSnapshot | undefined,
): Map<string, ProvenControl> | undefined {
  if (!snapshot && entriesOf(log, imported).length > 0) return undefined;
  const controls = new Map<string, ProvenControl>(
    snapshot?.answers.map(answer => [answer.control, frozen(answer)]),
  );
  const of = (control: string): ProvenControl => {
    const found = controls.get(control) ?? { evidence: new Map() };
    controls.set(control, found);
    return found;
  };
  for (const entry of entriesSince(log, snapshot)) replay(entry, of);
  return controls;
}

function frozen({
  answer,
  disputed,
  evidence,
  note,
  source,
}: FrozenAnswer): ProvenControl {
  return {
    given: source === 'automatic' ? undefined : answer,
    note,
    dispute: disputed?.comment,
    evidence: new Map(evidence.map(each => [each.id, wholly(each)])),
  };
}

function wholly(whole: FrozenEvidence): ProvenEvidence {
  const { file, id, title } = whole;
  return { id, title, sha256: file?.sha256, whole };
}

function replay(
  entry: ReviewLogEntry,
  of: (control: string) => ProvenControl,
): void {
  const carried = readEntry(entry, started)?.carriedOver?.controls ?? [];
  for (const { answer, control, evidence, note } of carried) {
    const found = of(control);
    Object.assign(found, { given: answer, note });
    for (const each of evidence) found.evidence.set(each.id, each);
  }
  const answer = readEntry(entry, answered);
  if (answer) {
    const { dispute, note, answer: given } = answer.to;
    Object.assign(of(answer.control), { given, note, dispute });
  }
  for (const { control } of readEntry(entry, upgraded)?.takenBack ?? []) {
    const nothing = { given: undefined, note: undefined, dispute: undefined };
    Object.assign(of(control), nothing);
  }
  const added = readEntry(entry, evidenceAdded);
  if (added) of(added.control).evidence.set(added.id, wholly(added));
  const removed = readEntry(entry, evidenceRemoved);
  if (removed) of(removed.control).evidence.delete(removed.id);
}
