import { CheckState, Standing } from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { toDate } from '../../database/rows';
import {
  CheckResultRow,
  ScorecardResultRow,
  tables,
} from '../evaluation/resultTables';
import { toStanding } from './toStanding';

/** A stored standing and the evaluation that it is from. */
export interface StoredStanding {
  standing: Standing;
  version: string;
  evaluatedAt: Date;
}

/** A stored state of a check. */
export interface StoredCheck {
  scorecard: string;
  check: string;
  state: CheckState;
  /** Of a waived check: what it would be without its waiver. */
  trueState?: CheckState;
  reason: string;
  changedAt: Date;
}

/** How evaluating went. */
export interface StoredEvaluation {
  /** Why the service's last evaluation erred; absent if it did not. */
  failure?: { at: Date; error: string };
  /** When all services were last evaluated; absent while that goes on. */
  lastFullAt?: Date;
}

/** Reads the results of one service. */
export class ServiceResultStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ServiceResultStore {
    return new ServiceResultStore(options.database);
  }

  async standings(ref: string): Promise<StoredStanding[]> {
    const rows = await this.#knex('scorecard_results')
      .select<ScorecardResultRow[]>(Object.keys(tables.results.columns))
      .where('service_ref', ref)
      .orderBy('scorecard');
    return rows.map(row => ({
      standing: toStanding(row),
      version: row.version,
      evaluatedAt: new Date(Number(row.evaluated_at)),
    }));
  }

  async checks(ref: string): Promise<StoredCheck[]> {
    const rows = await this.#knex('check_results')
      .select<CheckResultRow[]>(Object.keys(tables.checks.columns))
      .where('service_ref', ref);
    return rows.map(row => ({
      scorecard: row.scorecard,
      check: row.check_id,
      state: row.state,
      trueState: row.true_state ?? undefined,
      reason: row.reason,
      changedAt: new Date(Number(row.changed_at)),
    }));
  }

  /** How the service's last evaluation went, and when that of all ended. */
  async evaluation(ref: string): Promise<StoredEvaluation> {
    const failed = (column: string) =>
      this.#knex('evaluation_failures')
        .select(column)
        .where('service_ref', ref)
        .as(column);
    const ended = this.#knex('evaluation_state')
      .select('finished_at')
      .where('id', 1)
      .as('ended');
    // One statement of three look-ups by key: this is asked for every few seconds.
    const [row]: EvaluationRow[] = await this.#knex.select(
      failed('error'),
      failed('at'),
      ended,
    );
    const at = toDate(row.at);
    return {
      failure: at && { at, error: row.error ?? '' },
      lastFullAt: toDate(row.ended),
    };
  }
}

interface EvaluationRow {
  error: string | null;
  at: number | string | null;
  ended: number | string | null;
}
