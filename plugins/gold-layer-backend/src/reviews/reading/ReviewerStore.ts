import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import type { ServiceScope } from '../../services';
import { visibleReviews } from './visibleReviews';

/** What waits for one reviewer; times in milliseconds. */
export interface StoredLoad {
  person: string;
  roles: string[];
  open: number;
  overdue: number;
  /** When the oldest open assignment was made. */
  oldest?: number;
}

/** Reads what waits for whom. */
export class ReviewerStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReviewerStore {
    return new ReviewerStore(options.database);
  }

  /** Everybody who was ever assigned a review of a service in the catalog that the scope shows, the fullest desk first; one statement. */
  async loads(scope: ServiceScope, now: number): Promise<StoredLoad[]> {
    const undecided = `decision is null and reviews.state in ('submitted', 'in-review', 'changes-requested')`;
    const query = this.#knex('review_roles')
      .join('reviews', 'reviews.id', 'review_roles.review_id')
      .whereNotNull('assignee')
      .whereNotNull('services.ref')
      .groupBy('assignee', 'role')
      .select<LoadRow[]>(
        'assignee',
        'role',
        this.#knex.raw(`sum(case when ${undecided} then 1 else 0 end) as open`),
        this.#knex.raw(
          `sum(case when ${undecided} and review_roles.promised_by < ? then 1 else 0 end) as overdue`,
          [now],
        ),
        this.#knex.raw(
          `min(case when ${undecided} then assigned_at end) as oldest`,
        ),
      );
    visibleReviews(query, scope);
    const loads = new Map<string, StoredLoad>();
    for (const row of await query) {
      const load = loads.get(row.assignee) ?? {
        person: row.assignee,
        roles: [],
        open: 0,
        overdue: 0,
      };
      load.roles.push(row.role);
      load.open += toNumber(row.open);
      load.overdue += toNumber(row.overdue);
      if (row.oldest !== null) {
        load.oldest = Math.min(load.oldest ?? Infinity, toNumber(row.oldest));
      }
      loads.set(row.assignee, load);
    }
    return [...loads.values()].sort(
      (a, b) => b.open - a.open || (a.person < b.person ? -1 : 1),
    );
  }
}

interface LoadRow {
  assignee: string;
  role: string;
  open: number | string;
  overdue: number | string;
  oldest: number | string | null;
}
