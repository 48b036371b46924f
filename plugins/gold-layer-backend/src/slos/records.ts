import type {
  BudgetState,
  BurnRates,
  Forecast,
  RuleState,
  SloAlert,
  SloOrigin,
  SloProblem,
  SloSpec,
  SloState,
} from '@gold-layer/backstage-plugin-common';

/** An objective in force: a row of `slos`. Times are milliseconds since 1970. */
export interface SloRecord {
  /** What buckets and numbers refer to. */
  num: number;
  spec: SloSpec;
  origin: SloOrigin;
  documentKey: string;
  problems: SloProblem[];
  invalid: boolean;
  shadowed: { origin: SloOrigin; location: string }[];
  /** Changes with what is measured. */
  measureHash: string;
  firstSeenAt: number;
  changedAt: number;
}

/** An SLO whose buckets are kept, in force or not. */
export interface KeptSlo {
  num: number;
  spec: Pick<SloSpec, 'id' | 'service'>;
}

/** Why a source could not measure. */
export interface MeasuringFailure {
  kind: 'query' | 'source';
  error: string;
  since: number;
  /** Rules with its query would be refused, and with them all others of their file. */
  unreadable?: boolean;
}

/** The latest numbers of one SLO: a row of `slo_status`. Those not measured are absent. */
export interface SloStatus {
  num: number;
  state: SloState;
  diagnosis?: string;
  sli?: number;
  remaining?: number;
  bad?: number;
  total?: number;
  coverage: number;
  burn: BurnRates;
  usedThisWeek?: number;
  budget: BudgetState;
  frozen: boolean;
  forecast: Forecast;
  sparkline: (number | null)[];
  alerts: SloAlert[];
  rules: RuleState;
  rulesLoaded?: string;
  rulesAt?: number;
  measuredUntil?: number;
  asOf?: number;
  evaluatedAt?: number;
  failure?: MeasuringFailure;
  partial?: string;
  /** What the source says people should know. */
  problem?: string;
  neverSeen: boolean;
}
