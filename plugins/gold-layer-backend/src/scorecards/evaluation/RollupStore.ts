import type { Knex } from 'knex';

const dayMs = 24 * 3600 * 1000;

/** Days that trends reach back. */
const keptDays = 400;

/** What is kept summed up, so that nothing is summed up while people wait: counts of now and roll-ups by day. */
export class RollupStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): RollupStore {
    return new RollupStore(options.database);
  }

  /** Counts the services of one scorecard by level and its checks by state. */
  async count(scorecard: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      await serialize(tx, scorecard);
      await tx('level_counts').where({ scorecard }).delete();
      await tx.raw(
        `insert into level_counts
           (scorecard, tier, level, rank, services, passed, unknown, applicable)
         select scorecard, tier, coalesce(level, 'none'), rank, count(*),
           sum(passed), sum(unknown), sum(applicable)
         from scorecard_results
         where scorecard = ? and applicable > 0
         group by scorecard, tier, level, rank`,
        [scorecard],
      );
    });
    await this.#knex.transaction(async tx => {
      await serialize(tx, scorecard);
      await tx('check_counts').where({ scorecard }).delete();
      await tx.raw(
        `insert into check_counts (scorecard, check_id, state, services)
         select scorecard, check_id, state, count(*)
         from check_results where scorecard = ?
         group by scorecard, check_id, state`,
        [scorecard],
      );
    });
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
         select r.scorecard, ?, coalesce(r.level, 'none'), r.rank,
           coalesce(s.owner_ref, ''), s.tier, coalesce(s.system_ref, ''),
           count(*), sum(r.passed), sum(r.applicable), 0
         from scorecard_results r join services s on s.ref = r.service_ref
         where r.scorecard = ? and r.applicable > 0
         group by r.scorecard, r.level, r.rank, s.owner_ref, s.tier, s.system_ref`,
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
