import type { Knex } from 'knex';
import { chunked, toDate, toNumber } from '../../database/rows';
import { toStorable } from '../../http/storableText';
import { onlyVisible } from '../../services/onlyVisible';
import type { ServiceScope } from '../../services/ServiceScope';
import type {
  SourceAnswer,
  SourceReach,
  SourceRun,
  SourceStore,
} from './SourceStore';

/** The outcome of services that are not asked about but told of. */
const pushed = 'pushed';

/** The time of a source's last push is exact to this. */
const pauseMs = 60_000;

/** How sources are doing, in the tables `source_runs` and `source_services`. */
export class DatabaseSourceStore implements SourceStore {
  readonly #knex: Knex;
  /** When a push of a source was last noted. */
  readonly #noted = new Map<string, number>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DatabaseSourceStore {
    return new DatabaseSourceStore(options.database);
  }

  async began(source: string): Promise<void> {
    await this.#update(source, { started_at: Date.now(), finished_at: null });
  }

  async finished(
    source: string,
    { failures, error }: { failures: number; error?: string },
  ): Promise<void> {
    const now = Date.now();
    await this.#update(source, {
      finished_at: now,
      failures,
      error: toStoredError(error),
      ...(error === undefined ? { success_at: now } : {}),
    });
  }

  async historyTaken(source: string): Promise<void> {
    await this.#update(source, { history_at: Date.now() });
  }

  async run(source: string): Promise<SourceRun | undefined> {
    const row = await this.#knex<RunRow>('source_runs')
      .where({ source })
      .first();
    return row && toSourceRun(row);
  }

  async runs(): Promise<Map<string, SourceRun>> {
    const rows = await this.#knex<RunRow>('source_runs').select('*');
    return new Map(rows.map(row => [row.source, toSourceRun(row)]));
  }

  async remember(source: string, answers: SourceAnswer[]): Promise<void> {
    const now = Date.now();
    for (const chunk of chunked(answers, 6)) {
      const known = new Map(
        (
          await this.#knex<AnswerRow>('source_services')
            .select('*')
            .where({ source })
            .whereIn(
              'service_ref',
              chunk.map(answer => answer.service),
            )
        ).map(row => [row.service_ref, row]),
      );
      const changed = chunk
        .map(answer => toAnswerRow(source, answer, { now, known }))
        .filter(row => !sameAnswer(known.get(row.service_ref), row));
      if (changed.length > 0) {
        await this.#knex('source_services')
          .insert(changed)
          .onConflict(['source', 'service_ref'])
          .merge();
      }
    }
  }

  async due(source: string, limit: number): Promise<string[]> {
    const again = await this.#knex('source_services')
      .where({ source })
      .where('retry_at', '<=', Date.now())
      .orderBy('retry_at')
      .limit(limit)
      .pluck<string[]>('service_ref');
    const unasked = await this.#knex('services')
      .whereNotExists(
        this.#knex('source_services')
          .where({ source })
          .whereRaw('source_services.service_ref = services.ref'),
      )
      .limit(limit - again.length)
      .pluck<string[]>('ref');
    return [...again, ...unasked];
  }

  async waiting(source: string, services: string[]): Promise<Set<string>> {
    const waiting = new Set<string>();
    for (const chunk of chunked(services)) {
      const refs = await this.#knex('source_services')
        .where({ source })
        .whereIn('service_ref', chunk)
        .where('retry_at', '>', Date.now())
        .pluck<string[]>('service_ref');
      for (const ref of refs) waiting.add(ref);
    }
    return waiting;
  }

  async askAgain(
    services: string[],
    { except }: { except: string },
  ): Promise<void> {
    for (const chunk of chunked(services)) {
      await this.#knex('source_services')
        .whereIn('service_ref', chunk)
        .whereNot({ source: except })
        .whereNot({ outcome: pushed })
        .update({ retry_at: Date.now() });
    }
  }

  async failuresOf(
    service: string,
  ): Promise<{ source: string; error: string; since: Date }[]> {
    const rows = await this.#knex<AnswerRow>('source_services')
      .select('*')
      .where({ service_ref: service })
      .whereNotNull('error')
      .orderBy('source');
    return rows.map(row => ({
      source: row.source,
      error: row.error ?? '',
      since: new Date(Number(row.since)),
    }));
  }

  async reach(scope?: ServiceScope): Promise<Map<string, SourceReach>> {
    const query: Knex.QueryBuilder = this.#knex('source_services as c')
      .select(
        'c.source',
        this.#knex.raw(
          `sum(case when c.outcome in ('facts', 'pushed') then 1 else 0 end) as services`,
        ),
        this.#knex.raw('count(c.error) as failures'),
        this.#knex.raw('max(c.error) as sentence'),
      )
      .groupBy('c.source');
    const rows: ReachRow[] = await onlyVisible(query, {
      scope,
      by: 'c.service_ref',
    });
    return new Map(rows.map(row => [row.source, toSourceReach(row)]));
  }

  async pushed(source: string, services: string[]): Promise<void> {
    const since = Date.now();
    await this.#noteRun(source, since);
    for (const chunk of chunked([...services].sort(), 4)) {
      const known = new Set(
        await this.#knex('source_services')
          .where({ source })
          .whereIn('service_ref', chunk)
          .pluck<string[]>('service_ref'),
      );
      const rows = chunk
        .filter(service_ref => !known.has(service_ref))
        .map(service_ref => ({ source, service_ref, outcome: pushed, since }));
      if (rows.length > 0) {
        await this.#knex('source_services')
          .insert(rows)
          .onConflict(['source', 'service_ref'])
          .ignore();
      }
    }
  }

  /** Pipelines may push many times a second: now and then is often enough to say when they last did. */
  async #noteRun(source: string, now: number): Promise<void> {
    const noted = this.#noted.get(source);
    if (noted !== undefined && now - noted < pauseMs) return;
    for (const [other, at] of this.#noted) {
      if (now - at >= pauseMs) this.#noted.delete(other);
    }
    this.#noted.set(source, now);
    await this.#update(source, { finished_at: now, success_at: now });
  }

  async #update(source: string, columns: Partial<RunRow>): Promise<void> {
    await this.#knex('source_runs')
      .insert({ source, ...columns })
      .onConflict('source')
      .merge(columns);
  }
}

interface RunRow {
  source: string;
  started_at: number | string | null;
  finished_at: number | string | null;
  success_at: number | string | null;
  failures: number;
  error: string | null;
  history_at: number | string | null;
}

interface AnswerRow {
  source: string;
  service_ref: string;
  outcome: string;
  error: string | null;
  since: number | string;
  retry_at: number | string | null;
}

interface ReachRow {
  source: string;
  services: number | string;
  failures: number | string;
  sentence: string | null;
}

/** What a source says may hold anything. */
function toStoredError(error: string | undefined): string | null {
  return error === undefined ? null : toStorable(error);
}

function toSourceRun(row: RunRow): SourceRun {
  return {
    startedAt: toDate(row.started_at),
    finishedAt: toDate(row.finished_at),
    successAt: toDate(row.success_at),
    failures: toNumber(row.failures),
    error: row.error ?? undefined,
    historyAt: toDate(row.history_at),
  };
}

function toSourceReach(row: ReachRow): SourceReach {
  return {
    services: toNumber(row.services),
    failures: toNumber(row.failures),
    error: row.sentence ?? undefined,
  };
}

function toAnswerRow(
  source: string,
  answer: SourceAnswer,
  { now, known }: { now: number; known: Map<string, AnswerRow> },
): AnswerRow {
  const before = known.get(answer.service);
  const error = toStoredError(answer.error);
  const same = before?.outcome === answer.outcome && before.error === error;
  return {
    source,
    service_ref: answer.service,
    outcome: answer.outcome,
    error,
    since: same ? before.since : now,
    retry_at: answer.retryAt?.getTime() ?? null,
  };
}

function sameAnswer(known: AnswerRow | undefined, row: AnswerRow): boolean {
  return (
    known !== undefined &&
    known.outcome === row.outcome &&
    known.error === row.error &&
    String(known.retry_at) === String(row.retry_at)
  );
}
