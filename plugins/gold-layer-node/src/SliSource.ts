import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AlertState,
  BurnSeverity,
  Contributors,
  LabelValues,
  MetricLookup,
  RuleState,
  SloQueries,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';

/** Length of the buckets in which events are counted, in minutes; they begin at whole multiples since 1970. */
export const bucketMinutes = 5;

/** Bad and total of one bucket. For slices: bad slices and slices. */
export interface SliBucket {
  /** Milliseconds since 1970: a whole multiple of five minutes, or of an hour where `minutes` is 60. */
  start: number;
  /** 5 unless said otherwise; 60 for what lies further back than three days. */
  minutes?: 5 | 60;
  bad: number;
  /** 0: measured, and nobody asked for anything. */
  total: number;
  /** Buckets of five minutes that were measured, of an hour's twelve; all of them if absent. */
  covered?: number;
}

/** An SLO that wants measuring: every bucket that ends after `from` and not after `to`. */
export interface SliRequest {
  slo: SloSpec;
  from: Date;
  to: Date;
}

/**
 * What a source found out about one SLO. A bucket that is missing from
 * `buckets` was not measured: it is never taken for good.
 */
export type SliMeasurement =
  | {
      slo: string;
      outcome: 'buckets';
      buckets: SliBucket[];
      /** The answer left some stores out (Thanos), in words. */
      partial?: string;
      /** What people should know besides, such as a warning of the source. */
      problem?: string;
      /** True: no series of the total matched in the time that was asked for. */
      neverSeen?: boolean;
    }
  | {
      slo: string;
      outcome: 'failed';
      /** `query`: the source cannot make sense of it; `source`: the source is down, slow or refuses. Shown to people: no secrets. */
      kind: 'query' | 'source';
      error: string;
      /** True: rules with this query would be refused, and with them all others of their file. */
      unreadable?: boolean;
    };

/** How one burn alert of an SLO stands at the source. */
export interface SourceAlert {
  slo: string;
  severity: BurnSeverity;
  longMinutes: number;
  state: AlertState;
}

/** Whether the rules of one SLO are loaded at the source. */
export interface SourceRules {
  slo: string;
  state: RuleState;
  /** What is loaded, as YAML, where it differs. */
  loaded?: string;
}

/** Options of every call: it ends when the signal says so. */
export interface SliCallOptions {
  signal: AbortSignal;
  logger: LoggerService;
}

/** Where a source asks, as far as warnings about documents need it. */
export interface SliDataSource {
  /** How documents name it. */
  name: string;
  /** Whether queries that name none go there, as far as the service may ask it. */
  isDefault: boolean;
  /** How often it takes samples, in seconds; absent where nobody said. */
  scrapeSeconds?: number;
  /** How far back it keeps them, in days; absent where nobody said. */
  retentionDays?: number;
}

/** Somewhere that SLIs are measured. One source answers for every data source of its type. */
export interface SliSource {
  /** Lower case letters, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  /** Types of OpenSLO data sources that it answers for, such as `prometheus`. */
  readonly types: string[];
  /** Its data sources, where it has several or knows something about them. */
  readonly dataSources?: SliDataSource[];
  /**
   * Names of those that a service may ask, if they are not for everybody; the
   * first one answers queries that name none.
   */
  dataSourcesOf?(service: string): string[];
  /**
   * Measures many SLOs with as few questions as the source allows. Yield as
   * answers come in; an SLO that is not yielded counts as failed.
   */
  measure(
    requests: SliRequest[],
    options: SliCallOptions,
  ): AsyncIterable<SliMeasurement>;
  /** How burn alerts stand at the source, all with one question. */
  alerts?(slos: SloSpec[], options: SliCallOptions): Promise<SourceAlert[]>;
  /** Whether the rules that follow from the SLOs are loaded, all with one question per data source. */
  rules?(slos: SloSpec[], options: SliCallOptions): Promise<SourceRules[]>;
  /** The queries of one SLO with what the source answers now. */
  explain?(slo: SloSpec, options: SliCallOptions): Promise<SloQueries>;
  /** Bad events by one label; one question, bounded. */
  contributors?(
    slo: SloSpec,
    options: SliCallOptions & { label: string; minutes: number },
  ): Promise<Contributors>;
  /** Metrics whose names contain the words, at most 200, where the service may ask for them. */
  lookUp?(
    asked: { service: string; q?: string; source?: string },
    options: SliCallOptions,
  ): Promise<MetricLookup>;
  /** Values of one label of a metric, at most 200. */
  lookUpValues?(
    asked: { service: string; metric: string; label: string; source?: string },
    options: SliCallOptions,
  ): Promise<LabelValues>;
}
