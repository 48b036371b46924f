import {
  routes,
  type Review,
  type ReviewControl,
  type ReviewLogEntry,
  type ReviewSummary,
  type RouteInput,
  type RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';

const ada = { ref: 'user:default/ada', title: 'Ada Lovelace' };
const grace = { ref: 'user:default/grace', title: 'Grace Hopper' };
const linus = { ref: 'user:default/linus', title: 'Linus Pauling' };
/** People of the reviews here. */
export const people = { ada, grace, linus };

const id = '11111111-1111-4111-8111-111111111111';
/** Where the review of the fixtures is. */
export const reviewAddress = `/gold-layer/reviews/${id}`;

/** One control, unanswered unless more is said. */
export function control(
  name: string,
  more: Partial<ReviewControl> = {},
): ReviewControl {
  return {
    control: name,
    title: name.charAt(0).toLocaleUpperCase('en-US') + name.slice(1),
    guidance: `How to tell about **${name}**.`,
    evidenceNeeded: 'optional',
    blocking: false,
    evidence: [],
    version: 0,
    open: more.answer ? undefined : 'Nobody has answered it yet.',
    ...more,
  };
}

const summary: ReviewSummary = {
  id,
  checklist: 'production-readiness',
  checklistTitle: 'Production readiness',
  checklistVersion: '1.0.0',
  purpose: 'production',
  service: 'component:default/checkout',
  serviceTitle: 'Checkout',
  serviceExists: true,
  owner: { ref: 'group:default/payments', title: 'Payments' },
  tier: 'critical',
  state: 'draft',
  progress: {
    controls: 4,
    answered: 1,
    automatic: 1,
    blocking: 1,
    drifted: 0,
    driftedBlocking: 0,
  },
  requestedBy: ada,
  createdAt: '2026-11-18T08:00:00Z',
  updatedAt: '2026-11-20T08:00:00Z',
  expiring: false,
  reviewers: [],
};

/** A review in a list. */
export function listed(more: Partial<ReviewSummary> = {}): ReviewSummary {
  return { ...summary, ...more };
}

const yes = { allowed: true };
/** A draft of four controls in two sections, one of them answered by the portal. */
export function draft(more: Partial<Review> = {}): Review {
  return routes.getReview.response.parse({
    ...summary,
    version: 3,
    sections: [
      {
        section: 'slos',
        title: 'Objectives',
        reviewer: { role: 'sre-lead', title: 'SRE lead' },
        controls: [
          control('objectives', {
            title: 'Objectives are defined',
            answer: 'met',
            source: 'automatic',
            blocking: true,
            automatic: {
              outcome: 'met',
              reason: 'Three objectives are declared.',
              asOf: '2026-11-21T07:00:00Z',
              inputs: [
                {
                  fact: 'slo.count',
                  title: 'Objectives declared',
                  status: 'fresh',
                  value: 3,
                  unit: '1',
                  source: 'slos',
                  collectedAt: '2026-11-21T07:00:00Z',
                },
              ],
            },
          }),
          control('runbooks', { title: 'Runbooks exist', blocking: true }),
        ],
      },
      {
        section: 'security',
        title: 'Security',
        reviewer: { role: 'security', title: 'Security' },
        controls: [
          control('secrets', { title: 'Secrets are managed' }),
          control('tls', { title: 'Traffic is encrypted' }),
        ],
      },
    ],
    comments: [],
    decisions: [],
    conditions: [],
    checklistGone: false,
    may: {
      answer: yes,
      submit: { allowed: false, reason: '3 controls are not answered.' },
      withdraw: yes,
      comment: yes,
      requestChanges: { allowed: false, reason: 'It is not submitted.' },
      decide: { allowed: false, reason: 'It is not submitted.' },
      assign: { allowed: false, reason: 'It is not submitted.' },
      upgrade: { allowed: false, reason: 'Its checklist is the latest.' },
    },
    maySign: [],
    mayDecideFor: [],
    ...more,
  });
}

/** The same review before its reviewers, seen by who decides for security. */
export function inReview(more: Partial<Review> = {}): Review {
  const review = draft();
  const no = (reason: string) => ({ allowed: false, reason });
  return {
    ...review,
    state: 'in-review',
    submittedAt: '2026-11-20T08:00:00Z',
    reviewers: [grace, linus],
    decisions: [
      {
        role: 'security',
        title: 'Security',
        assignee: grace,
        promisedBy: '2026-11-19T08:00:00Z',
      },
      {
        role: 'director',
        title: 'Engineering director',
        assignee: linus,
        promisedBy: '2999-11-19T08:00:00Z',
      },
    ],
    may: {
      ...review.may,
      answer: no('It is with the reviewers.'),
      withdraw: no('Only the owning team may withdraw it.'),
      requestChanges: yes,
      decide: yes,
      assign: yes,
    },
    maySign: ['security'],
    mayDecideFor: ['security'],
    ...more,
  };
}

function logged(seq: number, text: string): ReviewLogEntry {
  return {
    seq,
    at: `2026-11-2${seq}T08:00:00Z`,
    actor: ada,
    event: 'test',
    text,
    detail: {},
    previousHash: 'a'.repeat(64),
    hash: 'b'.repeat(64),
  };
}

/** A backend with one review, which keeps what it is told and refuses what came too late. */
export class FakeReviewBackend {
  review: Review;
  /** What the next save fails with, one after the other. */
  readonly failures: Error[] = [];
  readonly saved: RouteInput<'answerControl'>[] = [];
  /** Why steps are refused, if they are. */
  tooLate?: string;

  private constructor(review: Review) {
    this.review = review;
  }

  static create(review: Review): FakeReviewBackend {
    return new FakeReviewBackend(review);
  }

  /** Somebody else changes a control. */
  change(name: string, change: Partial<ReviewControl>): void {
    this.#put(name, before => ({
      ...before,
      ...change,
      version: before.version + 1,
      updatedBy: grace,
      updatedAt: '2026-11-21T08:00:00Z',
    }));
  }

  answers(): FakeAnswers {
    const step = async () => {
      if (this.tooLate) throw await refusal(409, this.tooLate);
      return this.review;
    };
    return {
      getReview: () => this.review,
      answerControl: input => this.#save(input),
      reportReviewPresence: () => ({
        items: [{ person: grace, control: 'tls', at: '2026-11-21T08:00:00Z' }],
        version: this.review.version,
      }),
      listRoles: {
        items: [
          {
            name: 'security',
            title: 'Security',
            holders: [],
            people: [grace, linus],
          },
        ],
      },
      getReviewLog: {
        items: [
          logged(1, 'Ada Lovelace started the review'),
          logged(2, 'Ada Lovelace answered Runbooks exist'),
        ],
      },
      exportReview: {
        format: 'gold-layer.io/review-export/v1',
        exportedAt: '2026-11-21T09:00:00Z',
        review: this.review,
        checklist: '',
        log: [],
      },
      previewReviewUpgrade: {
        from: '1.0.0',
        to: '1.1.0',
        added: [{ control: 'sbom', title: 'Artefacts have an SBOM' }],
        removed: [],
        changed: [
          {
            control: 'runbooks',
            title: 'Runbooks exist',
            what: 'asks for evidence',
            keeps: false,
          },
        ],
        kept: 3,
      },
      upgradeReview: step,
      decideReview: step,
      submitReview: step,
      signReviewSection: step,
      requestReviewChanges: step,
      addEvidence: step,
      commentOnReview: step,
      assignReviewer: step,
    };
  }

  async #save(
    input: RouteInput<'answerControl'>,
  ): Promise<RouteOutput<'answerControl'>> {
    const failure = this.failures.shift();
    if (failure) throw failure;
    const { answer, note, confirm, dispute, version } = input.body;
    const before = this.#find(input.control);
    if (before.version !== version) {
      throw await refusal(409, 'Grace Hopper has changed it.');
    }
    this.saved.push(input);
    const at = '2026-11-21T09:00:00Z';
    this.#put(input.control, () => ({
      ...before,
      version: version + 1,
      ...(answer !== undefined && {
        answer: answer ?? undefined,
        source: answer ? 'person' : undefined,
        open: undefined,
      }),
      ...(note !== undefined && { note }),
      ...(confirm !== undefined && {
        confirmed: confirm ? { by: ada, at } : undefined,
      }),
      ...(dispute !== undefined && {
        disputed: dispute ? { by: ada, at, comment: dispute } : undefined,
      }),
      updatedBy: ada,
      updatedAt: at,
    }));
    return {
      control: this.#find(input.control),
      section: this.#sectionOf(input.control).section,
      progress: this.review.progress,
      version: this.review.version,
    };
  }

  #sectionOf(name: string) {
    const section = this.review.sections.find(({ controls }) =>
      controls.some(each => each.control === name),
    );
    if (!section) throw new Error(`No control ${name}`);
    return section;
  }

  #find(name: string): ReviewControl {
    const found = this.#sectionOf(name).controls.find(
      each => each.control === name,
    );
    if (!found) throw new Error(`No control ${name}`);
    return found;
  }

  #put(name: string, change: (before: ReviewControl) => ReviewControl): void {
    const { section } = this.#sectionOf(name);
    this.review = {
      ...this.review,
      version: this.review.version + 1,
      sections: this.review.sections.map(each =>
        each.section === section
          ? {
              ...each,
              controls: each.controls.map(old =>
                old.control === name ? change(old) : old,
              ),
            }
          : each,
      ),
    };
  }
}
