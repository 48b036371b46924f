import {
  expiringDays,
  holdingReviewStates,
  openReviewStates,
  waitingReviewStates,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import type { ServiceScope } from '../../services';
import { visibleReviews } from '../reading/visibleReviews';
import type { StoredReview } from '../records';
import { applyingControls } from '../store/applyingControls';
import { SignOffRow, unsignedStates } from '../store/partRows';
import { ReviewRow, toReview } from '../store/reviewRows';

const dayMs = 24 * 60 * 60 * 1000;

/** Mentions are shown this long, unless they are answered before. */
const mentionDays = 14;

/** The most of one kind that is shown to anybody. */
const limit = 100;

/** A review together with what waits in it. */
export type Waiting<T> = T & { review: StoredReview };

/** For whom is looked, and what they may see. */
export interface Seeker {
  person: string;
  /** Groups of the person with all that stand above them. */
  groups: string[];
  scope: ServiceScope;
  /** Milliseconds. */
  now: number;
}

/**
 * Finds what waits for somebody, in one statement per kind; nothing waits in
 * reviews of services that left the catalog, which can only be read.
 */
export class ReviewTaskStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReviewTaskStore {
    return new ReviewTaskStore(options.database);
  }

  /** Roles assigned and not decided. */
  async decisions(seeker: Seeker) {
    const rows: (ReviewRow & {
      role: string;
      assigned_at: number | string;
      due_at: number | string | null;
    })[] = await this.#visible(seeker)
      .join('review_roles', 'review_roles.review_id', 'reviews.id')
      .where('review_roles.assignee', seeker.person)
      .whereNull('review_roles.decision')
      .whereIn('reviews.state', ['submitted', 'in-review'])
      .select('role', 'assigned_at', 'review_roles.promised_by as due_at');
    return rows.map(row => ({
      review: toReview(row),
      role: row.role,
      since: Number(row.assigned_at),
      due: row.due_at === null ? undefined : Number(row.due_at),
    }));
  }

  /** Sections that wait to be signed by the person: who signed it, had it changed or decided for its role, unless another one is asked since. */
  async signOffs(seeker: Seeker) {
    const { person } = seeker;
    const rows = await this.#unsigned(seeker)
      .whereNull('review_sign_offs.problem')
      .where(mine =>
        mine
          .where('review_sign_offs.assignee', person)
          .orWhere(signed =>
            signed
              .whereNull('review_sign_offs.assignee')
              .where('review_sign_offs.by', person),
          ),
      );
    return rows.map(row => ({
      review: toReview(row),
      section: row.section,
      state: row.signed_state,
      handedOn: row.signed_by !== person,
    }));
  }

  /** Sections of the person's own reviews that somebody has to sign, and nobody is asked to. */
  async unasked(seeker: Seeker) {
    const rows = await this.#unsigned(seeker)
      .whereNotNull('review_sign_offs.problem')
      .where(mine => ofOwn(mine, seeker));
    return rows.map(row => ({
      review: toReview(row),
      section: row.section,
      problem: row.signed_problem ?? '',
    }));
  }

  /** The controls that speak of their service, by review. */
  async applying(reviews: string[]): Promise<Map<string, ReadonlySet<string>>> {
    return applyingControls(this.#knex, reviews);
  }

  /** Reviews of the person's own that ask for something: drafts, changes, drift, an end in sight. */
  async own({ groups, now, person, ...seeker }: Seeker) {
    const rows: ReviewRow[] = await this.#visible({
      groups,
      now,
      person,
      ...seeker,
    })
      .where(mine => ofOwn(mine, { groups, person }))
      .where(asking =>
        asking
          .where('reviews.state', 'changes-requested')
          .orWhere(draft =>
            draft
              .where('reviews.state', 'draft')
              .where('reviews.requested_by', person),
          )
          .orWhere(holding =>
            holding
              .whereIn('reviews.state', holdingReviewStates)
              .where(ending =>
                ending
                  .where('reviews.drifted', '>', 0)
                  .orWhere(
                    'reviews.valid_until',
                    '<=',
                    now + expiringDays * dayMs,
                  ),
              ),
          ),
      );
    return rows.map(toReview);
  }

  /** Conditions that the person owes. */
  async conditions(seeker: Seeker) {
    const rows: (ReviewRow & { condition_title: string; due: string })[] =
      await this.#visible(seeker)
        .join('review_conditions', 'review_conditions.review_id', 'reviews.id')
        .where('review_conditions.owner', seeker.person)
        .whereNull('review_conditions.done_at')
        .where('reviews.state', 'conditionally-approved')
        .select('review_conditions.title as condition_title', 'due');
    return rows.map(row => ({
      review: toReview(row),
      title: row.condition_title,
      due: row.due,
    }));
  }

  /** Comments that mention the person and have not been answered. */
  async mentions(seeker: Seeker) {
    const { now, person } = seeker;
    const rows: (ReviewRow & MentionRow)[] = await this.#visible(seeker)
      .join('review_comments', 'review_comments.review_id', 'reviews.id')
      .join('review_mentions', on =>
        on
          .on('review_mentions.comment_id', 'review_comments.id')
          .onVal('review_mentions.user_ref', person),
      )
      .where('review_mentions.at', '>', now - mentionDays * dayMs)
      .whereNot('review_comments.author', person)
      .whereNotExists(
        this.#knex({ answer: 'review_comments' })
          .whereRaw('answer.review_id = reviews.id')
          .whereRaw('answer.at > review_comments.at')
          .where('answer.author', person),
      )
      .select(
        'review_comments.id as comment_id',
        'review_comments.author as author',
        'review_comments.body as body',
        'review_comments.control as on_control',
        'review_comments.section as on_section',
        'review_comments.at as said_at',
      );
    return rows.map(row => ({
      review: toReview(row),
      comment: row.comment_id,
      author: row.author,
      body: row.body,
      control: row.on_control ?? undefined,
      section: row.on_section ?? undefined,
      since: Number(row.said_at),
    }));
  }

  /** Services of the person's groups that should have a review, and neither have one nor have begun one. */
  async needs({ groups, scope }: Seeker): Promise<NeededReview[]> {
    const query: Knex.QueryBuilder = this.#knex('review_expectations')
      .join('services', 'services.ref', 'review_expectations.service_ref')
      .whereIn('services.owner_ref', groups)
      .whereNotExists(
        this.#knex('reviews')
          .whereRaw('reviews.service_ref = review_expectations.service_ref')
          .whereRaw('reviews.checklist = review_expectations.checklist')
          .whereIn('reviews.state', [
            ...openReviewStates,
            ...holdingReviewStates,
          ]),
      )
      .orderBy(['services.tier_rank', 'services.ref'])
      .limit(limit)
      .select(
        'services.ref as service',
        'services.name as name',
        'services.title as title',
        'services.tier as tier',
        'services.changed_at as changed_at',
        'review_expectations.checklist as checklist',
      );
    return scope.restrict(query);
  }

  #unsigned(seeker: Seeker): Knex.QueryBuilder<UnsignedRow, UnsignedRow[]> {
    return this.#visible(seeker)
      .join('review_sign_offs', 'review_sign_offs.review_id', 'reviews.id')
      .whereIn('review_sign_offs.state', unsignedStates)
      .whereIn('reviews.state', [
        ...waitingReviewStates,
        ...holdingReviewStates,
      ])
      .select(
        'section',
        'review_sign_offs.state as signed_state',
        'review_sign_offs.by as signed_by',
        'review_sign_offs.problem as signed_problem',
      );
  }

  #visible({ scope }: Seeker): Knex.QueryBuilder {
    const reviews: Knex.QueryBuilder = this.#knex('reviews')
      .select('reviews.*')
      .orderBy('reviews.updated_at', 'desc')
      .limit(limit);
    visibleReviews(reviews, scope);
    return reviews.whereNotNull('services.ref');
  }
}

/** Reviews that somebody asked for, or that belong to their groups. */
function ofOwn(
  reviews: Knex.QueryBuilder,
  { groups, person }: Pick<Seeker, 'groups' | 'person'>,
): void {
  reviews
    .where('reviews.requested_by', person)
    .orWhereIn('reviews.owner_ref', groups);
}

interface UnsignedRow extends ReviewRow {
  section: string;
  signed_state: SignOffRow['state'];
  signed_by: string;
  signed_problem: string | null;
}

interface MentionRow {
  comment_id: string;
  author: string;
  body: string;
  on_control: string | null;
  on_section: string | null;
  said_at: number | string;
}

/** A service that should have a review. */
export interface NeededReview {
  service: string;
  name: string;
  title: string | null;
  tier: string;
  changed_at: number | string;
  checklist: string;
}
