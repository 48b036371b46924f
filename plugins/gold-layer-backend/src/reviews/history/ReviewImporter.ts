import { ConflictError } from '@backstage/errors';
import {
  approvalValidUntil,
  firstHash,
  isHoldingReview,
  isOpenReview,
  PastReview,
  ReviewState,
  Service,
  Tier,
} from '@gold-layer/backstage-plugin-common';
import {
  importedId,
  ImportOutcome,
  isThere,
  Origin,
  PastImporter,
} from '../../history';
import { firstAnswers } from '../applyEvaluation';
import type { CompiledChecklist } from '../checklists/compileChecklist';
import type { ControlWaiver } from '../ControlWaivers';
import { countControls, judgeControls, rolesFor } from '../judge';
import type { StoredReview, WholeReview } from '../records';
import type { ReviewDesk } from '../ReviewDesk';
import { nextPromise } from '../steps/assignRoles';
import { takeSnapshot } from '../steps/snapshot';
import { criticalDependencies } from '../watch/circumstances';
import { pastAnswers } from './pastAnswers';
import { pastLog } from './pastLog';
import {
  decidedAt,
  pastComments,
  pastConditions,
  pastRoles,
  pastSignOffs,
  pastState,
} from './pastParts';
import { storePast } from './storePast';
import { verifyPast } from './verifyPast';

/** Told how a taken-over review stood when, oldest first. */
export type PastStates = (
  service: string,
  states: { purpose: string; state: ReviewState; at: number }[],
) => Promise<void>;

/** Takes over reviews from before the portal, pinned to the checklist in force; from then on they are watched like any other. */
export class ReviewImporter implements PastImporter<PastReview> {
  readonly #desk: ReviewDesk;
  readonly #tell: PastStates;

  private constructor(desk: ReviewDesk, tell: PastStates) {
    this.#desk = desk;
    this.#tell = tell;
  }

  static create(options: { desk: ReviewDesk; tell: PastStates }) {
    return new ReviewImporter(options.desk, options.tell);
  }

  async import(past: PastReview, origin: Origin): Promise<ImportOutcome> {
    const { checklists, database, people, services, waivers } =
      this.#desk.options;
    const id = importedId(origin, past.key);
    if (await isThere(database, 'reviews', id)) return { status: 'known' };
    const checklist = checklists.current(past.checklist);
    const service = await services.find(past.service);
    if (!service) {
      return { status: 'waits', reason: `no service '${past.service}' yet` };
    }
    const tier: Tier | 'unclassified' = past.tier ?? service.tier;
    const deciding = rolesFor(checklist, tier);
    verifyPast(past, { checklist, deciding });
    if (isOpenReview(pastState(past, deciding))) {
      await this.#refuseSecond(service.ref, checklist.name);
    }
    const active = await waivers.activeFor([service.ref]);
    const whole = await this.#build(past, {
      id,
      checklist,
      deciding,
      service: { ...service, tier },
      waivers: active,
    });
    const snapshot = this.#freeze(whole, { checklist, service, active });
    const now = this.#desk.now();
    const log = pastLog(
      { ...whole.review, logSeq: 0, logHash: firstHash },
      past,
      {
        people: await people.describe(actorsOf(past)),
        origin,
        snapshotHash: snapshot?.hash,
        now,
      },
    );
    const last = log[log.length - 1];
    Object.assign(whole.review, { logSeq: last.seq, logHash: last.hash });
    await storePast(
      database,
      { whole, comments: pastComments(past, id), log, snapshot },
      { actor: { ref: 'gold-layer', title: 'Gold Layer' }, now },
    );
    await this.#tell(service.ref, statesOf(whole.review));
    return { status: 'imported', service: service.ref };
  }

  async #refuseSecond(service: string, checklist: string): Promise<void> {
    const open = await this.#desk.options.store.findOpen(service, checklist);
    if (!open) return;
    throw new ConflictError(
      `A review of '${service}' by '${checklist}' is under way already, started by ${open.requestedBy}`,
    );
  }

  async #build(
    past: PastReview,
    around: {
      id: string;
      checklist: CompiledChecklist;
      deciding: string[];
      service: Service;
      waivers: ControlWaiver[];
    },
  ): Promise<WholeReview> {
    const { id, checklist, deciding, service, waivers } = around;
    const { spec } = checklist.document;
    const state = pastState(past, deciding);
    const decided = decidedAt(past, state);
    const { answers, evidence } = pastAnswers(past, {
      review: id,
      controls: checklist.controls,
      first: firstAnswers(
        checklist,
        await this.#desk.evaluate(service, checklist),
      ),
      decided: decided !== undefined,
    });
    const roles = pastRoles(past, deciding, spec.promisedHours);
    const whole: WholeReview = {
      review: await this.#review(past, { ...around, state, decided }),
      answers: new Map(answers.map(answer => [answer.control, answer])),
      evidence,
      signOffs: pastSignOffs(past, spec.sections, deciding),
      roles,
      conditions: pastConditions(past, id),
    };
    const judgement = { checklist, waivers, now: this.#desk.now() };
    if (isHoldingReview(state)) {
      for (const control of judgeControls(whole, judgement)) {
        whole.answers.set(control.control, {
          ...control.stored,
          approved: {
            // What facts deny today and nobody named was true then.
            answer: control.stored.answer ?? past.others ?? 'met',
            automatic:
              control.stored.automatic?.outcome === 'unknown'
                ? 'unknown'
                : control.stored.automatic && 'met',
            waived: control.waiver !== undefined,
          },
        });
      }
    }
    const open = state === 'submitted' || state === 'in-review';
    whole.review.promisedBy = open ? nextPromise(roles) : undefined;
    whole.review.progress = countControls(whole, judgement);
    return whole;
  }

  async #review(
    past: PastReview,
    around: {
      id: string;
      checklist: CompiledChecklist;
      service: Service;
      state: ReviewState;
      decided?: number;
    },
  ): Promise<StoredReview> {
    const { id, checklist, decided, service, state } = around;
    const { services } = this.#desk.options;
    const started = Date.parse(past.startedAt);
    const submitted = past.submittedAt && Date.parse(past.submittedAt);
    const dependencies = await criticalDependencies([service.ref], services);
    const holds = isHoldingReview(state) && decided !== undefined;
    return {
      id,
      service: service.ref,
      serviceTitle: service.title ?? service.name,
      checklist: checklist.name,
      checklistTitle: checklist.title,
      checklistVersion: checklist.version,
      checklistHash: checklist.hash,
      purpose: checklist.document.spec.purpose,
      state,
      tier: service.tier,
      owner: past.owner ?? service.owner,
      requestedBy: past.requestedBy,
      createdAt: started,
      updatedAt: decided ?? (submitted || started),
      submittedAt: submitted || undefined,
      decidedAt: decided,
      validUntil: holds
        ? approvalValidUntil(checklist.document.spec, service.tier, decided)
        : undefined,
      version: 1,
      circumstances: holds
        ? { criticalDependencies: dependencies.get(service.ref) ?? [] }
        : undefined,
      progress: {
        controls: 0,
        answered: 0,
        automatic: 0,
        blocking: 0,
        drifted: 0,
        driftedBlocking: 0,
      },
      logSeq: 0,
      logHash: firstHash,
    };
  }

  /** What was approved, as far as it is told; facts of then are not known. */
  #freeze(
    whole: WholeReview,
    around: {
      checklist: CompiledChecklist;
      service: Service;
      active: ControlWaiver[];
    },
  ) {
    const { decidedAt: at, state } = whole.review;
    if (at === undefined || !isHoldingReview(state)) return undefined;
    const { active, checklist, service } = around;
    const controls = judgeControls(whole, {
      checklist,
      waivers: active,
      now: at,
    });
    return takeSnapshot(whole, { at, service, controls, facts: [] });
  }
}

function actorsOf(past: PastReview): string[] {
  const { decisions, requestedBy, signOffs, withdrawn } = past;
  return [
    requestedBy,
    ...[...signOffs, ...decisions].map(({ by }) => by),
    ...(withdrawn ? [withdrawn.by] : []),
  ];
}

function statesOf({
  createdAt,
  decidedAt: decided,
  purpose,
  state,
  submittedAt,
}: StoredReview) {
  const states: { purpose: string; state: ReviewState; at: number }[] = [
    { purpose, state: 'draft', at: createdAt },
  ];
  if (submittedAt !== undefined) {
    states.push({ purpose, state: 'submitted', at: submittedAt });
  }
  if (decided !== undefined) states.push({ purpose, state, at: decided });
  return states;
}
