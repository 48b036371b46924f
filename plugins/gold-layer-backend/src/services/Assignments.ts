import type { Knex } from 'knex';

/** Who has been asked to judge services; the feature that asks people knows. */
export interface Assignments {
  /** Selects refs of services on which one of the people has something to judge now. */
  servicesOf(people: Knex.Raw): Knex.QueryBuilder;
  /** Who has something to judge now, by ref of service. */
  peopleOf(services: string[]): Promise<Map<string, string[]>>;
}
