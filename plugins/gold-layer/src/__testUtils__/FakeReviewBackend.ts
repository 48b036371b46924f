import type {
  Review,
  ReviewControl,
  ReviewLogEntry,
  RouteInput,
  RouteOutput,
} from '@gold-layer/backstage-plugin-common';
import { people } from '../reviews/fixtures';
import type { FakeAnswers } from './FakeGoldLayerApi';
import { refusal } from './refusal';

const { ada, grace, linus } = people;

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
  /** What becomes of the answer to the next save, which is stored all the same. */
  lost?: Error;
  /** Why steps are refused, if they are. */
  tooLate?: string;
  /** What steps wait for before they are answered. */
  held?: Promise<void>;

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
      await this.held;
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
      withdrawReview: step,
      completeReviewCondition: step,
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
    const { lost } = this;
    this.lost = undefined;
    if (lost) throw lost;
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
