import type { Knex } from 'knex';

const dayMs = 24 * 3600 * 1000;

/** Days that trends reach back. */
const keptDays = 400;

/** Counting this many checks of ten thousand services takes about ten milliseconds. */
const checksPerPart = 5;

/** The checks of a scorecard whose ids come after one and up to another, or to the end. */
export interface CheckRange {
  after: string;
  upTo?: string;
}

/** What is kept summed up, so that nothing is summed up while people wait: counts of now and roll-ups by day. */
export class RollupStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): RollupStore {
    return new RollupStore(options.database);
  }

  /**
   * Counts the services of one scorecard by level. While a level that was moved
   * on its ladder is known by two ranks, the higher one stands for it.
   */
  async countLevels(scorecard: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      await serialize(tx, scorecard);
      await tx('level_counts').where({ scorecard }).delete();
      await tx.raw(
        `insert into level_counts
           (scorecard, tier, level, rank, services, passed, unknown, applicable)
         select scorecard, tier, coalesce(level, 'none'), max(rank), count(*),
           sum(passed), sum(unknown), sum(applicable)
         from scorecard_results
         where scorecard = ? and applicable > 0
         group by scorecard, tier, coalesce(level, 'none')`,
        [scorecard],
      );
    });
  }

  /** Counts the services of some checks of one scorecard by state. */
  async countChecks(scorecard: string, checks: CheckRange): Promise<void> {
    const { after, upTo } = checks;
    const range = `c.scorecard = ? and c.check_id > ? ${upTo === undefined ? '' : 'and c.check_id <= ?'}`;
    const bound = [scorecard, after, ...(upTo === undefined ? [] : [upTo])];
    await this.#knex.transaction(async tx => {
      await serialize(tx, scorecard);
      await tx.raw(`delete from check_counts as c where ${range}`, bound);
      await tx.raw(
        `insert into check_counts
           (scorecard, check_id, state, services, blocking)
         select c.scorecard, c.check_id, c.state, count(*),
           (select count(*) from check_results b
            where b.scorecard = c.scorecard and b.check_id = c.check_id
              and b.state = c.state and b.blocking = 1)
         from check_results c where ${range}
         group by c.scorecard, c.check_id, c.state`,
        bound,
      );
    });
  }

  /** Parts that together hold every check there might be, few results in each. */
  async checkRanges(scorecard: string): Promise<CheckRange[]> {
    const last = await this.#lastOfParts(scorecard);
    return ['', ...last].map((after, index) => ({ after, upTo: last[index] }));
  }

  /** Found by steps through an index: reading all results would be the work that is to be divided. */
  async #lastOfParts(scorecard: string): Promise<string[]> {
    const rows: { check_id: string }[] = await this.#knex
      .withRecursive('checks', ['check_id'], checks =>
        checks
          .min('check_id')
          .from('check_results')
          .where({ scorecard })
          .unionAll(more =>
            more
              .select(
                this.#knex('check_results as r')
                  .min('r.check_id')
                  .where('r.scorecard', scorecard)
                  .whereRaw('r.check_id > checks.check_id')
                  .as('next'),
              )
              .from('checks')
              .whereNotNull('checks.check_id'),
          ),
      )
      .select('check_id')
      .from('checks')
      .whereNotNull('check_id');
    const checks = rows.map(row => row.check_id);
    return checks.filter(
      (_, index) =>
        index % checksPerPart === checksPerPart - 1 &&
        index < checks.length - 1,
    );
  }

  /** Scorecards with results or counts, defined or not. */
  async scorecards(): Promise<string[]> {
    const names = await Promise.all(
      ['level_counts', 'check_counts'].map(table =>
        this.#knex(table).distinct('scorecard').pluck<string[]>('scorecard'),
      ),
    );
    return [...new Set(names.flat())];
  }

  /** Rolls a scorecard up for a day, as it stands now; replaces what was rolled up for it before. */
  async rollUp(scorecard: string, day: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      await serialize(tx, scorecard);
      await tx('rollups_daily').where({ scorecard, day }).delete();
      await tx.raw(
        `insert into rollups_daily
           (scorecard, day, level, rank, owner_ref, tier, system_ref,
            services, passed, applicable, replayed)
         select r.scorecard, ?, coalesce(r.level, 'none'), max(r.rank),
           coalesce(s.owner_ref, ''), s.tier, coalesce(s.system_ref, ''),
           count(*), sum(r.passed), sum(r.applicable), 0
         from scorecard_results r join services s on s.ref = r.service_ref
         where r.scorecard = ? and r.applicable > 0
         group by r.scorecard, coalesce(r.level, 'none'), s.owner_ref, s.tier,
           s.system_ref`,
        [day, scorecard],
      );
      await sumUp(tx, scorecard, day);
    });
  }

  /** The first day on which anything was rolled up when it happened. */
  async firstObservedDay(): Promise<string | undefined> {
    const row = await this.#knex('rollup_totals')
      .where('replayed', 0)
      .min<{ day: string | null }>({ day: 'day' })
      .first();
    return row?.day ?? undefined;
  }

  /** Removes what is older than trends and histories reach back, a part at a time. */
  async expire(now: Date): Promise<void> {
    const oldest = now.getTime() - keptDays * dayMs;
    const day = new Date(oldest).toISOString().slice(0, 10);
    for (const table of ['rollups_daily', 'rollup_totals']) {
      const [first] = await this.#knex(table)
        .where('day', '<', day)
        .orderBy('day')
        .limit(1)
        .pluck<string[]>('day');
      if (first) await this.#knex(table).where('day', first).delete();
    }
    await this.#knex('check_changes').where('at', '<', oldest).delete();
    await this.#knex('level_changes')
      .where('at', '<', oldest)
      .whereNotNull('from_rank')
      .delete();
  }
}

/** Two replicas that sum up the same scorecard do so one after the other. SQLite has one writer anyway. */
async function serialize(tx: Knex.Transaction, scorecard: string) {
  if (tx.client.config.client === 'pg') {
    await tx.raw('select pg_advisory_xact_lock(hashtext(?))', [
      `gold-layer-rollup ${scorecard}`,
    ]);
  }
}

async function sumUp(tx: Knex.Transaction, scorecard: string, day: string) {
  await tx('rollup_totals').where({ scorecard, day }).delete();
  await tx.raw(
    `insert into rollup_totals
       (scorecard, day, tier, level, rank, services, passed, applicable, replayed)
     select scorecard, day, tier, level, max(rank), sum(services), sum(passed),
       sum(applicable), max(replayed)
     from rollups_daily where scorecard = ? and day = ?
     group by scorecard, day, tier, level`,
    [scorecard, day],
  );
}
