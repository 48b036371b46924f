import {
  BudgetState,
  burnWindowNames,
  RuleState,
  ShownTier,
  shownTierSchema,
  SloOrigin,
  SloState,
} from '@gold-layer/backstage-plugin-common';
import { toNumber } from '../../database/rows';
import type { SloRecord, SloStatus } from '../records';

type Time = number | string | null;

/** What every read of SLOs selects: the objective, its numbers, its service. */
export const sloColumns = [
  ...[
    'num',
    'spec',
    'origin',
    'document_key',
    'problems',
    'invalid',
    'shadowed',
    'measure_hash',
    'first_seen_at',
    'changed_at',
  ].map(column => `slos.${column} as ${column}`),
  ...[
    'num',
    'state',
    'diagnosis',
    'sli',
    'remaining',
    'bad',
    'total',
    'coverage',
    ...burnWindowNames.map(name => `burn_${name}`),
    'used_week',
    'budget',
    'frozen',
    'forecast',
    'sparkline',
    'alerts',
    'rules',
    'rules_loaded',
    'rules_at',
    'measured_until',
    'as_of',
    'evaluated_at',
    'failure',
    'partial',
    'never_seen',
  ].map(column => `slo_status.${column} as status_${column}`),
  ...['ref', 'name', 'title', 'tier', 'owner_ref', 'system_ref'].map(
    column => `services.${column} as service_${column}`,
  ),
];

interface StoredSlo {
  num: number;
  spec: string;
  origin: SloOrigin;
  document_key: string;
  problems: string;
  invalid: number;
  shadowed: string;
  measure_hash: string;
  first_seen_at: Time;
  changed_at: Time;
}

interface StoredStatus {
  status_num: number;
  status_state: SloState;
  status_diagnosis: string | null;
  status_sli: number | null;
  status_remaining: number | null;
  status_bad: number | null;
  status_total: number | null;
  status_coverage: number;
  status_used_week: number | null;
  status_budget: BudgetState;
  status_frozen: number;
  status_forecast: string;
  status_sparkline: string;
  status_alerts: string;
  status_rules: RuleState;
  status_rules_loaded: string | null;
  status_rules_at: Time;
  status_measured_until: Time;
  status_as_of: Time;
  status_evaluated_at: Time;
  status_failure: string | null;
  status_partial: string | null;
  status_never_seen: number;
}

type StoredBurn = {
  [name in `status_burn_${(typeof burnWindowNames)[number]}`]: number | null;
};

interface StoredStanding {
  state_now: SloState;
  budget_now: BudgetState;
}

interface StoredService {
  service_ref: string | null;
  service_name: string | null;
  service_title: string | null;
  service_tier: string | null;
  service_owner_ref: string | null;
  service_system_ref: string | null;
}

/** A row as selected by {@link sloColumns}; the parts of a left join are null where there is none. */
export type SloStoredRow = StoredSlo &
  StoredService &
  StoredStanding & { [key in keyof (StoredStatus & StoredBurn)]: unknown };

/** A service as lists of SLOs show it. */
export interface SloService {
  ref: string;
  title: string;
  tier: ShownTier;
  owner?: string;
  system?: string;
  /** False once it has left the catalog. */
  exists: boolean;
}

/** An SLO with its latest numbers and its service. */
export interface KnownSlo {
  record: SloRecord;
  /** How it stands now: `stale` where its evaluation is overdue. */
  state: SloState;
  budget: BudgetState;
  /** As last evaluated. Absent until it is first evaluated. */
  status?: SloStatus;
  service: SloService;
}

/** A row as the rest of the room knows it. */
export function toKnownSlo(row: SloStoredRow): KnownSlo {
  const record = toRecord(row);
  return {
    record,
    state: row.state_now,
    budget: row.budget_now,
    status: hasStatus(row) ? toStatus(row) : undefined,
    service: toService(row, record.spec.service),
  };
}

function toRecord(row: StoredSlo): SloRecord {
  return {
    num: row.num,
    spec: JSON.parse(row.spec),
    origin: row.origin,
    documentKey: row.document_key,
    problems: JSON.parse(row.problems),
    invalid: row.invalid === 1,
    shadowed: JSON.parse(row.shadowed),
    measureHash: row.measure_hash,
    firstSeenAt: toNumber(row.first_seen_at),
    changedAt: toNumber(row.changed_at),
  };
}

function hasStatus(row: object): row is StoredStatus & StoredBurn {
  return 'status_num' in row && row.status_num !== null;
}

function toStatus(row: StoredStatus & StoredBurn): SloStatus {
  return {
    num: row.status_num,
    state: row.status_state,
    diagnosis: row.status_diagnosis ?? undefined,
    sli: row.status_sli ?? undefined,
    remaining: row.status_remaining ?? undefined,
    bad: row.status_bad ?? undefined,
    total: row.status_total ?? undefined,
    coverage: row.status_coverage,
    burn: Object.fromEntries(
      burnWindowNames.map(name => [
        name,
        row[`status_burn_${name}`] ?? undefined,
      ]),
    ),
    usedThisWeek: row.status_used_week ?? undefined,
    budget: row.status_budget,
    frozen: row.status_frozen === 1,
    forecast: JSON.parse(row.status_forecast),
    sparkline: JSON.parse(row.status_sparkline),
    alerts: JSON.parse(row.status_alerts),
    rules: row.status_rules,
    rulesLoaded: row.status_rules_loaded ?? undefined,
    rulesAt: toTime(row.status_rules_at),
    measuredUntil: toTime(row.status_measured_until),
    asOf: toTime(row.status_as_of),
    evaluatedAt: toTime(row.status_evaluated_at),
    failure: row.status_failure ? JSON.parse(row.status_failure) : undefined,
    partial: row.status_partial ?? undefined,
    neverSeen: row.status_never_seen === 1,
  };
}

function toService(row: StoredService, declared: string): SloService {
  const name = declared.slice(declared.lastIndexOf('/') + 1);
  return {
    ref: declared,
    title: row.service_title ?? row.service_name ?? name,
    tier: shownTierSchema.parse(row.service_tier ?? 'unclassified'),
    owner: row.service_owner_ref ?? undefined,
    system: row.service_system_ref ?? undefined,
    exists: row.service_ref !== null,
  };
}

function toTime(value: Time): number | undefined {
  return value === null ? undefined : Number(value);
}
