import type {
  BudgetChange,
  SloMark,
  Span,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toIso } from '../../database/rows';

/** An objective since when it held. */
export interface PastObjective {
  since: string;
  objective: string;
}

/** When people last looked at an objective. */
export interface LastReview {
  at: Date;
  by: string;
  note: string;
}

/** The document of an SLO as last read. */
export interface StoredDocument {
  location: string;
  url?: string;
  text: string;
  version: number;
}

type Time = number | string;

/** More deploys than that within one chart nobody tells apart. */
const mostMarks = 500;

/** Reads what happened to one SLO and its service. */
export class SloPastStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): SloPastStore {
    return new SloPastStore(options.database);
  }

  /** Every objective it has had, oldest first. */
  async objectives(num: number): Promise<PastObjective[]> {
    const rows: { since: Time; objective: string }[] = await this.#knex(
      'slo_objectives',
    )
      .select('since', 'objective')
      .where({ num })
      .orderBy('since');
    return rows.map(({ since, objective }) => ({
      since: new Date(Number(since)).toISOString(),
      objective,
    }));
  }

  /** Steps of its budget, newest first. */
  async changes(num: number, limit: number): Promise<BudgetChange[]> {
    const rows: StoredChange[] = await this.#knex('slo_budget_changes')
      .select('at', 'from', 'to', 'frozen', 'remaining')
      .where({ num })
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(row => ({
      at: new Date(Number(row.at)).toISOString(),
      from: row.from,
      to: row.to,
      frozen: row.frozen === 1,
      remaining: row.remaining ?? undefined,
    }));
  }

  async lastReview(num: number): Promise<LastReview | undefined> {
    const row: { at: Time; by: string; note: string } | undefined =
      await this.#knex('slo_reviews')
        .select('at', 'by', 'note')
        .where({ num })
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .first();
    return row && { ...row, at: new Date(Number(row.at)) };
  }

  async document(key: string): Promise<StoredDocument | undefined> {
    const row:
      | { location: string; url: string | null; text: string; version: number }
      | undefined = await this.#knex('slo_documents')
      .select('location', 'url', 'text', 'version')
      .where({ key })
      .first();
    return row && { ...row, url: row.url ?? undefined };
  }

  /** Deploys and incidents of a service that touch a stretch of time, oldest first; of too many deploys the latest. */
  async marks(service: string, span: Span): Promise<SloMark[]> {
    const rows: StoredMark[] = await this.#knex('slo_marks')
      .where('service_ref', service)
      .where('from', '<', span.to)
      .where(any =>
        any
          .where('from', '>=', span.from)
          .orWhere('to', '>', span.from)
          .orWhere(lasting =>
            lasting.whereNull('to').where('kind', 'incident'),
          ),
      )
      // Incidents first: they eat most, and there are few.
      .orderBy([
        { column: 'kind', order: 'desc' },
        { column: 'from', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(mostMarks);
    rows.sort((a, b) => Number(a.from) - Number(b.from) || a.id - b.id);
    return rows.map(row => ({
      id: `${row.kind}:${row.id}`,
      kind: row.kind,
      service: row.service_ref,
      from: new Date(Number(row.from)).toISOString(),
      to: toIso(row.to),
      title: row.title,
      url: row.url ?? undefined,
    }));
  }
}

interface StoredChange extends Pick<BudgetChange, 'from' | 'to'> {
  at: Time;
  frozen: number;
  remaining: number | null;
}

interface StoredMark extends Pick<SloMark, 'kind' | 'title'> {
  id: number;
  service_ref: string;
  from: Time;
  to: Time | null;
  url: string | null;
}
