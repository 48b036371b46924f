import {
  BudgetState,
  budgetStates,
  burnWindowNames,
  RuleState,
  SloState,
  sloStates,
} from '@gold-layer/backstage-plugin-common';
import type { WritableTable } from '../../../database/writeRows';
import type { SloStatus } from '../../records';

/** Numbers with what working them out anew needs. */
export interface StoredStatus extends SloStatus {
  /** Of what its buckets were measured by. */
  measureHash: string;
  /** Changes that numbers have to follow, and those they have followed. */
  marks: number;
  marksDone: number;
}

type Stored = number | string | null;

/** A row of `slo_status`. */
export type StatusRow = Record<
  `burn_${(typeof burnWindowNames)[number]}`,
  number | null
> & {
  num: number;
  state: SloState;
  diagnosis: string | null;
  sli: number | null;
  remaining: number | null;
  bad: number | null;
  total: number | null;
  coverage: number;
  used_week: number | null;
  budget: BudgetState;
  frozen: number;
  forecast: string;
  sparkline: string;
  alerts: string;
  rules: RuleState;
  rules_loaded: string | null;
  rules_at: Stored;
  measured_until: Stored;
  as_of: Stored;
  evaluated_at: Stored;
  failure: string | null;
  partial: string | null;
  problem: string | null;
  never_seen: number;
  measure_hash: string;
  marks: Stored;
  marks_done: Stored;
};

/**
 * What an evaluation writes. What measuring found out (`measured_until` and so
 * on) and marks are written by those who know, when they know.
 */
export const evaluatedTable: WritableTable = {
  name: 'slo_status',
  columns: {
    num: 'bigint',
    state: 'text',
    state_rank: 'bigint',
    diagnosis: 'text',
    sli: 'double precision',
    remaining: 'double precision',
    bad: 'double precision',
    total: 'double precision',
    coverage: 'double precision',
    ...Object.fromEntries(
      burnWindowNames.map(name => [
        `burn_${name}`,
        'double precision' as const,
      ]),
    ),
    used_week: 'double precision',
    budget: 'text',
    budget_rank: 'bigint',
    frozen: 'bigint',
    forecast: 'text',
    sparkline: 'text',
    firing: 'bigint',
    alerts: 'text',
    rules: 'text',
    rules_loaded: 'text',
    rules_at: 'bigint',
    evaluated_at: 'bigint',
    marks_done: 'bigint',
    measure_hash: 'text',
    never_seen: 'bigint',
    marks: 'bigint',
  },
  key: ['num'],
  kept: ['measure_hash', 'never_seen', 'marks'],
};

/** Numbers that were never worked out. */
export function emptyStatus(num: number, measureHash: string): StoredStatus {
  return {
    num,
    measureHash,
    state: 'no-data',
    coverage: 0,
    burn: {},
    budget: 'unknown',
    frozen: false,
    forecast: {},
    sparkline: [],
    alerts: [],
    rules: 'unknown',
    neverSeen: false,
    marks: 0,
    marksDone: 0,
  };
}

/** What {@link evaluatedTable} gets. */
export function fromStatus(status: StoredStatus) {
  const firing = new Set(
    status.alerts.flatMap(({ state, severity }) =>
      state === 'firing' ? severity : [],
    ),
  );
  return {
    num: status.num,
    state: status.state,
    state_rank: sloStates.indexOf(status.state),
    diagnosis: status.diagnosis ?? null,
    sli: status.sli ?? null,
    remaining: status.remaining ?? null,
    bad: status.bad ?? null,
    total: status.total ?? null,
    coverage: status.coverage,
    ...Object.fromEntries(
      burnWindowNames.map(name => [`burn_${name}`, status.burn[name] ?? null]),
    ),
    used_week: status.usedThisWeek ?? null,
    budget: status.budget,
    budget_rank: budgetStates.indexOf(status.budget),
    frozen: status.frozen ? 1 : 0,
    forecast: JSON.stringify(status.forecast),
    sparkline: JSON.stringify(status.sparkline),
    firing: (firing.has('ticket') ? 1 : 0) + (firing.has('page') ? 2 : 0),
    alerts: JSON.stringify(status.alerts),
    rules: status.rules,
    rules_loaded: status.rulesLoaded ?? null,
    rules_at: status.rulesAt ?? null,
    evaluated_at: status.evaluatedAt ?? null,
    marks_done: status.marksDone,
    measure_hash: status.measureHash,
    never_seen: status.neverSeen ? 1 : 0,
    marks: status.marks,
  };
}

/** A row as the rest of the room knows it. */
export function toStatus(row: StatusRow): StoredStatus {
  return {
    num: row.num,
    state: row.state,
    diagnosis: row.diagnosis ?? undefined,
    sli: row.sli ?? undefined,
    remaining: row.remaining ?? undefined,
    bad: row.bad ?? undefined,
    total: row.total ?? undefined,
    coverage: row.coverage,
    burn: Object.fromEntries(
      burnWindowNames.flatMap(name => {
        const burn = row[`burn_${name}`];
        return burn === null ? [] : [[name, burn]];
      }),
    ),
    usedThisWeek: row.used_week ?? undefined,
    budget: row.budget,
    frozen: row.frozen === 1,
    forecast: JSON.parse(row.forecast),
    sparkline: JSON.parse(row.sparkline),
    alerts: JSON.parse(row.alerts),
    rules: row.rules,
    rulesLoaded: row.rules_loaded ?? undefined,
    rulesAt: toTime(row.rules_at),
    measuredUntil: toTime(row.measured_until),
    asOf: toTime(row.as_of),
    evaluatedAt: toTime(row.evaluated_at),
    failure: row.failure === null ? undefined : JSON.parse(row.failure),
    partial: row.partial ?? undefined,
    problem: row.problem ?? undefined,
    neverSeen: row.never_seen === 1,
    measureHash: row.measure_hash,
    marks: Number(row.marks),
    marksDone: Number(row.marks_done),
  };
}

function toTime(value: Stored): number | undefined {
  return value === null ? undefined : Number(value);
}
