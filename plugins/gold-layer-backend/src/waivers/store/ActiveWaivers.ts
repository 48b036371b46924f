import type { Knex } from 'knex';
import { chunked, toNumber } from '../../database/rows';

/** What of a waiver matters while it holds. */
export interface Held {
  id: string;
  /** Milliseconds; after this it no longer holds. */
  until: number;
  /** Who accepted the risk, as shown. */
  by?: string;
}

/** A waived check. */
export interface HeldCheck extends Held {
  scorecard: string;
  check: string;
}

interface ActiveWaiver extends Held {
  service: string;
  /** Name of the scorecard or checklist. */
  document: string;
  /** Name of the check or control. */
  item: string;
}

/** Answers what is waived now, in sets. */
export class ActiveWaivers {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(options: { database: Knex; now: () => Date }) {
    this.#knex = options.database;
    this.#now = options.now;
  }

  static create(options: { database: Knex; now: () => Date }): ActiveWaivers {
    return new ActiveWaivers(options);
  }

  /** Waived checks, by service; services without waivers are left out. */
  async checks(
    services: string[],
    options: { tx: Knex.Transaction; now: Date },
  ): Promise<Map<string, HeldCheck[]>> {
    const found = await this.#find('check', services, options);
    const byService = new Map<string, HeldCheck[]>();
    for (const { service, document, item, ...held } of found) {
      const waived = { ...held, scorecard: document, check: item };
      byService.set(service, [...(byService.get(service) ?? []), waived]);
    }
    return byService;
  }

  /** Waived controls of the named services. */
  async controls(services: string[]) {
    const found = await this.#find('control', services, { now: this.#now() });
    return found.map(({ document, item, ...waiver }) => ({
      ...waiver,
      checklist: document,
      control: item,
      state: 'active' as const,
    }));
  }

  /** One statement for up to nine hundred services. */
  async #find(
    kind: 'check' | 'control',
    services: string[],
    { tx, now }: { tx?: Knex.Transaction; now: Date },
  ): Promise<ActiveWaiver[]> {
    const found: ActiveWaiver[] = [];
    for (const chunk of chunked(services)) {
      const rows = await (tx ?? this.#knex)('waivers')
        .select(
          'id',
          'service_ref',
          'document',
          'item',
          'ends_at',
          'decided_title',
        )
        .whereIn('service_ref', chunk)
        .where({ state: 'active', kind })
        .where('ends_at', '>', now.getTime());
      found.push(...rows.map(toActive));
    }
    return found;
  }
}

function toActive(row: {
  id: string;
  service_ref: string;
  document: string;
  item: string;
  ends_at: number | string;
  decided_title: string | null;
}): ActiveWaiver {
  return {
    id: row.id,
    service: row.service_ref,
    document: row.document,
    item: row.item,
    until: toNumber(row.ends_at),
    by: row.decided_title ?? undefined,
  };
}
