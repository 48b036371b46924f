import type { Knex } from 'knex';
import { toNumber } from '../../database/rows';
import { onlyVisible } from '../../services/onlyVisible';
import type { ServiceScope } from '../../services/ServiceScope';

/** How many services a source of facts reaches. */
export interface CoveredBySource {
  source: string;
  /** Services with at least one fact from it. */
  services: number;
  /** Of those, services with at least one stale fact from it. */
  stale: number;
  /** Services it could not find out about when last asked. */
  failures: number;
}

/**
 * The one place where services are counted by source, for every page alike:
 * facts as of each service's last evaluation, failures as of the last answer.
 */
export class SourceCoverage {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): SourceCoverage {
    return new SourceCoverage(options.database);
  }

  /** In order of names; of visible services only if a scope is given. */
  async read(scope?: ServiceScope): Promise<CoveredBySource[]> {
    const [facts, failures] = await Promise.all([
      this.#facts(scope),
      this.#failures(scope),
    ]);
    const sources = new Map<string, CoveredBySource>();
    const none = { services: 0, stale: 0, failures: 0 };
    for (const row of [...facts, ...failures]) {
      const { source } = row;
      sources.set(source, { ...none, ...sources.get(source), ...row });
    }
    return [...sources.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
  }

  async #facts(scope?: ServiceScope) {
    const query: Knex.QueryBuilder = this.#knex('service_sources as c')
      .select('c.source')
      .count({ services: '*' })
      .select(
        this.#knex.raw('sum(case when c.stale > 0 then 1 else 0 end) as stale'),
      )
      .groupBy('c.source');
    const rows: {
      source: string;
      services: number | string;
      stale: number | string;
    }[] = await onlyVisible(query, { scope, by: 'c.service_ref' });
    return rows.map(({ source, services, stale }) => ({
      source,
      services: toNumber(services),
      stale: toNumber(stale),
    }));
  }

  async #failures(scope?: ServiceScope) {
    const query: Knex.QueryBuilder = this.#knex('source_services as c')
      .select('c.source')
      .count({ failures: '*' })
      .whereNotNull('c.error')
      .groupBy('c.source');
    const rows: { source: string; failures: number | string }[] =
      await onlyVisible(query, { scope, by: 'c.service_ref' });
    return rows.map(({ source, failures }) => ({
      source,
      failures: toNumber(failures),
    }));
  }
}
