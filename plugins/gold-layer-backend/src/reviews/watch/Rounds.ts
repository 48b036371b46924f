import {
  expiringDays,
  holdingReviewStates,
} from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../notices/Notices';
import type { StoredReview } from '../records';
import {
  assignedIn,
  candidatesFor,
  RoleCandidates,
  rotate,
} from '../steps/assignRoles';
import { CandidatePeople, rememberPeople } from '../steps/rememberPeople';
import { nameOf, noticeAbout } from '../steps/reviewNotices';
import type { ReviewDesk } from '../ReviewDesk';
import { ReviewRow, toReview } from '../store/reviewRows';
import { portal } from './ReviewRefresh';
import { conditionNotice, expiringNotice } from './watchNotices';

const dayMs = 24 * 60 * 60 * 1000;

/** A condition is recalled this many days before it is due. */
const recalledDays = 7;

/** Reviews whose roles are looked at together. */
const batchSize = 200;

/** What has to be done as time passes, whether or not anything changes. */
export class Rounds {
  readonly #desk: ReviewDesk;

  private constructor(desk: ReviewDesk) {
    this.#desk = desk;
  }

  static create(options: { desk: ReviewDesk }): Rounds {
    return new Rounds(options.desk);
  }

  /** Tells of approvals that end within 30 days and of conditions due within 7; each once. */
  async remind(): Promise<void> {
    const { database, notices } = this.#desk.options;
    const now = this.#desk.now();
    const ending = await database<ReviewRow>('reviews')
      .whereIn('state', holdingReviewStates)
      .where('valid_until', '>', now)
      .where('valid_until', '<=', now + expiringDays * dayMs);
    const soon = new Date(now + recalledDays * dayMs).toISOString();
    const due: DueRow[] = await database('review_conditions')
      .join('reviews', 'reviews.id', 'review_conditions.review_id')
      .where('reviews.state', 'conditionally-approved')
      .whereNull('review_conditions.done_at')
      .where('review_conditions.due', '<=', soon.slice(0, 10))
      .select(
        'reviews.*',
        'review_conditions.id as condition_id',
        'review_conditions.title as condition_title',
        'review_conditions.owner as condition_owner',
        'review_conditions.due as due',
      );
    const told: Notice[] = [
      ...ending.map(row =>
        expiringNotice(toReview(row), Number(row.valid_until)),
      ),
      ...due.map(row =>
        conditionNotice(toReview(row), {
          id: row.condition_id,
          title: row.condition_title,
          owner: row.condition_owner,
          due: row.due,
        }),
      ),
    ];
    if (told.length > 0) await notices.send(told);
  }

  /**
   * Moves undecided parts on from people who left their role, and fills parts
   * that nobody could take before. Decisions given stay.
   */
  async reassign(): Promise<void> {
    const { database, people } = this.#desk.options;
    const known = rememberPeople(people);
    let last = '';
    for (;;) {
      const rows = await database<ReviewRow>('reviews')
        .whereIn('state', ['submitted', 'in-review'])
        .where('id', '>', last)
        .orderBy('id')
        .limit(batchSize);
      const tail = rows.at(-1);
      if (!tail) return;
      last = tail.id;
      await this.#reassign(rows.map(toReview), known);
    }
  }

  async #reassign(
    reviews: StoredReview[],
    people: CandidatePeople,
  ): Promise<void> {
    const { services, store } = this.#desk.options;
    const undecided = await store.undecided(reviews.map(({ id }) => id));
    const found = await services.findAll([
      ...new Set(reviews.map(({ service }) => service)),
    ]);
    const owned = await this.#desk.ownersOf(found);
    for (const review of reviews) {
      const roles = undecided.get(review.id) ?? [];
      const owners = owned.get(review.service);
      if (!owners || roles.length === 0) continue;
      const candidates = await candidatesFor(
        roles.map(({ role }) => role),
        { review, owned: owners, assigned: assignedIn(roles) },
        people,
      );
      const misplaced = roles.some(({ assignee, problem, role }) => {
        const may = candidates.get(role);
        return assignee
          ? !may?.people.includes(assignee)
          : may?.problem !== problem;
      });
      if (misplaced) await this.#moveOn(review.id, candidates);
    }
  }

  async #moveOn(
    id: string,
    candidates: ReadonlyMap<string, RoleCandidates>,
  ): Promise<void> {
    const now = this.#desk.now();
    const { notices, people, store } = this.#desk.options;
    const { changed, review } = await store.change(
      id,
      { actor: portal, now },
      async change => {
        const before = new Map(
          change.whole.roles.map(role => [role.role, role.assignee]),
        );
        const moved = await rotate(change.tx, change.whole, {
          candidates,
          now,
          promisedBy: change.review.promisedBy ?? now,
        });
        await change.saveRoles(moved);
        for (const { role, assignee, problem } of moved) {
          const from = before.get(role);
          change.note({
            event: 'assigned',
            text: `${role} went from ${from ?? 'nobody'} to ${assignee ?? 'nobody'}${from ? `, as ${from} may not decide for it any more` : ''}`,
            detail: { role, from, to: assignee, problem },
          });
        }
        return { changed: moved, review: change.review };
      },
      { raise: false },
    );
    await notices.send(
      changed.map(({ role, assignee }) =>
        noticeAbout(review, {
          to: [assignee],
          title: `${nameOf(review)} waits for your decision`,
          description: `You decide for ${people.role(role).title} now.`,
          about: `assigned ${role}`,
        }),
      ),
    );
  }

  /** Forgets who was there. */
  async tidy(): Promise<void> {
    await this.#desk.options
      .database('review_presence')
      .where('at', '<', this.#desk.now() - dayMs)
      .delete();
  }
}

interface DueRow extends ReviewRow {
  condition_id: string;
  condition_title: string;
  condition_owner: string;
  due: string;
}
