import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AddEvidence,
  after,
  goldLayerReviewEditPermission,
  reviewProgress,
} from '@gold-layer/backstage-plugin-common';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../http/serve';
import type { CheckSnapshot } from '../ControlWaivers';
import { judgeControls } from '../judge';
import type { StoredEvidence } from '../records';
import type { ReviewDesk, WriteCall } from '../ReviewDesk';
import type { ReviewChange } from '../store/ReviewChange';
import { sha256 } from '../store/hash';
import { requireAnswer, requireControl, staleSection } from './answerControl';
import { readFileContent } from './fileContent';
import { requireState } from './staleness';

const hourMs = 60 * 60 * 1000;

/** So many for one control: every look at a review reads them all. */
const maxEvidence = 50;

/**
 * Adds evidence to a control.
 *
 * @throws InputError if what its kind needs is missing, or a file is too large or not what it says
 */
export async function addEvidence(
  desk: ReviewDesk,
  { id, control }: { id: string; control: string },
  request: AddEvidence,
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  const compiled = requireControl(call, control);
  requireParts(request);
  requirePast(request, call.now);
  const content = request.file && readFileContent(request.file);
  const snapshot = await takeCheck(desk, call, request);
  const { actor, now } = call;
  const { validFor } = compiled.document;
  const { date, kind, title, url, file } = request;
  // Nobody can say of it that it lasts longer than the control lets it.
  const [until] = [
    request.validUntil,
    validFor && dayAfter(date ? Date.parse(date) : now, validFor),
  ]
    .flatMap(day => day ?? [])
    .sort();
  const evidence: StoredEvidence = {
    id: randomUUID(),
    control,
    kind,
    title,
    url,
    date,
    snapshot,
    validUntil: until,
    file:
      file && content
        ? {
            name: file.name,
            mediaType: file.mediaType,
            size: content.length,
            sha256: sha256(content),
          }
        : undefined,
    addedBy: actor.ref,
    addedAt: now,
  };
  await desk.change(call, async change => {
    requireState(change, 'answer');
    requireAnswer(change, control);
    requireRoom(change, control);
    await change.addEvidence(evidence, content);
    await staleSection(change, compiled.section.id);
    change.set({ progress: reviewProgress(judgeControls(change.whole, call)) });
    change.note({
      event: 'evidence-added',
      text: `${actor.title} added evidence to '${compiled.document.title}': ${title}`,
      detail: { ...evidence },
    });
  });
}

/** Removes evidence; the log keeps what it was, and the hash of a file. */
export async function removeEvidence(
  desk: ReviewDesk,
  { id, evidence }: { id: string; evidence: string },
  options: { credentials: Caller },
): Promise<void> {
  const call = await desk.forWriting(
    id,
    goldLayerReviewEditPermission,
    options,
  );
  await desk.change(call, async change => {
    requireState(change, 'answer');
    const found = change.whole.evidence.find(each => each.id === evidence);
    if (!found) {
      throw new NotFoundError(`The review has no evidence '${evidence}'`);
    }
    if (change.review.decidedAt && found.addedAt <= change.review.decidedAt) {
      throw new ConflictError(
        'The approval rests on this evidence; add newer evidence instead of removing it',
      );
    }
    await change.removeEvidence(evidence);
    const compiled = call.checklist.controls.get(found.control);
    if (compiled) await staleSection(change, compiled.section.id);
    change.set({ progress: reviewProgress(judgeControls(change.whole, call)) });
    change.note({
      event: 'evidence-removed',
      text: `${call.actor.title} removed evidence from '${compiled?.document.title ?? found.control}': ${found.title}`,
      detail: { ...found },
    });
  });
}

/** A file of evidence with its name and type, for who may read the review. */
export async function readEvidenceFile(
  desk: ReviewDesk,
  { id, evidence }: { id: string; evidence: string },
  options: { credentials: Caller },
) {
  await desk.forReading(id, options);
  const { store } = desk.options;
  const whole = await store.whole(id);
  const file = whole.evidence.find(each => each.id === evidence)?.file;
  const content = file && (await store.file(evidence));
  if (!file || !content) {
    throw new NotFoundError(
      `No file belongs to evidence '${evidence}' of this review`,
    );
  }
  return { ...file, content };
}

const needs: Record<AddEvidence['kind'], (keyof AddEvidence)[]> = {
  link: ['url'],
  dashboard: ['url'],
  drill: ['date'],
  file: ['file'],
  check: ['check'],
};

function requireParts(request: AddEvidence): void {
  for (const part of needs[request.kind]) {
    if (request[part] === undefined) {
      throw new InputError(
        `body.${part}: evidence of the kind '${request.kind}' needs it, found nothing`,
      );
    }
  }
  const { date, validUntil } = request;
  if (date && validUntil && validUntil < date) {
    throw new InputError(
      `body.validUntil: expected a day not before ${date}, found ${validUntil}`,
    );
  }
}

/** What has not happened yet shows nothing, and would be valid for too long. */
function requirePast({ date }: AddEvidence, now: number): void {
  // Where the day begins first, it is fourteen hours ahead of UTC.
  const latest = new Date(now + 14 * hourMs).toISOString().slice(0, 10);
  if (date === undefined || date <= latest) return;
  throw new InputError(
    `body.date: expected today (${latest}) or an earlier day, found ${date}`,
  );
}

function requireRoom({ whole }: ReviewChange, control: string): void {
  const there = whole.evidence.filter(each => each.control === control);
  if (there.length < maxEvidence) return;
  throw new ConflictError(
    `A control takes at most ${maxEvidence} pieces of evidence; remove what is no longer needed`,
  );
}

async function takeCheck(
  desk: ReviewDesk,
  { review }: WriteCall,
  { check }: AddEvidence,
): Promise<CheckSnapshot | undefined> {
  if (check === undefined) return undefined;
  const state = await desk.options.checks.stateOf(review.service, check);
  if (state) return state;
  throw new InputError(
    `body.check: expected a check of '${review.service}' as 'scorecard/check', found '${check}'`,
  );
}

function dayAfter(from: number, validFor: string): string {
  return new Date(after(from, validFor)).toISOString().slice(0, 10);
}
