import {
  BudgetState,
  ShownTier,
  shownTierSchema,
  SloState,
} from '@gold-layer/backstage-plugin-common';
import { StoredSloRow, toSlo } from '../documents/store/sloRows';
import {
  evaluatedTable,
  StatusRow,
  toStatus,
} from '../numbers/store/statusRows';
import type { SloRecord, SloStatus } from '../records';

const statusColumns = [
  ...Object.keys(evaluatedTable.columns),
  'measured_until',
  'as_of',
  'failure',
  'partial',
  'problem',
];

const serviceColumns = [
  'ref',
  'name',
  'title',
  'tier',
  'owner_ref',
  'system_ref',
];

/** What every read of SLOs selects: the objective, its numbers, its service. */
export const sloColumns = [
  'slos.*',
  ...statusColumns.map(name => `slo_status.${name} as status_${name}`),
  ...serviceColumns.map(name => `services.${name} as of_${name}`),
];

/** A row as selected by {@link sloColumns}, with how it stands now; the parts of a left join are null where there is none. */
export interface SloStoredRow extends StoredSloRow {
  state_now: SloState;
  budget_now: BudgetState;
  overdue_now: number;
  of_ref: string | null;
  of_name: string | null;
  of_title: string | null;
  of_tier: string | null;
  of_owner_ref: string | null;
  of_system_ref: string | null;
}

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
  /** Its numbers were not worked out anew for too long to say anything. */
  overdue: boolean;
  /** As last evaluated. Absent until it is first evaluated. */
  status?: SloStatus;
  service: SloService;
}

/** A row as the rest of the room knows it. */
export function toKnownSlo(row: SloStoredRow): KnownSlo {
  const status = Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name.startsWith('status_'))
      .map(([name, value]) => [name.slice('status_'.length), value]),
  );
  const overdue = row.overdue_now === 1;
  const known = isStored(status) ? toStatus(status) : undefined;
  return {
    record: toSlo(row),
    state: row.state_now,
    budget: row.budget_now,
    overdue,
    status: known && overdue ? withoutOldNews(known) : known,
    service: toService(row),
  };
}

/** Where its evaluation is overdue, nobody knows whether an alert still fires, nor what is to come. */
function withoutOldNews(status: SloStatus): SloStatus {
  const alerts = status.alerts.map(alert => ({
    ...alert,
    state: 'unknown' as const,
    atSource: undefined,
  }));
  return { ...status, alerts, forecast: {} };
}

function isStored(status: object): status is StatusRow {
  return 'num' in status && status.num !== null;
}

function toService(row: SloStoredRow): SloService {
  const ref = row.service_ref;
  return {
    ref,
    title: row.of_title ?? row.of_name ?? ref.slice(ref.lastIndexOf('/') + 1),
    tier: shownTierSchema.parse(row.of_tier ?? 'unclassified'),
    owner: row.of_owner_ref ?? undefined,
    system: row.of_system_ref ?? undefined,
    exists: row.of_ref !== null,
  };
}
