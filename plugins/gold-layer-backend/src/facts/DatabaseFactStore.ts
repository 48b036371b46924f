import type { Knex } from 'knex';
import { chunked } from '../database/rows';
import type { ServiceChanges } from '../services/ServiceChanges';
import {
  factColumns,
  FactHistoryRow,
  FactRow,
  toPastFact,
  toStoredFact,
} from './FactRow';
import type {
  FactStore,
  FactToRecord,
  RecordOutcome,
  StoredFact,
} from './FactStore';
import { recordFacts } from './recordFacts';
import { retainFacts } from './retainFacts';
import { tablesOfServices } from './tablesOfServices';

/** Facts in the tables `facts` and `fact_history`. */
export class DatabaseFactStore implements FactStore {
  readonly #knex: Knex;
  readonly #changes: ServiceChanges;

  private constructor(options: { database: Knex; changes: ServiceChanges }) {
    this.#knex = options.database;
    this.#changes = options.changes;
  }

  static create(options: {
    database: Knex;
    changes: ServiceChanges;
  }): DatabaseFactStore {
    return new DatabaseFactStore(options);
  }

  async record(facts: FactToRecord[]): Promise<RecordOutcome[]> {
    if (facts.length === 0) return [];
    return this.#knex.transaction(async tx => {
      const { outcomes, services } = await recordFacts(tx, facts);
      await this.#changes.mark(services, { tx });
      return outcomes;
    });
  }

  async retain(
    source: string,
    kept: { service: string; facts: string[] }[],
  ): Promise<void> {
    if (kept.length === 0) return;
    await this.#knex.transaction(async tx => {
      const services = await retainFacts(tx, { source, kept });
      await this.#changes.mark(services, { tx });
    });
  }

  async factsOf(
    services: string[],
    { facts }: { facts?: ReadonlySet<string> } = {},
  ): Promise<Map<string, StoredFact[]>> {
    const found = new Map<string, StoredFact[]>();
    const names = facts ? chunked([...facts], 2) : [undefined];
    for (const chunk of chunked(services, facts ? 2 : 1)) {
      for (const some of names) {
        const query = this.#knex<FactRow>('facts')
          .select(...factColumns)
          .whereIn('service_ref', chunk);
        if (some) query.whereIn('fact', some);
        for (const row of await query) add(found, toStoredFact(row));
      }
    }
    return found;
  }

  async factsAt(
    services: string[],
    at: Date,
  ): Promise<Map<string, StoredFact[]>> {
    const found = new Map<string, StoredFact[]>();
    for (const chunk of chunked(services)) {
      const latest = this.#knex('fact_history')
        .select('service_ref', 'fact')
        .max({ at: 'at' })
        .whereIn('service_ref', chunk)
        .where('at', '<=', at.getTime())
        .groupBy('service_ref', 'fact')
        .as('latest');
      const rows = await this.#knex<FactHistoryRow>({ h: 'fact_history' })
        .join(latest, join =>
          join
            .on('h.service_ref', 'latest.service_ref')
            .andOn('h.fact', 'latest.fact')
            .andOn('h.at', 'latest.at'),
        )
        .select<FactHistoryRow[]>('h.*');
      for (const row of rows) {
        const { value } = row;
        if (value !== null) add(found, toPastFact({ ...row, value }));
      }
    }
    return found;
  }

  async markNewlyStale(from: Date, to: Date): Promise<number> {
    const refs = await this.#knex('facts')
      .distinct('service_ref')
      .where('valid_until', '>', from.getTime())
      .where('valid_until', '<=', to.getTime())
      .pluck<string[]>('service_ref');
    await this.#changes.mark(refs);
    return refs.length;
  }

  async removeServices(
    services: string[],
    options: { tx?: Knex.Transaction } = {},
  ): Promise<void> {
    for (const chunk of chunked(services)) {
      for (const table of tablesOfServices) {
        await (options.tx ?? this.#knex)(table)
          .whereIn('service_ref', chunk)
          .delete();
      }
    }
  }
}

function add(found: Map<string, StoredFact[]>, fact: StoredFact): void {
  const facts = found.get(fact.service);
  if (facts) facts.push(fact);
  else found.set(fact.service, [fact]);
}
