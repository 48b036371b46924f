import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  after,
  AnswerControl,
  AnsweredControl,
  goldLayerReviewEditPermission,
  Person,
  reviewProgress,
} from '@gold-layer/backstage-plugin-common';
import { notForAudit } from '../../http/audited';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import { judgeControls } from '../judge';
import type { StoredAnswer } from '../records';
import type { CompiledControl } from '../checklists/compileChecklist';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import { presentControl } from '../reading/presentControl';
import { peopleIn } from '../reading/peopleIn';
import { presentSignOff } from '../reading/presentSignOff';
import type { ReviewChange } from '../store/ReviewChange';
import { clock, requireState } from './staleness';

/** Somebody else was first; what they wrote is put in words once the transaction is over. */
class Overtaken extends Error {
  readonly by: StoredAnswer;

  constructor(by: StoredAnswer) {
    super('Overtaken');
    this.by = by;
  }
}

/**
 * Changes the answer of one control in one short transaction.
 *
 * @throws ConflictError if somebody else changed it since the caller saw it
 */
export async function answerControl(
  desk: ReviewDesk,
  { id, control }: { id: string; control: string },
  request: AnswerControl,
  options: { credentials: Caller },
): Promise<{ answered: AnsweredControl; logHead: string }> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  const compiled = requireControl(call, control);
  const { people } = desk.options;
  const work = desk.change(call, async change => {
    requireState(change, 'answer');
    const before = requireAnswer(change, control);
    if (before.version !== request.version) {
      throw new Overtaken(before);
    }
    const answer = nextAnswer(before, request, { call, compiled });
    await change.saveAnswers([answer]);
    await staleSection(change, compiled.section.id);
    change.note(noteOf(before, answer, { actor: call.actor, compiled }));
    const controls = judgeControls(change.whole, call);
    const progress = reviewProgress(controls);
    change.set({ progress });
    return { controls, progress, change };
  });
  const outcome = await work.catch(async error => {
    throw await inWords(error, compiled, people);
  });
  const { whole, review } = outcome.change;
  const titles = await people.describe(peopleIn(whole));
  const shown = outcome.controls.find(each => each.control === control);
  if (!shown) throw new NotFoundError(`Control '${control}' does not apply`);
  const signOff = whole.signOffs.find(
    ({ section }) => section === compiled.section.id,
  );
  return {
    answered: {
      control: presentControl(shown, titles),
      section: compiled.section.id,
      signOff: signOff && presentSignOff(signOff, titles),
      progress: outcome.progress,
      version: review.version,
    },
    logHead: review.logHash,
  };
}

/** @throws NotFoundError if the checklist of the review has no such control */
export function requireControl(
  { checklist }: Pick<WriteCall, 'checklist'>,
  control: string,
): CompiledControl {
  const compiled = checklist.controls.get(control);
  if (compiled) return compiled;
  throw new NotFoundError(
    `Version ${checklist.version} of '${checklist.name}' has no control '${control}'`,
  );
}

/** @throws NotFoundError if the control does not speak of the service */
export function requireAnswer(
  change: ReviewChange,
  control: string,
): StoredAnswer {
  const answer = change.whole.answers.get(control);
  if (answer?.applies) return answer;
  throw new NotFoundError(
    `Control '${control}' does not apply to '${change.review.service}'`,
  );
}

/** A change of what was signed makes the signature stale. */
export async function staleSection(
  change: ReviewChange,
  section: string,
): Promise<void> {
  const signOff = change.whole.signOffs.find(each => each.section === section);
  if (signOff?.state !== 'signed') return;
  await change.saveSignOff({ ...signOff, state: 'stale' });
}

async function inWords(
  error: unknown,
  { document }: CompiledControl,
  people: Pick<People, 'describe'>,
): Promise<unknown> {
  if (!(error instanceof Overtaken)) return error;
  const before = error.by;
  const ref = before.updatedBy ?? 'Somebody';
  const who = (await people.describe([ref])).get(ref)?.title ?? ref;
  const when = before.updatedAt ? ` at ${clock(before.updatedAt)}` : '';
  return notForAudit(
    new ConflictError(
      `${who} changed '${document.title}'${when}: it is now ${before.answer ?? 'unanswered'}${before.note ? `, with the note "${before.note}"` : ''}. Yours was not stored; look at both and choose`,
    ),
    `${ref} changed '${document.title}' meanwhile`,
  );
}

function nextAnswer(
  before: StoredAnswer,
  request: AnswerControl,
  { call, compiled }: { call: WriteCall; compiled: CompiledControl },
): StoredAnswer {
  const { actor, now } = call;
  const { answer, note, confirm, dispute } = request;
  const next = { ...before };
  if (answer !== undefined) {
    next.answer = answer ?? undefined;
    const { validFor } = compiled.document;
    next.validUntil =
      answer === 'met' && validFor ? after(now, validFor) : undefined;
  }
  if (note !== undefined) next.note = note.trim() || undefined;
  if (confirm !== undefined || dispute) requireAutomatic(before, compiled);
  if (confirm !== undefined) {
    next.confirmed = confirm ? { by: actor.ref, at: now } : undefined;
    if (confirm) next.disputed = undefined;
  }
  if (dispute !== undefined) {
    next.disputed =
      dispute === null
        ? undefined
        : { by: actor.ref, at: now, comment: dispute };
    if (dispute !== null) next.confirmed = undefined;
  }
  return {
    ...next,
    // From here on it is the word of whoever changed it, given in this review.
    carriedFrom: undefined,
    updatedBy: actor.ref,
    updatedAt: now,
    version: before.version + 1,
  };
}

function requireAutomatic(
  { automatic }: StoredAnswer,
  { document }: CompiledControl,
): void {
  if (automatic && automatic.outcome !== 'unknown') return;
  throw new InputError(
    `body: '${document.title}' has no automatic answer that could be confirmed or disputed${automatic ? `: ${automatic.reason}` : ''}`,
  );
}

function noteOf(
  before: StoredAnswer,
  next: StoredAnswer,
  { actor, compiled }: { actor: Person; compiled: CompiledControl },
) {
  const title = `'${compiled.document.title}'`;
  const parts: string[] = [];
  if (before.answer !== next.answer) {
    parts.push(
      next.answer
        ? `answered ${title} with ${next.answer}`
        : `took back the answer of ${title}`,
    );
  }
  if (next.confirmed && !before.confirmed) parts.push(`confirmed ${title}`);
  if (before.confirmed && !next.confirmed && !next.disputed) {
    parts.push(`no longer confirms ${title}`);
  }
  if (next.disputed && next.disputed !== before.disputed) {
    parts.push(`disputed the automatic answer of ${title}`);
  }
  if (before.disputed && !next.disputed) {
    parts.push(`no longer disputes ${title}`);
  }
  if (before.note !== next.note) parts.push(`changed the note on ${title}`);
  const what = parts.join(' and ') || `looked at ${title}`;
  return {
    event: 'answered',
    text: `${actor.title} ${what}`,
    detail: {
      control: compiled.id,
      from: { answer: before.answer, note: before.note },
      to: {
        answer: next.answer,
        note: next.note,
        confirmed: next.confirmed !== undefined,
        dispute: next.disputed?.comment,
      },
      version: next.version,
    },
  };
}
