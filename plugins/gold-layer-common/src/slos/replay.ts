import { alertStateOf } from './alerts';
import { BudgetStep, stepBudget } from './budgetState';
import { burnRate, errorRatio, remainingBudget } from './budget';
import { CountedBucket, sliceMs } from './buckets';
import type { Replay } from './documents';
import { budgetOf } from './objective';
import type { BudgetPolicy } from './policy';
import { replayRemarks } from './replayRemarks';
import { Slots } from './slots';
import type { BurnSeverity, SloSpec } from './spec';
import { withoutNoise } from './tolerance';
import { windowBounds } from './window';

/** The numbers of a replay. */
export type Replayed = Omit<Replay, 'slo' | 'problem'>;

const dayMs = 24 * 3_600_000;
const slicesPerPoint = 72;

/**
 * What the last days would have been under an SLO: every five minutes its
 * alerts and its budget are decided as they would have been then. Time before
 * the data begins, or that was not measured, counts as good with average
 * traffic, or the first failure of all would have used up every budget.
 */
export function replayBuckets(options: {
  spec: SloSpec;
  policy: Pick<BudgetPolicy, 'thresholds' | 'thawAbove'>;
  buckets: CountedBucket[];
  now: Date;
  /** 30 if absent. */
  days?: number;
}): Replayed {
  const { spec, policy, buckets, days = 30 } = options;
  const to = Math.floor(options.now.getTime() / sliceMs) * sliceMs;
  const from = to - days * dayMs;
  const slots = Slots.create(buckets, { from, to });
  const remainingAt = budgetThrough(spec, slots, from);
  const fired = { page: 0, ticket: 0 };
  let firing = new Set<BurnSeverity>();
  let step: BudgetStep | undefined;
  let minutesFrozen = 0;
  const points: Replayed['points'] = [];
  for (let at = from + sliceMs; at <= to; at += sliceMs) {
    const now = firingAt(spec, slots, at);
    for (const severity of now) if (!firing.has(severity)) fired[severity] += 1;
    firing = now;
    const remaining = remainingAt(at);
    step = stepBudget(policy, step, { remaining, trustworthy: true });
    if (step.frozen) minutesFrozen += 5;
    if ((to - at) % (slicesPerPoint * sliceMs) === 0) {
      points.push(pointAt(slots, at, remaining));
    }
  }
  const all = slots.between(from, to);
  const ratio = errorRatio(all);
  const remaining = remainingAt(to);
  const eventsPerHour =
    all.covered > 0 ? (all.total / all.covered) * 12 : undefined;
  const replayed = {
    days,
    coverage: Math.min(1, all.covered / ((to - from) / sliceMs)),
    ...(ratio === undefined ? {} : { sli: withoutNoise(1 - ratio) }),
    ...(remaining === undefined
      ? {}
      : { remaining, used: withoutNoise(1 - remaining) }),
    pages: fired.page,
    tickets: fired.ticket,
    minutesFrozen,
    ...(eventsPerHour === undefined ? {} : { eventsPerHour }),
    ...neededPerHour(spec),
    points,
  };
  return { ...replayed, remarks: replayRemarks(spec, replayed) };
}

/**
 * Events an hour below which one failure alone would page: with fewer, it is
 * more than the factor of a paging alert's long window allows.
 */
export function neededPerHour(
  spec: Pick<SloSpec, 'alerts' | 'objective' | 'method'>,
): { eventsPerHourNeeded?: number } {
  if (spec.method !== 'Occurrences') return {};
  const needed = spec.alerts
    .filter(({ severity }) => severity === 'page')
    .map(
      ({ factor, longMinutes }) =>
        60 / (longMinutes * factor * budgetOf(spec.objective)),
    );
  return needed.length > 0
    ? { eventsPerHourNeeded: withoutNoise(Math.max(...needed)) }
    : {};
}

function firingAt(spec: SloSpec, slots: Slots, at: number): Set<BurnSeverity> {
  const over = (minutes: number) => {
    const counts = slots.between(at - minutes * 60_000, at);
    return { ...counts, burn: burnRate({ ...counts, ...spec }) };
  };
  const firing = new Set<BurnSeverity>();
  for (const alert of spec.alerts) {
    if (firing.has(alert.severity)) continue;
    const short = over(Math.max(5, alert.shortMinutes)).burn;
    if (!short) continue;
    const long = over(alert.longMinutes);
    const state = alertStateOf({
      alert,
      long: long.burn,
      short,
      events: long.total,
      minimumEvents: spec.minimumEvents,
    });
    if (state === 'firing') firing.add(alert.severity);
  }
  return firing;
}

/** What is left at a time, of the window that ends there; calendar periods are looked up once each. */
function budgetThrough(spec: SloSpec, slots: Slots, first: number) {
  const { window, objective } = spec;
  let period: { from: number; end: number } | undefined;
  const beginOf = (at: number) => {
    if (window.kind === 'rolling') return at - window.days * dayMs;
    if (!period || at > period.end) {
      const { from, end } = windowBounds(window, new Date(at - 1));
      period = { from: from.getTime(), end: end.getTime() };
    }
    return period.from;
  };
  return (at: number) => {
    const from = beginOf(at);
    const counts = slots.between(Math.max(from, first), at);
    const expected = (at - from) / sliceMs;
    const total =
      counts.covered > 0
        ? counts.total * Math.max(1, expected / counts.covered)
        : undefined;
    return remainingBudget({ bad: counts.bad, total, objective });
  };
}

function pointAt(slots: Slots, at: number, remaining: number | undefined) {
  const ratio = errorRatio(slots.between(at - slicesPerPoint * sliceMs, at));
  return {
    at: new Date(at).toISOString(),
    ...(ratio === undefined ? {} : { sli: withoutNoise(1 - ratio) }),
    ...(remaining === undefined ? {} : { remaining }),
  };
}
