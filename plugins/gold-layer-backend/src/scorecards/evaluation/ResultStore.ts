import type {
  CheckState,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';
import type { KnownFact } from '../../rules/createContext';
import type { RuleService } from '../../rules/serviceFields';
import type { StoredGold } from '../../services';
import type { ResultWrites, StoredResults } from './compareResults';
import {
  CheckResultRow,
  ScorecardResultRow,
  ServiceSourceRow,
  tables,
} from './resultTables';
import { readGrouped } from './readGrouped';
import { deleteRows, upsertRows } from '../../database/writeRows';
import { toStorable } from '../../http/storableText';

/** Everything a batch of services is scored from and compared with. */
export interface Batch {
  services: RuleService[];
  /** Answers to "should this be Gold?". */
  gold: Map<string, StoredGold>;
  /** Of the facts that rules read. */
  facts: Map<string, KnownFact[]>;
  sources: Map<string, ServiceSourceRow[]>;
  stored: Map<string, StoredResults>;
}

const serviceColumns = [
  'ref',
  'kind',
  'namespace',
  'name',
  'title',
  'type',
  'lifecycle',
  'tier',
  'owner_ref',
  'system_ref',
  'domain_ref',
  'tags',
  'record',
  'gold',
  'gold_reasons',
] as const;

const tablesOfServices = [
  'scorecard_results',
  'check_results',
  'level_changes',
  'check_changes',
  'service_sources',
  'evaluation_failures',
];

const trendMs = 7 * 24 * 3600 * 1000;

/**
 * Reads what a batch of services is scored from and writes what changed, all
 * in one transaction.
 *
 * On PostgreSQL the services' rows are locked first. Two replicas that score
 * the same service then do so one after the other, and the second reads facts
 * and results only when the first is done: results never go back to older
 * facts, and no change is told twice. SQLite has one writer anyway.
 */
export class ResultStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ResultStore {
    return new ResultStore(options.database);
  }

  transaction<T>(work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#knex.transaction(work);
  }

  /** Facts that no rule reads are only counted. */
  async read(
    tx: Knex.Transaction,
    refs: string[],
    options: { facts: ReadonlySet<string>; now: number },
  ): Promise<Batch> {
    const services = await tx('services')
      .select<ServiceRow[]>(serviceColumns)
      .whereIn('ref', refs)
      .orderBy('ref')
      .forUpdate();
    const results = await tx('scorecard_results')
      .select<ScorecardResultRow[]>(Object.keys(tables.results.columns))
      .whereIn('service_ref', refs);
    const sources = await tx('service_sources')
      .select<ServiceSourceRow[]>(Object.keys(tables.sources.columns))
      .whereIn('service_ref', refs);
    const batch: Batch = {
      services: services.map(toRuleService),
      gold: new Map(services.map(row => [row.ref, row])),
      facts: new Map(),
      sources: new Map(),
      stored: new Map(
        refs.map(ref => [ref, { results: [], checks: [], sources: [] }]),
      ),
    };
    for (const row of results) {
      batch.stored.get(row.service_ref)?.results.push(toResultRow(row));
    }
    for (const row of sources) {
      batch.stored.get(row.service_ref)?.sources.push(row);
    }
    const checks = await readGrouped<CheckTuple>(tx, refs, {
      table: 'check_results',
      columns: [
        'scorecard',
        'check_id',
        'state',
        'reason',
        'blocking',
        'changed_at',
      ],
    });
    for (const [ref, tuples] of checks) {
      const stored = batch.stored.get(ref);
      if (stored) stored.checks = tuples.map(tuple => toCheckRow(ref, tuple));
    }
    const facts = await readGrouped<FactTuple>(tx, refs, {
      table: 'facts',
      columns: ['fact', 'value', 'source', 'valid_until'],
    });
    for (const [ref, tuples] of facts) {
      batch.sources.set(ref, countSources(ref, tuples, options.now));
      batch.facts.set(
        ref,
        tuples.filter(([fact]) => options.facts.has(fact)).map(toKnownFact),
      );
    }
    return batch;
  }

  async write(
    tx: Knex.Transaction,
    writes: ResultWrites,
    now: number,
  ): Promise<void> {
    await deleteRows(tx, tables.results, writes.gone.results);
    await deleteRows(tx, tables.checks, writes.gone.checks);
    await deleteRows(tx, tables.sources, writes.gone.sources);
    await upsertRows(tx, tables.results, writes.results);
    await upsertRows(tx, tables.checks, writes.checks);
    await upsertRows(tx, tables.sources, writes.sources);
    await upsertRows(tx, tables.levelChanges, writes.levelChanges);
    await upsertRows(tx, tables.checkChanges, writes.checkChanges);
    const moved = writes.levelChanges.filter(row => row.from_rank !== null);
    await this.#updateTrends(
      tx,
      now,
      moved.map(row => row.service_ref),
    );
  }

  /** Brings the trends up to date that may have changed because days have passed. */
  async updateTrends(now: number): Promise<void> {
    await this.#knex.transaction(async tx => {
      const refs = await tx('level_changes')
        .distinct('service_ref')
        .where('at', '>', now - 2 * trendMs)
        .whereNotNull('from_rank')
        .pluck<string[]>('service_ref');
      const moving = await tx('scorecard_results')
        .distinct('service_ref')
        .whereNot('trend', 0)
        .pluck<string[]>('service_ref');
      await this.#updateTrends(tx, now, [...refs, ...moving]);
    });
  }

  async recordFailures(
    tx: Knex.Transaction,
    evaluated: string[],
    failures: Map<string, string>,
  ): Promise<void> {
    await tx('evaluation_failures')
      .whereIn(
        'service_ref',
        evaluated.filter(ref => !failures.has(ref)),
      )
      .delete();
    const rows = [...failures].map(([service_ref, error]) => ({
      service_ref,
      error: toStorable(error),
      at: Date.now(),
    }));
    for (const chunk of chunked(rows, 3)) {
      await tx('evaluation_failures')
        .insert(chunk)
        .onConflict('service_ref')
        .merge({
          error: tx.raw('excluded.error'),
          at: tx.raw('excluded.at'),
          attempts: tx.raw('evaluation_failures.attempts + 1'),
        });
    }
  }

  /** Services whose evaluation erred once, or was not tried again since a moment; the longest waiting first. */
  async toRetry(moment: Date, limit: number): Promise<string[]> {
    return this.#knex('evaluation_failures')
      .where('attempts', 1)
      .orWhere('at', '<', moment.getTime())
      .orderBy('at')
      .limit(limit)
      .pluck<string[]>('service_ref');
  }

  /** Removes everything about services that are gone. */
  async removeServices(refs: string[], tx?: Knex.Transaction): Promise<void> {
    for (const chunk of chunked(refs)) {
      for (const table of tablesOfServices) {
        await (tx ?? this.#knex)(table).whereIn('service_ref', chunk).delete();
      }
    }
  }

  /** Services that are gone but still have results; there are none unless something went wrong. */
  async orphans(limit: number): Promise<string[]> {
    return this.#knex('scorecard_results')
      .distinct('service_ref')
      .whereNotIn('service_ref', this.#knex('services').select('ref'))
      .limit(limit)
      .pluck<string[]>('service_ref');
  }

  /** Rank now less rank before the first change within seven days. */
  async #updateTrends(
    tx: Knex.Transaction,
    now: number,
    refs: string[],
  ): Promise<void> {
    for (const chunk of chunked([...new Set(refs)])) {
      const before = tx('level_changes')
        .select('from_rank')
        .whereRaw('level_changes.service_ref = scorecard_results.service_ref')
        .whereRaw('level_changes.scorecard = scorecard_results.scorecard')
        .where('at', '>', now - trendMs)
        .whereNotNull('from_rank')
        .orderBy('at')
        .limit(1);
      await tx('scorecard_results')
        .whereIn('service_ref', chunk)
        .update({ trend: tx.raw('rank - coalesce((?), rank)', [before]) });
    }
  }
}

type FactTuple = [
  fact: string,
  value: string,
  source: string,
  validUntil: number | null,
];

function toKnownFact([fact, value, , validUntil]: FactTuple): KnownFact {
  return {
    fact,
    value: JSON.parse(value),
    validUntil: validUntil ?? undefined,
  };
}

function countSources(
  service_ref: string,
  facts: FactTuple[],
  now: number,
): ServiceSourceRow[] {
  const rows = new Map<string, ServiceSourceRow>();
  for (const [, , source, validUntil] of facts) {
    const row = rows.get(source) ?? { service_ref, source, facts: 0, stale: 0 };
    row.facts++;
    if (validUntil !== null && validUntil <= now) row.stale++;
    rows.set(source, row);
  }
  return [...rows.values()];
}

type CheckTuple = [
  scorecard: string,
  check: string,
  state: CheckState,
  reason: string,
  blocking: number,
  changedAt: number,
];

function toCheckRow(service_ref: string, tuple: CheckTuple): CheckResultRow {
  const [scorecard, check_id, state, reason, blocking, changed_at] = tuple;
  return {
    service_ref,
    scorecard,
    check_id,
    state,
    true_state: null,
    reason,
    blocking,
    changed_at,
  };
}

interface ServiceRow extends StoredGold {
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  tier: ShownTier;
  owner_ref: string | null;
  system_ref: string | null;
  domain_ref: string | null;
  tags: string;
  record: string;
}

function toRuleService(row: ServiceRow): RuleService {
  return {
    ref: row.ref,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    title: row.title ?? undefined,
    type: row.type ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    tier: row.tier,
    owner: row.owner_ref ?? undefined,
    system: row.system_ref ?? undefined,
    domain: row.domain_ref ?? undefined,
    tags: JSON.parse(row.tags),
    record: JSON.parse(row.record),
  };
}

/** PostgreSQL hands times back as text. */
function toResultRow(row: ScorecardResultRow): ScorecardResultRow {
  return {
    ...row,
    evaluated_at: toNumber(row.evaluated_at),
    changed_at: toNumber(row.changed_at),
  };
}
