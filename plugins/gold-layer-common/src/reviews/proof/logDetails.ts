import { z } from 'zod';
import { controlAnswerSchema, reviewStateSchema } from '../review';
import type { ReviewLogEntry } from '../review';
import { frozenEvidenceSchema } from '../snapshot';

const word = z.string();
const comment = word.optional();

/** What the portal writes into the log at one kind of event, as far as something follows from it. */
export interface LoggedEvent<T> {
  event: string;
  detail: z.ZodType<T>;
}

const of = <T>(event: string, detail: z.ZodType<T>): LoggedEvent<T> => ({
  event,
  detail,
});

/** Which review of what it is, and which answers it took over. */
export const started = of(
  'started',
  z.object({
    review: word,
    service: word,
    checklist: word,
    version: word,
    carriedOver: z
      .object({
        controls: z.array(
          z.object({
            control: word,
            answer: controlAnswerSchema.optional(),
            note: word.optional(),
            evidence: z.array(
              z.object({ id: word, title: word, sha256: word.optional() }),
            ),
          }),
        ),
      })
      .optional(),
  }),
);

/** To which version of the checklist, and whose answers were taken back. */
export const upgraded = of(
  'upgraded',
  z.object({ to: word, takenBack: z.array(z.object({ control: word })) }),
);

export const submitted = of('submitted', z.object({ tier: word }));

export const answered = of(
  'answered',
  z.object({
    control: word,
    to: z.object({
      answer: controlAnswerSchema.optional(),
      note: word.optional(),
      dispute: word.optional(),
    }),
  }),
);

export const evidenceAdded = of('evidence-added', frozenEvidenceSchema);
export const evidenceRemoved = of('evidence-removed', frozenEvidenceSchema);

export const signed = of(
  'signed',
  z.object({ section: word.optional(), comment }),
);
export const changesRequested = of(
  'changes-requested',
  z.object({ section: word.optional(), comment }),
);

export const decided = of(
  'decided',
  z.object({
    role: word,
    decision: z.enum(['approved', 'conditionally-approved', 'rejected']),
    comment,
    conditions: z
      .array(z.object({ title: word, owner: word, due: word }))
      .default([]),
  }),
);

/** A decision that counts no longer, as who gave it may not judge the review any more. */
export const decisionDropped = of('decision-dropped', z.object({ role: word }));

/** A signature that counts no longer, for the same reason. */
export const signOffDropped = of(
  'sign-off-dropped',
  z.object({ section: word }),
);

/** The end of a review in its favour; a condition met later has no snapshot of its own. */
export const approval = z.object({
  snapshotHash: word,
  tier: word,
  /** Milliseconds. */
  validUntil: z.number().optional(),
});

export const conditionMet = of(
  'condition-met',
  z.object({ condition: word, note: word }),
);

export const commented = of(
  'commented',
  z.object({
    id: word,
    section: word.optional(),
    control: word.optional(),
    body: word,
    mentions: z.array(word),
  }),
);

export const superseded = of('superseded', z.object({ by: word }));

/** Taken over from before the portal: what happened until then is told by others. */
export const imported = of('imported', z.object({ state: reviewStateSchema }));

/** The detail of an entry, if it is of that event and can be read. */
export function readEntry<T>(
  { detail, event }: ReviewLogEntry,
  logged: LoggedEvent<T>,
): T | undefined {
  if (event !== logged.event) return undefined;
  return logged.detail.safeParse(detail).data;
}

/** Every entry of an event, with its detail. */
export function entriesOf<T>(
  log: readonly ReviewLogEntry[],
  logged: LoggedEvent<T>,
): { entry: ReviewLogEntry; detail: T }[] {
  return log.flatMap(entry => {
    const detail = readEntry(entry, logged);
    return detail === undefined ? [] : [{ entry, detail }];
  });
}
