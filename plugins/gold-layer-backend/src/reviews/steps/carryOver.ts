import { NotFoundError } from '@backstage/errors';
import { after, endOf, upgradeDiff } from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import type {
  CompiledChecklist,
  CompiledControl,
} from '../checklists/compileChecklist';
import type {
  StoredAnswer,
  StoredEvidence,
  StoredReview,
  WholeReview,
} from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import type { EvidenceCopy } from '../store/copyEvidence';

/** What a new review takes over from the one that was approved last. */
export interface CarriedOver {
  from: StoredReview;
  /** Of the new review, in place of unanswered ones. */
  answers: StoredAnswer[];
  evidence: EvidenceCopy[];
}

/**
 * What people answered in the review that was approved last, where it still
 * speaks: the control asks the same, facts do not answer it now, and neither
 * the answer nor all of its evidence has run out. Whose word it is, and from
 * when, stays as it was; nothing is claimed anew.
 */
export async function carryOver(
  desk: ReviewDesk,
  { service, checklist }: { service: string; checklist: CompiledChecklist },
  first: readonly StoredAnswer[],
): Promise<CarriedOver | undefined> {
  const { checklists, store } = desk.options;
  const earlier = await store.lastApproved(service, checklist.name);
  if (!earlier) return undefined;
  const asked = await ifFound(checklists.pinned(earlier.review));
  // What it asked is not known any more, and so not what was answered.
  if (!asked) return undefined;
  const same = sameControls(asked, checklist);
  const carried: CarriedOver = {
    from: earlier.review,
    answers: [],
    evidence: [],
  };
  for (const answer of first) {
    const control = same.get(answer.control);
    if (!control || !isForPeople(answer)) continue;
    const still = stillSpeaks(earlier, control, desk.now());
    if (!still) continue;
    carried.answers.push({ ...answer, ...still.answer });
    carried.evidence.push(...still.evidence);
  }
  return carried;
}

/** What was carried over, for the log of the new review. */
export function carriedDetail({ answers, evidence, from }: CarriedOver) {
  return {
    review: from.id,
    decidedAt: isoOf(from.decidedAt),
    controls: answers.map(({ answer, carriedFrom, control, ...rest }) => ({
      control,
      answer,
      note: rest.note,
      by: rest.updatedBy,
      at: isoOf(rest.updatedAt),
      // Elsewhere if the earlier review had carried it over itself.
      givenIn: carriedFrom?.review,
      evidence: evidence
        .filter(copy => copy.evidence.control === control)
        .map(({ evidence: { id, title, file }, of }) => ({
          id,
          copyOf: of,
          title,
          sha256: file?.sha256,
        })),
    })),
  };
}

/** `and 3 carried over from the review of 3 March 2026`. */
export function carriedWords({ answers, from }: CarriedOver): string {
  const day = DateTime.fromMillis(from.decidedAt ?? from.updatedAt, {
    zone: 'utc',
    locale: 'en',
  }).toFormat('d LLLL yyyy');
  return `and ${answers.length || 'none'} carried over from the review of ${day}`;
}

/** Controls of the checklist in force that ask what they asked before. */
function sameControls(
  before: CompiledChecklist,
  inForce: CompiledChecklist,
): Map<string, CompiledControl> {
  const diff = upgradeDiff(before.document, inForce.document, new Set());
  const same = new Map(inForce.controls);
  for (const { control } of diff.added) same.delete(control);
  for (const { control, keeps } of diff.changed) {
    if (!keeps) same.delete(control);
  }
  return same;
}

/** Whether facts leave a control of a new review to people. */
function isForPeople({ applies, automatic }: StoredAnswer): boolean {
  return applies && (!automatic || automatic.outcome === 'unknown');
}

function stillSpeaks(
  { answers, evidence, review }: WholeReview,
  { document, id }: CompiledControl,
  now: number,
) {
  const given = answers.get(id);
  if (!given?.applies || !isAnswered(given)) return undefined;
  const { answer, note, updatedAt, updatedBy } = given;
  const all = evidence.filter(each => each.control === id);
  const valid = all
    .map(each => datedBy(each, document.validFor))
    .filter(({ validUntil }) => !validUntil || endOf(validUntil) > now);
  const until = [
    given.validUntil ?? Infinity,
    answer === 'met' && document.validFor
      ? after(updatedAt ?? review.createdAt, document.validFor)
      : Infinity,
  ];
  const validUntil = Math.min(...until);
  const shown = valid.some(each => answer !== 'met' || shows(each));
  // Where there is evidence, it alone tells how long the answer holds.
  if (all.length > 0 ? !shown : validUntil <= now) return undefined;
  const carriedFrom = given.carriedFrom ?? {
    review: review.id,
    at: review.decidedAt ?? review.updatedAt,
  };
  return {
    answer: {
      answer,
      note,
      validUntil: Number.isFinite(validUntil) ? validUntil : undefined,
      carriedFrom,
      updatedBy,
      updatedAt,
      version: 1,
    },
    evidence: valid.map(each => ({
      evidence: { ...each, id: randomUUID() },
      of: each.id,
    })),
  };
}

function isAnswered({ answer, note }: StoredAnswer): boolean {
  if (answer === 'not-applicable') return Boolean(note?.trim());
  return answer === 'met' || answer === 'partly';
}

/** A check shows something only if it passed. */
function shows({ snapshot }: StoredEvidence): boolean {
  return snapshot === undefined || snapshot.state === 'pass';
}

/** Evidence lasts no longer than the control, as it is asked now, lets it. */
function datedBy(
  evidence: StoredEvidence,
  validFor: string | undefined,
): StoredEvidence {
  if (!validFor) return evidence;
  const { addedAt, date, validUntil } = evidence;
  const day = date ? Date.parse(date) : addedAt;
  const latest = new Date(after(day, validFor)).toISOString().slice(0, 10);
  const earlier = validUntil && endOf(validUntil) <= endOf(latest);
  return earlier ? evidence : { ...evidence, validUntil: latest };
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

async function ifFound<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
