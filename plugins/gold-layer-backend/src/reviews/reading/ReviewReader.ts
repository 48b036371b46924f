import {
  goldLayerReviewCommentPermission,
  goldLayerReviewDecidePermission,
  goldLayerReviewEditPermission,
  Review,
  ReviewExport,
  ReviewLogEntry,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import { authorityOver, Grants } from '../authority';
import { judgeControls } from '../judge';
import type { DeskCall, ReviewDesk } from '../ReviewDesk';
import { peopleIn } from './peopleIn';
import { presentReview } from './presentReview';

/** How often an export is read before it is given as it is. */
const exportAttempts = 3;

/** Shows reviews to those who may see them. */
export class ReviewReader {
  readonly #desk: ReviewDesk;

  private constructor(desk: ReviewDesk) {
    this.#desk = desk;
  }

  static create(options: { desk: ReviewDesk }): ReviewReader {
    return new ReviewReader(options.desk);
  }

  /** @throws NotFoundError if there is none, or not for this caller */
  async get(id: string, options: { credentials: Caller }): Promise<Review> {
    return this.show(await this.#desk.forReading(id, options), options);
  }

  /** A review as it stands now, for a caller who was let in before. */
  async show(
    call: DeskCall,
    options: { credentials: Caller },
  ): Promise<Review> {
    const { checklists, people, store } = this.#desk.options;
    const { review } = call;
    const [whole, comments, grants] = await Promise.all([
      store.whole(review.id),
      store.comments(review.id),
      this.grants(call, options),
    ]);
    const checklist = await checklists.pinned(whole.review);
    const now = { ...call, checklist, review: whole.review };
    return presentReview(whole, {
      call: now,
      comments,
      controls: judgeControls(whole, now),
      authority: authorityOver(whole, now, { people, grants }),
      inForce: checklists.definition(whole.review.checklist),
      people: await people.describe(peopleIn(whole, comments)),
      role: name => people.role(name),
    });
  }

  /** What the caller's permissions allow on the service of a review. */
  async grants(
    call: Pick<DeskCall, 'service'>,
    options: { credentials: Caller },
  ): Promise<Grants> {
    const [edit, comment, decide] = await Promise.all(
      [
        goldLayerReviewEditPermission,
        goldLayerReviewCommentPermission,
        goldLayerReviewDecidePermission,
      ].map(permission => this.#desk.holds(permission, call, options)),
    );
    return { edit, comment, decide };
  }

  async log(
    id: string,
    options: { credentials: Caller },
  ): Promise<ReviewLogEntry[]> {
    await this.#desk.forReading(id, options);
    return this.#desk.options.store.log(id);
  }

  /**
   * The review as one file that can be verified without the portal. Its parts
   * are read one after the other: if somebody changes the review meanwhile they
   * would contradict each other, so that they are read again.
   */
  async export(
    id: string,
    options: { credentials: Caller },
  ): Promise<ReviewExport> {
    for (let attempt = 1; ; attempt++) {
      const { exported, isOfOneMoment } = await this.#read(id, options);
      // A log that never fits its review was tampered with; the file shows that.
      if (isOfOneMoment || attempt === exportAttempts) return exported;
    }
  }

  async #read(
    id: string,
    options: { credentials: Caller },
  ): Promise<{ exported: ReviewExport; isOfOneMoment: boolean }> {
    const call = await this.#desk.forReading(id, options);
    const { store } = this.#desk.options;
    const { may, maySign, mayDecideFor, ...review } = await this.show(
      call,
      options,
    );
    const snapshot = await store.snapshot(id);
    const log = await store.log(id);
    return {
      isOfOneMoment: log.at(-1)?.hash === call.review.logHash,
      exported: {
        format: 'gold-layer.io/review-export/v1',
        exportedAt: new Date(call.now).toISOString(),
        review,
        checklist: call.checklist.source,
        ...(snapshot && {
          snapshot: JSON.parse(snapshot.content),
          snapshotHash: snapshot.hash,
        }),
        log,
      },
    };
  }
}
