import { ConflictError, InputError } from '@backstage/errors';
import {
  goldLayerReviewEditPermission,
  Person,
  ReviewProgress,
  reviewProgress,
} from '@gold-layer/backstage-plugin-common';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../http/serve';
import { firstAnswers } from '../applyEvaluation';
import { checklistApplies } from '../checklists/evaluateControls';
import { judgeControls, StandingControl } from '../judge';
import type { StoredReview } from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import type { NewLogEntry } from '../store/logRows';
import {
  carriedDetail,
  CarriedOver,
  carriedWords,
  carryOver,
} from './carryOver';

const none: ReviewProgress = {
  controls: 0,
  answered: 0,
  automatic: 0,
  blocking: 0,
  drifted: 0,
  driftedBlocking: 0,
};

/**
 * Starts a review of a service by the checklist in force, with every control
 * answered that facts answer, and others as they were answered in the review
 * that was approved last, where that still speaks; answers its id.
 *
 * @throws NotFoundError if there is no such service or checklist for the caller
 * @throws InputError if the checklist does not speak of the service
 * @throws ConflictError if one is under way already
 */
export async function startReview(
  desk: ReviewDesk,
  request: { service: string; checklist: string },
  options: { credentials: Caller },
): Promise<string> {
  const { access, checklists, people, store, waivers } = desk.options;
  const ref = request.service.toLocaleLowerCase('en-US');
  const service = await access.require(
    goldLayerReviewEditPermission,
    ref,
    options,
  );
  const checklist = checklists.current(request.checklist);
  const now = desk.now();
  if (!checklistApplies(checklist, service, new Date(now))) {
    throw new InputError(
      `body.checklist: '${checklist.name}' does not apply to '${ref}': it is for ${checklist.document.spec.appliesTo}`,
    );
  }
  await refuseSecond(desk, ref, checklist.name);
  const evaluated = await desk.evaluate(service, checklist);
  const first = firstAnswers(checklist, evaluated);
  const carried = await carryOver(desk, { service: ref, checklist }, first);
  const answers = new Map(
    [...first, ...(carried?.answers ?? [])].map(it => [it.control, it]),
  );
  const copies = carried?.evidence ?? [];
  const actor = await people.actor(options.credentials);
  const review: StoredReview = {
    id: randomUUID(),
    service: ref,
    serviceTitle: service.title ?? service.name,
    checklist: checklist.name,
    checklistTitle: checklist.title,
    checklistVersion: checklist.version,
    checklistHash: checklist.hash,
    purpose: checklist.document.spec.purpose,
    state: 'draft',
    tier: service.tier,
    owner: service.owner,
    requestedBy: actor.ref,
    createdAt: now,
    updatedAt: now,
    version: 1,
    progress: none,
    logSeq: 0,
    logHash: '',
  };
  const whole = {
    review,
    answers,
    evidence: copies.map(({ evidence }) => evidence),
    signOffs: [],
    roles: [],
    conditions: [],
  };
  const active = await waivers.activeFor([ref]);
  const controls = judgeControls(whole, { checklist, waivers: active, now });
  review.progress = reviewProgress(controls);
  const parts = { answers: [...answers.values()], evidence: copies };
  try {
    await store.create(review, parts, {
      actor,
      now,
      ...started(review, { actor, controls, carried }),
    });
  } catch (error) {
    // Two may start at the same moment; the database lets one of them through.
    await refuseSecond(desk, ref, checklist.name);
    throw error;
  }
  await desk.options.publish([ref]);
  return review.id;
}

/** The first entry of a review's log: what nobody had to type, and where it is from. */
function started(
  review: StoredReview,
  parts: { actor: Person; controls: StandingControl[]; carried?: CarriedOver },
): NewLogEntry {
  const { actor, carried, controls } = parts;
  const byFacts = controls.filter(({ source }) => source === 'automatic');
  const words = `${actor.title} started the review; ${byFacts.length} of ${controls.length} controls were answered from facts`;
  return {
    event: 'started',
    text: carried ? `${words} ${carriedWords(carried)}` : words,
    detail: {
      review: review.id,
      service: review.service,
      checklist: review.checklist,
      version: review.checklistVersion,
      checklistHash: review.checklistHash,
      answeredFromFacts: byFacts.map(({ control }) => control),
      carriedOver: carried && carriedDetail(carried),
    },
  };
}

async function refuseSecond(
  desk: ReviewDesk,
  service: string,
  checklist: string,
): Promise<void> {
  const open = await desk.options.store.findOpen(service, checklist);
  if (!open) return;
  throw new ConflictError(
    `A review of '${service}' by '${checklist}' is under way already, started by ${open.requestedBy}: ${open.id}`,
  );
}
