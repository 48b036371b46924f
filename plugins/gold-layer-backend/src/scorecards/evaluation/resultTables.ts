import type { CheckState } from '@gold-layer/backstage-plugin-common';
import type { WritableTable } from '../../database/writeRows';

/** A row of `scorecard_results`. */
export type ScorecardResultRow = {
  service_ref: string;
  scorecard: string;
  level: string | null;
  rank: number;
  to_next: number | null;
  passed: number;
  failed: number;
  unknown: number;
  waived: number;
  applicable: number;
  coverage: number | null;
  trend: number;
  tier: string;
  version: string;
  hash: string;
  evaluated_at: number;
  changed_at: number;
};

/** A row of `check_results`. */
export type CheckResultRow = {
  service_ref: string;
  scorecard: string;
  check_id: string;
  state: CheckState;
  /** Of a waived check: what it would be without its waiver. Its reason differs with it. */
  true_state: CheckState | null;
  reason: string;
  /** 1: it stands between the service and its next level. */
  blocking: number;
  changed_at: number;
};

/** A row of `level_changes`. */
export type LevelChangeRow = {
  service_ref: string;
  scorecard: string;
  at: number;
  from_level: string | null;
  from_rank: number | null;
  to_level: string | null;
  to_rank: number;
  version: string;
  replayed: number;
};

/** A row of `check_changes`. */
export type CheckChangeRow = {
  service_ref: string;
  scorecard: string;
  check_id: string;
  at: number;
  from_state: string;
  to_state: string;
  version: string;
  replayed: number;
};

/** A row of `service_sources`. */
export type ServiceSourceRow = {
  service_ref: string;
  source: string;
  facts: number;
  stale: number;
};

/** Tables that an evaluation writes. */
export const tables = {
  results: {
    name: 'scorecard_results',
    columns: {
      service_ref: 'text',
      scorecard: 'text',
      level: 'text',
      rank: 'bigint',
      to_next: 'bigint',
      passed: 'bigint',
      failed: 'bigint',
      unknown: 'bigint',
      waived: 'bigint',
      applicable: 'bigint',
      coverage: 'double precision',
      trend: 'bigint',
      tier: 'text',
      version: 'text',
      hash: 'text',
      evaluated_at: 'bigint',
      changed_at: 'bigint',
    },
    key: ['service_ref', 'scorecard'],
    kept: ['trend'],
  },
  checks: {
    name: 'check_results',
    columns: {
      service_ref: 'text',
      scorecard: 'text',
      check_id: 'text',
      state: 'text',
      true_state: 'text',
      reason: 'text',
      blocking: 'bigint',
      changed_at: 'bigint',
    },
    key: ['service_ref', 'scorecard', 'check_id'],
  },
  levelChanges: {
    name: 'level_changes',
    columns: {
      service_ref: 'text',
      scorecard: 'text',
      at: 'bigint',
      from_level: 'text',
      from_rank: 'bigint',
      to_level: 'text',
      to_rank: 'bigint',
      version: 'text',
      replayed: 'bigint',
    },
    key: ['service_ref', 'scorecard', 'at'],
  },
  checkChanges: {
    name: 'check_changes',
    columns: {
      service_ref: 'text',
      scorecard: 'text',
      check_id: 'text',
      at: 'bigint',
      from_state: 'text',
      to_state: 'text',
      version: 'text',
      replayed: 'bigint',
    },
    key: ['service_ref', 'scorecard', 'check_id', 'at'],
  },
  sources: {
    name: 'service_sources',
    columns: {
      service_ref: 'text',
      source: 'text',
      facts: 'bigint',
      stale: 'bigint',
    },
    key: ['service_ref', 'source'],
  },
} satisfies Record<string, WritableTable>;
