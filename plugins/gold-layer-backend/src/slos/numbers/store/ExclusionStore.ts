import type { Exclusion } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { chunked, toIso, toNumber } from '../../../database/rows';
import { decodeCursor, encodeCursor } from '../../../http/listCursor';
import type { ServiceScope } from '../../../services';

/** Planned time as stored, without what follows from its times. */
export type StoredExclusion = Omit<Exclusion, 'afterwards' | 'next'>;

/** What the list of planned time is asked for. */
export interface ExclusionsQuery {
  service?: string;
  slo?: string;
  limit: number;
  cursor?: string;
}

const position = z.object({ at: z.number(), id: z.string() });

/** Keeps planned time that does not count as it was. What was taken back stays for the record. */
export class ExclusionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ExclusionStore {
    return new ExclusionStore(options.database);
  }

  /** The same within a transaction. */
  within(tx: Knex.Transaction): ExclusionStore {
    return new ExclusionStore(tx);
  }

  /** Those in force for services, oldest first. */
  async ofServices(refs: readonly string[]): Promise<StoredExclusion[]> {
    const found: StoredExclusion[] = [];
    for (const chunk of chunked([...new Set(refs)])) {
      const rows = await this.#inForce().whereIn('service_ref', chunk);
      found.push(...rows.map(toExclusion));
    }
    return found;
  }

  /** All in force, oldest first. */
  async all(): Promise<StoredExclusion[]> {
    const rows = await this.#inForce();
    return rows.map(toExclusion);
  }

  /** The page after the query's cursor of those in force of services in the scope, newest first. */
  async page(
    query: ExclusionsQuery,
    scope: Pick<ServiceScope, 'restrict'>,
  ): Promise<{ items: StoredExclusion[]; nextCursor?: string }> {
    const after = decodeCursor(query, position);
    const asked = this.#matching(query, scope)
      .select('slo_exclusions.*')
      .orderBy([
        { column: 'slo_exclusions.created_at', order: 'desc' },
        { column: 'slo_exclusions.id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    if (after) {
      asked.whereRaw(
        '(slo_exclusions.created_at, slo_exclusions.id) < (?, ?)',
        [after.at, after.id],
      );
    }
    const rows: ExclusionRow[] = await asked;
    const items = rows.slice(0, query.limit).map(toExclusion);
    const last = items.at(-1);
    if (!last || rows.length <= query.limit) return { items };
    const { createdAt, id } = last;
    return {
      items,
      nextCursor: encodeCursor(query, { at: Date.parse(createdAt), id }),
    };
  }

  /** How many match, on all pages together. */
  async count(
    query: ExclusionsQuery,
    scope: Pick<ServiceScope, 'restrict'>,
  ): Promise<number> {
    const row = await this.#matching(query, scope)
      .count<{ count: number | string }>({ count: '*' })
      .first();
    return toNumber(row?.count);
  }

  #matching(
    { service, slo }: ExclusionsQuery,
    scope: Pick<ServiceScope, 'restrict'>,
  ): Knex.QueryBuilder {
    const query = this.#knex('slo_exclusions')
      .join('services', 'services.ref', 'slo_exclusions.service_ref')
      .whereNull('slo_exclusions.ended_at');
    if (service) query.where('slo_exclusions.service_ref', service);
    if (slo) {
      // Those of the whole service hold for each of its SLOs.
      query.whereExists(
        this.#knex('slos')
          .where('slos.id', slo)
          .whereRaw('slos.service_ref = slo_exclusions.service_ref'),
      );
      query.where(where =>
        where
          .whereNull('slo_exclusions.slo_id')
          .orWhere('slo_exclusions.slo_id', slo),
      );
    }
    return scope.restrict(query);
  }

  /** One that is in force. */
  async find(id: string): Promise<StoredExclusion | undefined> {
    const row = await this.#inForce().where({ id }).first();
    return row && toExclusion(row);
  }

  async add(exclusion: StoredExclusion): Promise<void> {
    await this.#knex('slo_exclusions').insert({
      id: exclusion.id,
      service_ref: exclusion.service,
      slo_id: exclusion.slo ?? null,
      from: Date.parse(exclusion.from),
      to: exclusion.to === undefined ? null : Date.parse(exclusion.to),
      rule: exclusion.rule ?? null,
      minutes: exclusion.minutes ?? null,
      time_zone: exclusion.timeZone,
      meaning: exclusion.meaning,
      reason: exclusion.reason,
      created_by: exclusion.createdBy,
      created_at: Date.parse(exclusion.createdAt),
    });
  }

  /** Takes one back; answers whether it was in force. */
  async end(id: string, by: { ref: string; at: Date }): Promise<boolean> {
    const ended = await this.#knex('slo_exclusions')
      .where({ id })
      .whereNull('ended_at')
      .update({ ended_at: by.at.getTime(), ended_by: by.ref });
    return ended > 0;
  }

  /** Removes those that were over, or taken back, before a moment: no number rests on them any more. */
  async removeBefore(time: number): Promise<void> {
    await this.#knex('slo_exclusions')
      .where('ended_at', '<', time)
      .orWhere(each => each.whereNull('rule').where('to', '<', time))
      .delete();
  }

  #inForce() {
    return this.#knex<ExclusionRow>('slo_exclusions')
      .whereNull('ended_at')
      .orderBy(['created_at', 'id']);
  }
}

interface ExclusionRow {
  id: string;
  service_ref: string;
  slo_id: string | null;
  from: number | string;
  to: number | string | null;
  rule: string | null;
  minutes: number | null;
  time_zone: string;
  meaning: Exclusion['meaning'];
  reason: string;
  created_by: string;
  created_at: number | string;
}

function toExclusion(row: ExclusionRow): StoredExclusion {
  return {
    id: row.id,
    service: row.service_ref,
    slo: row.slo_id ?? undefined,
    from: new Date(Number(row.from)).toISOString(),
    to: toIso(row.to),
    rule: row.rule ?? undefined,
    minutes: row.minutes ?? undefined,
    timeZone: row.time_zone,
    meaning: row.meaning,
    reason: row.reason,
    createdBy: row.created_by,
    createdAt: new Date(Number(row.created_at)).toISOString(),
  };
}
