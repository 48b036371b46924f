import type {
  BudgetChange,
  BudgetState,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { chunked } from '../../../database/rows';

/** A step of one SLO's budget. Times are milliseconds since 1970. */
export interface BudgetStepTaken extends Omit<BudgetChange, 'at'> {
  num: number;
  at: number;
}

/** A step with what was known before it. */
export interface ToldStep extends BudgetStepTaken {
  id: number;
  /** Frozen before the step. */
  wasFrozen: boolean;
  /** The last state before it that was known. */
  lastKnown?: BudgetState;
}

/** More than anybody reads; the latest are told first. */
const mostTold = 1000;

/** Keeps the steps of budgets from one state of their policy to another. */
export class ChangeStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): ChangeStore {
    return new ChangeStore(options.database);
  }

  async append(
    tx: Knex.Transaction,
    steps: readonly BudgetStepTaken[],
  ): Promise<void> {
    for (const chunk of chunked(steps, 6)) {
      await tx('slo_budget_changes').insert(
        chunk.map(({ num, at, from, to, frozen, remaining }) => ({
          num,
          at,
          from,
          to,
          frozen: frozen ? 1 : 0,
          remaining: remaining ?? null,
        })),
      );
    }
  }

  /** Since when budgets that are frozen now have been, by SLO; in milliseconds. */
  async heldSince(nums: readonly number[]): Promise<Map<number, number>> {
    const since = new Map<number, number>();
    for (const chunk of chunked(nums)) {
      const rows: { num: number; at: number | string }[] = await this.#knex({
        c: 'slo_budget_changes',
      })
        .whereIn('c.num', chunk)
        .where('c.frozen', 1)
        .whereNotExists(
          this.#knex({ p: 'slo_budget_changes' })
            .whereRaw('p.num = c.num and p.id > c.id')
            .where('p.frozen', 0),
        )
        .groupBy('c.num')
        .select('c.num as num')
        .min({ at: 'c.at' });
      for (const { num, at } of rows) since.set(num, Number(at));
    }
    return since;
  }

  /**
   * Steps since a moment that are news, oldest first: not those to `unknown`,
   * nor those back to what was known before, nor good news but of a thaw. When
   * a source comes back there are as many of these as SLOs.
   */
  async since(time: number): Promise<ToldStep[]> {
    const before = (column: string, only = '') =>
      `(select p.${column} from slo_budget_changes p
        where p.num = c.num and p.at <= c.at and p.id < c.id ${only}
        order by p.at desc, p.id desc limit 1)`;
    const steps = this.#knex({ c: 'slo_budget_changes' })
      .select(
        'c.*',
        this.#knex.raw(`${before('frozen')} as was_frozen`),
        this.#knex.raw(
          `${before('"to"', `and p."to" <> 'unknown'`)} as last_known`,
        ),
      )
      .where('c.at', '>=', time)
      .whereNot('c.to', 'unknown');
    const rows: ChangeRow[] = await this.#knex
      .from(steps.as('steps'))
      .where('was_frozen', 1)
      .orWhereRaw(`"to" <> 'healthy' and coalesce(last_known, '') <> "to"`)
      .orderBy('id', 'desc')
      .limit(mostTold);
    return rows.map(toStep).reverse();
  }
}

interface ChangeRow {
  id: number;
  num: number;
  at: number | string;
  from: BudgetState;
  to: BudgetState;
  frozen: number;
  remaining: number | null;
  was_frozen: number | null;
  last_known: BudgetState | null;
}

function toStep(row: ChangeRow): ToldStep {
  return {
    id: row.id,
    num: row.num,
    at: Number(row.at),
    from: row.from,
    to: row.to,
    frozen: row.frozen === 1,
    remaining: row.remaining ?? undefined,
    wasFrozen: row.was_frozen === 1,
    lastKnown: row.last_known ?? undefined,
  };
}
