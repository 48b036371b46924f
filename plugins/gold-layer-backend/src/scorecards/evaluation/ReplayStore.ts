import type { Knex } from 'knex';
import type { ScoredCard } from '../scoreService';
import { joinFirstDay } from './joinFirstDay';
import type { PastValue } from './replayService';
import { CheckChangeRow, LevelChangeRow, tables } from './resultTables';
import { upsertRows, WritableTable } from '../../database/writeRows';

/** How many services stood where on a past day. */
export type PastCount = {
  scorecard: string;
  day: string;
  level: string;
  rank: number;
  owner_ref: string;
  tier: string;
  system_ref: string;
  services: number;
  passed: number;
  applicable: number;
};

/** What a batch of services' past comes to. */
export interface ReplayedBatch {
  levelChanges: LevelChangeRow[];
  checkChanges: CheckChangeRow[];
  counts: PastCount[];
  /** Since when the last replayed state held, by service, scorecard and check (none for the level). */
  since: Map<
    string,
    | { at: number; level: string | null; rank: number }
    | { at: number; state: string }
  >;
}

/** One text for what {@link ReplayedBatch.since} is kept by. */
export function sinceKey(
  ref: string,
  card: Pick<ScoredCard, 'scorecard'>,
  check = '',
): string {
  return JSON.stringify([ref, card.scorecard.name, check]);
}

const rollups: WritableTable = {
  name: 'rollups_daily',
  columns: {
    scorecard: 'text',
    day: 'text',
    level: 'text',
    rank: 'bigint',
    owner_ref: 'text',
    tier: 'text',
    system_ref: 'text',
    services: 'bigint',
    passed: 'bigint',
    applicable: 'bigint',
    replayed: 'bigint',
  },
  key: ['scorecard', 'day', 'level', 'owner_ref', 'tier', 'system_ref'],
};

const totals: WritableTable = {
  name: 'rollup_totals',
  columns: {
    scorecard: 'text',
    day: 'text',
    tier: 'text',
    level: 'text',
    rank: 'bigint',
    services: 'bigint',
    passed: 'bigint',
    applicable: 'bigint',
    replayed: 'bigint',
  },
  key: ['scorecard', 'day', 'tier', 'level'],
};

/** Reads and writes what replaying the past needs. */
export class ReplayStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ReplayStore {
    return new ReplayStore(options.database);
  }

  /** Facts that somebody told the past of before a moment. */
  async datedFacts(before: number): Promise<Set<string>> {
    const facts = await this.#knex('fact_history')
      .distinct('fact')
      .where('at', '<', before)
      .pluck<string[]>('fact');
    return new Set(facts);
  }

  /** Past values of the services, oldest first. */
  async values(
    refs: string[],
    until: number,
  ): Promise<Map<string, PastValue[]>> {
    const rows = await this.#knex('fact_history')
      .select<
        {
          service_ref: string;
          fact: string;
          at: number | string;
          value: string | null;
        }[]
      >('service_ref', 'fact', 'at', 'value')
      .whereIn('service_ref', refs)
      .where('at', '<=', until)
      .orderBy('at');
    const values = new Map<string, PastValue[]>(refs.map(ref => [ref, []]));
    for (const { service_ref, fact, at, value } of rows) {
      values.get(service_ref)?.push({
        fact,
        at: Number(at),
        value: value === null ? undefined : JSON.parse(value),
      });
    }
    return values;
  }

  /** Forgets an earlier replay. */
  async forget(): Promise<void> {
    for (const table of [
      'level_changes',
      'check_changes',
      'rollups_daily',
      'rollup_totals',
    ]) {
      await this.#knex(table).where('replayed', 1).delete();
    }
  }

  /** Writes the past of services; `until` is the end of the first observed day. */
  async write(
    tx: Knex.Transaction,
    batch: ReplayedBatch,
    { refs, until }: { refs: string[]; until: number },
  ): Promise<void> {
    await upsertRows(tx, tables.levelChanges, batch.levelChanges);
    await upsertRows(tx, tables.checkChanges, batch.checkChanges);
    await addCounts(tx, rollups, batch.counts);
    await addCounts(tx, totals, sumUp(batch.counts));
    await joinFirstDay(tx, refs, { since: batch.since, until });
  }
}

/** Adds to the counts that earlier batches have left. */
async function addCounts(
  tx: Knex.Transaction,
  table: WritableTable,
  counts: PastCount[],
) {
  await upsertRows(
    tx,
    { ...table, added: ['services', 'passed', 'applicable'] },
    counts.map(count => ({ ...count, replayed: 1 })),
  );
}

function sumUp(counts: PastCount[]): PastCount[] {
  const sums = new Map<string, PastCount>();
  for (const count of counts) {
    const key = JSON.stringify([
      count.scorecard,
      count.day,
      count.tier,
      count.level,
    ]);
    const sum = sums.get(key);
    if (sum) {
      sum.services += count.services;
      sum.passed += count.passed;
      sum.applicable += count.applicable;
    } else {
      sums.set(key, { ...count });
    }
  }
  return [...sums.values()];
}
