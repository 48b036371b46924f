import {
  holdingReviewStates,
  isOpenReview,
  ReviewNeed,
  ShownTier,
  shownTierSchema,
  reviewStateSchema,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';
import { decodeCursor, encodeCursor } from '../../http/listCursor';
import type { ServiceScope } from '../../services';
import type { Checklists } from '../checklists/Checklists';
import { positionSchema } from './listPosition';

/** What needs are asked for. */
export interface NeedsQuery {
  tier?: ShownTier[];
  owner?: string[];
  checklist?: string;
  limit: number;
  cursor?: string;
}

/** A need with its owner as a ref. */
export type StoredNeed = Omit<ReviewNeed, 'owner'> & { owner?: string };

/**
 * Reads which services are expected to have a valid review and have none.
 * Who is expected to is kept in the table `review_expectations`.
 */
export class NeedStore {
  readonly #knex: Knex;
  readonly #checklists: Checklists;

  private constructor(options: { database: Knex; checklists: Checklists }) {
    this.#knex = options.database;
    this.#checklists = options.checklists;
  }

  static create(options: {
    database: Knex;
    checklists: Checklists;
  }): NeedStore {
    return new NeedStore(options);
  }

  /** The most critical first, then in order of ref. */
  async page(
    query: NeedsQuery,
    scope: ServiceScope,
  ): Promise<{ items: StoredNeed[]; nextCursor?: string }> {
    const after = decodeCursor(query, positionSchema('int32'));
    const needs = this.#matching(query, scope)
      .select<NeedRow[]>(
        'services.ref',
        'services.name',
        'services.title',
        'services.tier',
        'services.tier_rank',
        'services.owner_ref',
        'review_expectations.checklist',
      )
      .orderBy([
        'services.tier_rank',
        'services.ref',
        'review_expectations.checklist',
      ])
      .limit(query.limit + 1);
    if (after) {
      const [ref, checklist] = after.key.split(' ');
      needs.whereRaw(
        '(services.tier_rank, services.ref, review_expectations.checklist) > (?, ?, ?)',
        [after.value, ref, checklist ?? ''],
      );
    }
    const rows = await needs;
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: await this.#withReasons(shown),
      nextCursor:
        last &&
        encodeCursor(query, {
          value: last.tier_rank,
          key: `${last.ref} ${last.checklist}`,
        }),
    };
  }

  /** How many per tier, whichever tiers are asked for: one chooses among them. */
  async byTier(
    query: NeedsQuery,
    scope: ServiceScope,
  ): Promise<Partial<Record<ShownTier, number>>> {
    const rows = await this.#matching({ ...query, tier: undefined }, scope)
      .groupBy('services.tier')
      .select<{ tier: string; count: number | string }[]>(
        'services.tier',
        this.#knex.raw('count(*) as count'),
      );
    return Object.fromEntries(
      rows.map(({ tier, count }) => [tier, toNumber(count)]),
    );
  }

  #matching(query: NeedsQuery, scope: ServiceScope): Knex.QueryBuilder {
    const needs: Knex.QueryBuilder = this.#knex('review_expectations')
      .join('services', 'services.ref', 'review_expectations.service_ref')
      .whereNotExists(
        this.#knex('reviews')
          .whereRaw('reviews.service_ref = review_expectations.service_ref')
          .whereRaw('reviews.checklist = review_expectations.checklist')
          .whereIn('reviews.state', holdingReviewStates),
      );
    scope.restrict(needs);
    if (query.tier?.length) needs.whereIn('services.tier', query.tier);
    if (query.checklist) {
      needs.where('review_expectations.checklist', query.checklist);
    }
    if (query.owner?.length) {
      const owners = query.owner.map(ref => ref.toLocaleLowerCase('en-US'));
      needs.where(any =>
        any
          .whereIn('services.owner_ref', owners)
          .orWhereIn(
            'services.owner_ref',
            this.#knex('group_closure')
              .select('descendant_ref')
              .whereIn('ancestor_ref', owners),
          ),
      );
    }
    return needs;
  }

  /** Where the latest review of each stands. */
  async #withReasons(rows: NeedRow[]): Promise<StoredNeed[]> {
    const latest = new Map<string, { id: string; state: string }>();
    for (const refs of chunked([...new Set(rows.map(({ ref }) => ref))])) {
      const reviews = await this.#knex('reviews')
        .select('id', 'state', 'service_ref', 'checklist')
        .whereIn('service_ref', refs)
        .orderBy(['created_at', 'id']);
      for (const { id, state, service_ref, checklist } of reviews) {
        latest.set(`${service_ref} ${checklist}`, { id, state });
      }
    }
    return rows.map(row => {
      const review = latest.get(`${row.ref} ${row.checklist}`);
      return {
        service: row.ref,
        serviceTitle: row.title ?? row.name,
        tier: shownTierSchema.parse(row.tier),
        owner: row.owner_ref ?? undefined,
        checklist: row.checklist,
        checklistTitle:
          this.#checklists.definition(row.checklist)?.title ?? row.checklist,
        reason: review ? reasonOf(review.state) : 'none',
        review: review?.id,
      };
    });
  }
}

function reasonOf(found: string): ReviewNeed['reason'] {
  const state = reviewStateSchema.parse(found);
  if (isOpenReview(state)) return 'open';
  switch (state) {
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'revalidation-required':
      return state;
    default:
      return 'none';
  }
}

interface NeedRow {
  ref: string;
  name: string;
  title: string | null;
  tier: string;
  tier_rank: number;
  owner_ref: string | null;
  checklist: string;
}
