import { NotAllowedError } from '@backstage/errors';
import {
  goldLayerReviewReadPermission,
  ReviewerLoad,
  ReviewsQuery,
  RouteOutput,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess, ServiceScope } from '../../services';
import type { NeedsQuery, NeedStore } from './NeedStore';
import { peopleOf } from './peopleIn';
import { personIn, presentSummary, toIso } from './presentSummary';
import type { ReviewerStore } from './ReviewerStore';
import type { ReviewListStore } from './ReviewListStore';
import type { Viewer } from './visibleReviews';

/** What {@link ReviewLists} works with. */
export interface ReviewListsOptions {
  access: ServiceAccess;
  needs: NeedStore;
  people: People;
  reviewers: ReviewerStore;
  reviews: ReviewListStore;
  now(): Date;
}

/** Lists of reviews, of needs and of reviewers, as far as the caller may see. */
export class ReviewLists {
  readonly #options: ReviewListsOptions;

  private constructor(options: ReviewListsOptions) {
    this.#options = options;
  }

  static create(options: ReviewListsOptions): ReviewLists {
    return new ReviewLists(options);
  }

  async page(
    query: ReviewsQuery,
    options: { credentials: Caller },
  ): Promise<RouteOutput<'listReviews'>> {
    const { people, reviews } = this.#options;
    const scope = await this.#visible(options);
    const asked = { ...query };
    if (query.reviewer === 'me') {
      asked.reviewer = (await people.actor(options.credentials)).ref;
    }
    const now = this.#options.now().getTime();
    const sight = { scope, viewer: await this.#viewer(scope, options), now };
    const [{ items, nextCursor }, totalItems] = await Promise.all([
      reviews.page(asked, sight),
      reviews.count(asked, sight),
    ]);
    const titles = await people.describe(
      items.flatMap(({ review, reviewers }) => [
        ...peopleOf(review),
        ...reviewers,
      ]),
    );
    return {
      items: items.map(({ review, ...rest }) =>
        presentSummary(review, { ...rest, people: titles, now }),
      ),
      totalItems,
      pageInfo: { nextCursor },
    };
  }

  async needs(
    query: NeedsQuery,
    options: { credentials: Caller },
  ): Promise<RouteOutput<'listReviewNeeds'>> {
    const { needs, people } = this.#options;
    const scope = await this.#visible(options);
    const { items, nextCursor } = await needs.page(query, scope);
    const byTier = await needs.byTier(query, scope);
    const { tier: asked = [] } = query;
    const counts = shownTierSchema.options
      .filter(tier => asked.length === 0 || asked.includes(tier))
      .map(tier => byTier[tier] ?? 0);
    const titles = await people.describe(
      items.flatMap(({ owner }) => owner ?? []),
    );
    return {
      items: items.map(({ owner, ...need }) => ({
        ...need,
        owner: owner ? personIn(titles, owner) : undefined,
      })),
      totalItems: counts.reduce((sum, count) => sum + count, 0),
      byTier,
      pageInfo: { nextCursor },
    };
  }

  /** Everybody who has something to decide, the fullest desk first. */
  async reviewers(options: { credentials: Caller }): Promise<ReviewerLoad[]> {
    const { people, reviewers } = this.#options;
    const scope = await this.#visible(options);
    const now = this.#options.now().getTime();
    const loads = await reviewers.loads(scope, now);
    const titles = await people.describe(loads.map(({ person }) => person));
    return loads.map(({ person, roles, open, overdue, oldest }) => ({
      person: personIn(titles, person),
      roles: roles.map(role => ({ role, title: people.role(role).title })),
      open,
      overdue,
      oldest: oldest === undefined ? undefined : toIso(oldest),
    }));
  }

  /** Who looks, where not everything is seen anyway. */
  async #viewer(
    scope: ServiceScope,
    { credentials }: { credentials: Caller },
  ): Promise<Viewer | undefined> {
    if (scope.everything) return undefined;
    const { people } = this.#options;
    const actor = await people.actor(credentials);
    if (!actor.isUser) return undefined;
    const { groups } = await people.membership(actor.ref);
    return { person: actor.ref, groups };
  }

  /** @throws NotAllowedError if the caller may see no reviews at all */
  async #visible(options: { credentials: Caller }): Promise<ServiceScope> {
    const read = goldLayerReviewReadPermission;
    const scope = await this.#options.access.scope(read, options);
    if (!scope.nothing) return scope;
    throw new NotAllowedError(
      'Reading reviews needs the permission gold-layer.review.read',
    );
  }
}
