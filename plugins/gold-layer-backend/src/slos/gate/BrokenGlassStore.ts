import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';
import type { ServiceScope } from '../../services';

/** Somebody let a service through. Times are milliseconds since 1970. */
export interface GlassRecord {
  id: string;
  service: string;
  by: string;
  reason: string;
  at: number;
  until: number;
  endedBy?: string;
  endedAt?: number;
}

/** A record with how many answers it has let through. */
export interface UsedGlass extends GlassRecord {
  used: number;
}

interface GlassRow {
  id: string;
  service_ref: string;
  by: string;
  reason: string;
  at: number | string;
  until: number | string;
  ended_by: string | null;
  ended_at: number | string | null;
}

/** Who let which service through, in the database. It ends by itself, as every reader compares its end with the time. */
export class BrokenGlassStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): BrokenGlassStore {
    return new BrokenGlassStore(options.database);
  }

  async insert(record: GlassRecord): Promise<void> {
    const { id, by, reason, at, until } = record;
    await this.#knex('broken_glass').insert({
      id,
      service_ref: record.service,
      by,
      reason,
      at,
      until,
    });
  }

  async find(id: string): Promise<UsedGlass | undefined> {
    const row = await this.#knex<GlassRow>('broken_glass')
      .where({ id })
      .first();
    if (!row) return undefined;
    const [found] = await this.#withUse([row]);
    return found;
  }

  /** The one that holds for a service at a moment; the one that lasts longest where there are several. */
  async inForce(service: string, now: number): Promise<UsedGlass | undefined> {
    const row = await this.#knex<GlassRow>('broken_glass')
      .where({ service_ref: service })
      .where('at', '<=', now)
      .where('until', '>', now)
      .whereNull('ended_at')
      .orderBy([{ column: 'until', order: 'desc' }, { column: 'id' }])
      .first();
    if (!row) return undefined;
    const [found] = await this.#withUse([row]);
    return found;
  }

  /**
   * Ends one before its time, and with it whatever else is in force for its
   * service: two people who broke it at the same moment did so side by side,
   * and the gate must be shut once it is said to be. One statement: who comes
   * second finds nothing left to end. Answers those that it ended, none if the
   * one was over already.
   */
  async end(
    { id, service }: Pick<GlassRecord, 'id' | 'service'>,
    by: string,
    now: number,
  ): Promise<Pick<GlassRecord, 'id' | 'by'>[]> {
    return this.#knex('broken_glass')
      .where({ service_ref: service })
      .whereNull('ended_at')
      .where('until', '>', now)
      .whereExists(
        this.#knex({ asked: 'broken_glass' })
          .where('asked.id', id)
          .whereNull('asked.ended_at')
          .where('asked.until', '>', now),
      )
      .update({ ended_by: by, ended_at: now })
      .returning<Pick<GlassRecord, 'id' | 'by'>[]>(['id', 'by']);
  }

  /** Newest first. Those of services that have left the catalog are for those who may see every service. */
  async list(
    query: { service?: string; limit: number },
    scope: ServiceScope,
  ): Promise<UsedGlass[]> {
    const join = scope.everything ? 'leftJoin' : 'innerJoin';
    const asked = this.#knex('broken_glass')
      [join]('services', 'services.ref', 'broken_glass.service_ref')
      .select('broken_glass.*')
      .orderBy([
        { column: 'broken_glass.at', order: 'desc' },
        { column: 'broken_glass.id' },
      ])
      .limit(query.limit);
    if (query.service !== undefined) {
      asked.where('broken_glass.service_ref', query.service);
    }
    const rows: GlassRow[] = await scope.restrict(asked);
    return this.#withUse(rows);
  }

  /** Every owner of a service, in order of ref. */
  ownersOf(service: string): Promise<string[]> {
    return this.#knex('service_owners')
      .where({ service_ref: service })
      .orderBy('owner_ref')
      .pluck<string[]>('owner_ref');
  }

  async #withUse(rows: GlassRow[]): Promise<UsedGlass[]> {
    const used = new Map<string, number>();
    for (const chunk of chunked(rows.map(({ id }) => id))) {
      const found: { glass_id: string; used: number | string }[] =
        await this.#knex('gate_answers')
          .select('glass_id')
          .count({ used: '*' })
          .whereIn('glass_id', chunk)
          .groupBy('glass_id');
      for (const row of found) used.set(row.glass_id, toNumber(row.used));
    }
    return rows.map(row => ({ ...toGlass(row), used: used.get(row.id) ?? 0 }));
  }
}

function toGlass(row: GlassRow): GlassRecord {
  return {
    id: row.id,
    service: row.service_ref,
    by: row.by,
    reason: row.reason,
    at: toNumber(row.at),
    until: toNumber(row.until),
    ...(row.ended_by === null || row.ended_at === null
      ? {}
      : { endedBy: row.ended_by, endedAt: toNumber(row.ended_at) }),
  };
}
