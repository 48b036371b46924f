import {
  alertStateOf,
  AlertState,
  BudgetPolicy,
  BurnAlert,
  burnRate,
  BurnRates,
  burnWindowNames,
  burnWindows,
  coverageOf,
  decideSloState,
  remainingBudget,
  RuleState,
  SloAlert,
  staleAfterMinutes,
  unreachableReason,
  windowMinutes,
  withoutNoise,
} from '@gold-layer/backstage-plugin-common';
import type { SloRecord } from '../../records';
import { everyMinutes } from '../push/spreadIntervals';
import { Counts, fromMinutes, Span } from '../store/buckets';
import type { StoredStatus } from '../store/statusRows';
import { SloWindows, wholeBuckets } from './planWindows';

/** Everything that the numbers of one SLO follow from. */
export interface Findings {
  record: SloRecord;
  before: StoredStatus;
  now: Date;
  plan: SloWindows;
  /** Where each window of the plan begins, in minutes since 1970. */
  from: readonly number[];
  /** By window of the plan, without excluded time; absent: nothing was measured. */
  sums?: readonly Counts[];
  /** Time within the SLO's window that was dropped, in milliseconds. */
  dropped: Span[];
  /** Time within the SLO's window in which nothing counts as bad, in milliseconds. */
  countedGood: Span[];
  policy: Pick<BudgetPolicy, 'thresholds' | 'thawAbove'>;
  /** Whether the source has the rules that follow from the document. */
  rules: RuleState;
  /** What the source's own rules say of an alert; absent: the source was not asked. */
  atSource?: (alert: BurnAlert) => AlertState | undefined;
}

/** The numbers of one SLO, but for what takes a longer look at the past. */
export function workOut(findings: Findings): StoredStatus {
  const { record, before, now, plan, policy } = findings;
  const { spec } = record;
  const { objective } = spec;
  const window = countsOf(findings, plan.own);
  const week = countsOf(findings, plan.week);
  const coverage = coverageOf({
    covered: window?.covered ?? 0,
    from: fromMinutes(beginOf(findings, plan.own)),
    to: fromMinutes(plan.end),
    dropped: findings.dropped,
  });
  const burn = burnRates(findings);
  const alerts = spec.alerts.map(alert => alertNow(findings, alert));
  const decided = decideSloState({
    now,
    objective,
    invalid: record.invalid,
    bad: window?.bad,
    total: window?.total,
    coverage,
    minimumCoverage: spec.minimumCoverage,
    countedGood: shareOfWindow(findings, findings.countedGood),
    asOf: toDate(before.asOf),
    staleAfterMinutes: staleAfterMinutes({
      sli: spec.sli,
      everyMinutes: everyMinutes(spec),
    }),
    measuredSince: measuredSince(findings, window),
    failure: before.failure && {
      ...before.failure,
      since: new Date(before.failure.since),
    },
    partial: before.partial,
    neverSeen: before.neverSeen,
    policy,
    before: { budget: before.budget, frozen: before.frozen },
    paging: alerts.some(
      ({ severity, state }) => severity === 'page' && state === 'firing',
    ),
    rulesLoaded: findings.rules === 'loaded',
  });
  const measured = record.invalid ? undefined : window;
  return {
    ...before,
    state: decided.state,
    diagnosis: [decided.diagnosis, before.problem].filter(Boolean).join(' '),
    budget: decided.budget,
    frozen: decided.frozen,
    sli: measured && share(measured.total - measured.bad, measured.total),
    remaining: measured && remainingBudget({ ...measured, objective }),
    bad: measured?.bad,
    total: measured?.total,
    coverage,
    burn,
    usedThisWeek:
      measured &&
      week &&
      burnRate({ bad: week.bad, total: measured.total, objective }),
    alerts,
    evaluatedAt: now.getTime(),
    marksDone: before.marks,
  };
}

/** What a window counted; absent where nothing was measured. */
function countsOf(
  { plan, sums }: Findings,
  minutes: number,
): Counts | undefined {
  const counts = sums?.[plan.windows.indexOf(minutes)];
  if (!counts || !(counts.covered > 0)) return undefined;
  return {
    bad: withoutNoise(counts.bad),
    total: withoutNoise(counts.total),
    covered: withoutNoise(counts.covered),
  };
}

function beginOf({ plan, from }: Findings, minutes: number): number {
  return from[plan.windows.indexOf(minutes)] ?? plan.end - minutes;
}

/** Of the whole window, however much of it has passed. */
function shareOfWindow(
  { plan, record }: Findings,
  spans: readonly Span[],
): number {
  // At the very moment a calendar period begins, the one before it is meant.
  const at = new Date(fromMinutes(plan.end) - 1);
  const length = windowMinutes(record.spec.window, at) * 60_000;
  return spans.reduce((sum, { from, to }) => sum + to - from, 0) / length;
}

function burnOver(findings: Findings, minutes: number): number | undefined {
  const counts = countsOf(findings, minutes);
  const { objective } = findings.record.spec;
  return counts && burnRate({ ...counts, objective });
}

function burnRates(findings: Findings): BurnRates {
  return Object.fromEntries(
    burnWindowNames.flatMap(name => {
      const burn = burnOver(findings, burnWindows[name]);
      return burn === undefined ? [] : [[name, burn]];
    }),
  );
}

function alertNow(findings: Findings, alert: BurnAlert): SloAlert {
  const { minimumEvents, objective } = findings.record.spec;
  const counts = (minutes: number) => countsOf(findings, wholeBuckets(minutes));
  const long = counts(alert.longMinutes);
  const short = counts(alert.shortMinutes);
  return {
    ...alert,
    long: long && burnRate({ ...long, objective }),
    short: short && burnRate({ ...short, objective }),
    state: alertStateOf({
      alert,
      long: burnAsWatched(long, objective),
      short: burnAsWatched(short, objective),
      events: long?.total,
      minimumEvents,
    }),
    atSource: atSource(findings, alert),
    unreachable: unreachableReason(alert, objective),
  };
}

/** Burn as an alert looks at it: where nobody asked for anything, nothing burns. */
function burnAsWatched(
  counts: Counts | undefined,
  objective: string,
): number | undefined {
  return counts && (burnRate({ ...counts, objective }) ?? 0);
}

/** As told now, or as told last where the source could not be asked. */
function atSource(
  findings: Findings,
  alert: BurnAlert,
): AlertState | undefined {
  if (findings.atSource) return findings.atSource(alert);
  return findings.before.alerts.find(
    ({ severity, longMinutes }) =>
      severity === alert.severity && longMinutes === alert.longMinutes,
  )?.atSource;
}

/** Most of what could be measured since the SLO is known was: then it is only young, and nothing is amiss. */
const mostlyMeasured = 0.8;

function measuredSince(
  { record, plan, now }: Findings,
  window: Counts | undefined,
): Date | undefined {
  const known = (now.getTime() - record.firstSeenAt) / 60_000;
  if (!window || known >= plan.own) return undefined;
  const measured = window.covered * 5;
  return measured >= mostlyMeasured * known && measured <= known + 60
    ? new Date(record.firstSeenAt)
    : undefined;
}

function share(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function toDate(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
