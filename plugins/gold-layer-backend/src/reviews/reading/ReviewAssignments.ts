import { openReviewStates } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../database/rows';
import type { Assignments } from '../../services';

/** Who decides open reviews of which services: permission rules may rest on it. */
export class ReviewAssignments implements Assignments {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReviewAssignments {
    return new ReviewAssignments(options.database);
  }

  servicesOf(people: Knex.Raw): Knex.QueryBuilder {
    return this.#open().where('review_roles.assignee', 'in', people);
  }

  async peopleOf(services: string[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const chunk of chunked(services)) {
      const rows = await this.#open()
        .whereIn('reviews.service_ref', chunk)
        .whereNotNull('review_roles.assignee')
        .select('review_roles.assignee');
      for (const { service_ref, assignee } of rows) {
        found.set(service_ref, [...(found.get(service_ref) ?? []), assignee]);
      }
    }
    return found;
  }

  #open(): Knex.QueryBuilder {
    return this.#knex('reviews')
      .join('review_roles', 'review_roles.review_id', 'reviews.id')
      .whereIn('reviews.state', [...openReviewStates])
      .select('reviews.service_ref');
  }
}
