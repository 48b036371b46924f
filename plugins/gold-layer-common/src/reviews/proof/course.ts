import type { ReviewLogEntry, ReviewState } from '../review';
import {
  approval,
  imported,
  readEntry,
  started,
  submitted,
  superseded,
  upgraded,
} from './logDetails';

/** What a log proves of its review as a whole. Times are ISO times. */
export interface ReviewCourse {
  state: ReviewState;
  /** Id of the review. */
  review: string;
  service: string;
  checklist: string;
  version: string;
  requestedBy: string;
  createdAt: string;
  submittedAt?: string;
  decidedAt?: string;
  /** Absent where the log does not fix it: before the submission, or handed back. */
  tier?: string;
  /** Absent: without end. */
  validUntil?: string;
  /** False of an approval from before the portal: its end is not in the log. */
  endIsKnown: boolean;
  supersededBy?: string;
}

/** Follows a log to its end; undefined if it does not say which review it is of. */
export function courseOf(
  log: readonly ReviewLogEntry[],
): ReviewCourse | undefined {
  // Of a past review something may have been said before it was started.
  const [start] = log.flatMap(entry => begin(entry) ?? []);
  return (
    start &&
    log.reduce(
      (course, entry) => ({ ...course, ...step(course, entry, log) }),
      start,
    )
  );
}

function begin(entry: ReviewLogEntry): ReviewCourse | undefined {
  const detail = readEntry(entry, started);
  if (!detail) return undefined;
  const { checklist, review, service, version } = detail;
  return {
    state: 'draft',
    review,
    service,
    checklist,
    version,
    requestedBy: entry.actor.ref,
    createdAt: entry.at,
    endIsKnown: true,
  };
}

function step(
  { state }: ReviewCourse,
  entry: ReviewLogEntry,
  log: readonly ReviewLogEntry[],
): Partial<ReviewCourse> {
  const { at, event } = entry;
  switch (event) {
    case 'submitted': {
      const tier = readEntry(entry, submitted)?.tier;
      return { state: event, submittedAt: at, tier };
    }
    case 'signed':
      return state === 'submitted' ? { state: 'in-review' } : {};
    case 'decided':
      return { state: 'in-review' };
    case 'upgraded': {
      const to = readEntry(entry, upgraded)?.to;
      return to === undefined ? {} : { version: to };
    }
    case 'changes-requested':
    case 'withdrawn':
      // From here on the tier follows the service.
      return { state: event, tier: undefined };
    case 'rejected':
      return { state: event, decidedAt: at };
    case 'approved':
    case 'conditionally-approved':
      return { state: event, ...approved(entry) };
    case 'expired':
    case 'revalidation-required':
      return { state: event };
    case 'superseded':
      return { state: event, supersededBy: readEntry(entry, superseded)?.by };
    case 'imported':
      return takenOver(entry, log);
    default:
      return {};
  }
}

function approved({ at, detail }: ReviewLogEntry): Partial<ReviewCourse> {
  const frozen = approval.safeParse(detail).data;
  // With its last condition met an approval holds without conditions, and is otherwise as it was.
  if (!frozen) return {};
  const { tier, validUntil } = frozen;
  return {
    tier,
    decidedAt: at,
    endIsKnown: true,
    validUntil:
      validUntil === undefined ? undefined : new Date(validUntil).toISOString(),
  };
}

/** What others have told of it says how it stood, and by its last decision since when. */
function takenOver(
  entry: ReviewLogEntry,
  log: readonly ReviewLogEntry[],
): Partial<ReviewCourse> {
  const state = readEntry(entry, imported)?.state;
  if (!state) return {};
  const over = ['approved', 'conditionally-approved', 'rejected'].includes(
    state,
  );
  const decisions = log.filter(
    ({ event, seq }) => event === 'decided' && seq < entry.seq,
  );
  return {
    state,
    decidedAt: over ? decisions.at(-1)?.at : undefined,
    endIsKnown: !over,
  };
}
