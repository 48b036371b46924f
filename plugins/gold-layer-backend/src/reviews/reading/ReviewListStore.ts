import {
  expiringDays,
  holdingReviewStates,
  openReviewStates,
  ReviewsQuery,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';
import { decodeCursor, encodeCursor } from '../../http/listCursor';
import type { ServiceScope } from '../../services';
import type { StoredReview } from '../records';
import { ReviewRow, toReview } from '../store/reviewRows';
import { ListPosition, positionSchema, PositionType } from './listPosition';
import { Viewer, visibleReviews } from './visibleReviews';

const dayMs = 24 * 60 * 60 * 1000;

interface SortKey {
  column: string;
  type: PositionType;
  /** Whether there are reviews without a value; they come last either way. */
  optional?: boolean;
}

const sorts: Record<ReviewsQuery['sort'], SortKey> = {
  updated: { column: 'reviews.updated_at', type: 'number' },
  age: { column: 'reviews.created_at', type: 'number' },
  promised: { column: 'reviews.promised_by', type: 'number', optional: true },
  tier: { column: 'reviews.tier_rank', type: 'int32' },
  service: { column: 'reviews.sort_name', type: 'string' },
  validUntil: { column: 'reviews.valid_until', type: 'number', optional: true },
  drift: { column: 'reviews.drift_rank', type: 'int32' },
};

/** What a caller may see of reviews, and when it is looked at. */
export interface Sight {
  scope: ServiceScope;
  /** Who looks, where that may matter: nobody for services, or where the scope is everything. */
  viewer?: Viewer;
  /** Milliseconds. */
  now: number;
}

/** One page of reviews with those whom they are assigned to. */
export interface ListedReview {
  review: StoredReview;
  serviceExists: boolean;
  reviewers: string[];
}

/** Reads lists of reviews: filtered, sorted, page by page. */
export class ReviewListStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReviewListStore {
    return new ReviewListStore(options.database);
  }

  /** The page after the query's cursor. */
  async page(
    query: ReviewsQuery,
    sight: Sight,
  ): Promise<{ items: ListedReview[]; nextCursor?: string }> {
    const { column, optional, type } = sorts[query.sort];
    const after = decodeCursor(query, positionSchema(type));
    const limit = query.limit + 1;
    const rows: ListedRow[] = [];
    if (after?.value !== null) {
      const filled = this.#select(query, sight).limit(limit);
      orderFilled(filled, query, { column, optional, after });
      rows.push(...(await filled));
    }
    if (optional && rows.length < limit) {
      const empty = this.#select(query, sight)
        .whereNull(column)
        .orderBy('reviews.id', query.order)
        .limit(limit - rows.length);
      if (after?.value === null) {
        empty.where('reviews.id', query.order === 'asc' ? '>' : '<', after.key);
      }
      rows.push(...(await empty));
    }
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: await this.#withReviewers(shown),
      nextCursor: last && encodeCursor(query, positionOf(last, column)),
    };
  }

  /** How many match, on all pages together. */
  async count(query: ReviewsQuery, sight: Sight): Promise<number> {
    const row = await this.#matching(query, sight)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  #select(query: ReviewsQuery, sight: Sight): Knex.QueryBuilder {
    return this.#matching(query, sight).select(
      'reviews.*',
      'services.ref as existing_ref',
    );
  }

  #matching(
    query: ReviewsQuery,
    { now, scope, viewer }: Sight,
  ): Knex.QueryBuilder {
    const reviews: Knex.QueryBuilder = this.#knex('reviews');
    visibleReviews(reviews, scope, viewer);
    filterReviews(reviews, query, { database: this.#knex, now });
    return reviews;
  }

  async #withReviewers(rows: ListedRow[]): Promise<ListedReview[]> {
    const reviewers = new Map<string, string[]>();
    for (const ids of chunked(rows.map(({ id }) => id))) {
      const roles = await this.#knex('review_roles')
        .select('review_id', 'assignee', 'by')
        .whereIn('review_id', ids)
        .orderBy('position');
      for (const { review_id, assignee, by } of roles) {
        const who = by ?? assignee;
        if (!who) continue;
        reviewers.set(review_id, [...(reviewers.get(review_id) ?? []), who]);
      }
    }
    return rows.map(row => ({
      review: toReview(row),
      serviceExists: row.existing_ref !== null,
      reviewers: reviewers.get(row.id) ?? [],
    }));
  }
}

type ListedRow = ReviewRow & { existing_ref: string | null };

function filterReviews(
  reviews: Knex.QueryBuilder,
  query: ReviewsQuery,
  { database, now }: { database: Knex; now: number },
): void {
  if (query.state?.length) {
    const states = query.state;
    reviews.where(any => {
      for (const state of states)
        any.orWhere(one => whereState(one, state, now));
    });
  }
  if (query.purpose?.length) reviews.whereIn('reviews.purpose', query.purpose);
  if (query.checklist) reviews.where('reviews.checklist', query.checklist);
  if (query.tier?.length) reviews.whereIn('reviews.tier', query.tier);
  if (query.service) {
    reviews.where('reviews.service_ref', lower(query.service));
  }
  if (query.owner?.length) {
    const owners = query.owner.map(lower);
    reviews.where(any =>
      any
        .whereIn('reviews.owner_ref', owners)
        .orWhereIn(
          'reviews.owner_ref',
          database('group_closure')
            .select('descendant_ref')
            .whereIn('ancestor_ref', owners),
        ),
    );
  }
  if (query.reviewer) {
    reviews.whereIn(
      'reviews.id',
      database('review_roles')
        .select('review_id')
        .where('assignee', lower(query.reviewer)),
    );
  }
  for (const word of lower(query.q ?? '').split(/\s+/)) {
    if (word === '') continue;
    reviews.whereRaw(`reviews.search_text like ? escape '!'`, [
      `%${word.replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
}

function whereState(
  query: Knex.QueryBuilder,
  state: NonNullable<ReviewsQuery['state']>[number],
  now: number,
): void {
  switch (state) {
    case 'open':
      query.whereIn('reviews.state', openReviewStates);
      break;
    case 'expiring':
      query
        .whereIn('reviews.state', holdingReviewStates)
        .where('reviews.valid_until', '>', now)
        .where('reviews.valid_until', '<=', now + expiringDays * dayMs);
      break;
    case 'drifted':
      query
        .whereIn('reviews.state', holdingReviewStates)
        .where('reviews.drifted', '>', 0);
      break;
    default:
      query.where('reviews.state', state);
  }
}

function orderFilled(
  query: Knex.QueryBuilder,
  { order }: ReviewsQuery,
  options: { column: string; optional?: boolean; after?: ListPosition },
): void {
  const { after, column, optional } = options;
  if (optional) query.whereNotNull(column);
  query.orderBy([
    { column, order },
    { column: 'reviews.id', order },
  ]);
  if (!after || after.value === null) return;
  const { key, value } = after;
  const beyond = order === 'asc' ? '>' : '<';
  query
    .where(column, `${beyond}=`, value)
    .where(rest =>
      rest.where(column, beyond, value).orWhere('reviews.id', beyond, key),
    );
}

function positionOf(row: ListedRow, column: string): ListPosition {
  const name = column.slice('reviews.'.length);
  const found = Object.entries(row).find(([key]) => key === name)?.[1];
  const number = name !== 'sort_name' && found !== null;
  return { value: number ? Number(found) : (found ?? null), key: row.id };
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
