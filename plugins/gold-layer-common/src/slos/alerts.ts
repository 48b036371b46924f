import { budgetOf, objectiveInWords } from './objective';
import type { BurnAlert, BurnSeverity, SloWindow } from './spec';
import type { AlertState } from './state';
import { isAbove } from './tolerance';
import { nominalWindowMinutes } from './window';

/** Pairs of windows that a 30-day SLO is watched by: share of its budget, spent within the long one. */
const watched: {
  severity: BurnSeverity;
  longMinutes: number;
  budgetShare: number;
}[] = [
  { severity: 'page', longMinutes: 60, budgetShare: 0.02 },
  { severity: 'page', longMinutes: 360, budgetShare: 0.05 },
  { severity: 'ticket', longMinutes: 3 * 1440, budgetShare: 0.1 },
  { severity: 'ticket', longMinutes: 1440, budgetShare: 0.1 },
];

/** The short window tells that it still burns; it is this part of the long one. */
const shortPart = 12;

/** Below this, spending the budget evenly would already alert. */
const leastFactor = 0.9;

/** Burn at which a share of the budget is spent within the long window, to four digits. */
export function burnFactor(options: {
  budgetShare: number;
  windowMinutes: number;
  longMinutes: number;
}): number {
  const { budgetShare, windowMinutes, longMinutes } = options;
  const factor = (budgetShare * windowMinutes) / longMinutes;
  return Math.round(factor * 1e4) / 1e4;
}

/** The short window that belongs to a long one, in minutes. */
export function shortMinutesOf(longMinutes: number): number {
  return Math.max(1, Math.round(longMinutes / shortPart));
}

/**
 * The burn alerts of an SLO that names none: two that page, two that open a
 * ticket, with factors for its own window. In short windows a factor would fall
 * below what even spending burns; it is then 1. Calendar periods count with
 * their usual length, so that alerts do not change from month to month.
 */
export function defaultBurnAlerts(window: SloWindow): BurnAlert[] {
  const windowMinutes = nominalWindowMinutes(window);
  return watched
    .filter(({ longMinutes }) => longMinutes <= windowMinutes)
    .map(({ severity, longMinutes, budgetShare }) => {
      const factor = burnFactor({ budgetShare, windowMinutes, longMinutes });
      return {
        severity,
        longMinutes,
        shortMinutes: shortMinutesOf(longMinutes),
        factor: factor < leastFactor ? 1 : factor,
      };
    });
}

/** Why an alert can never fire, in a sentence: with everything failing, a budget burns 1/b times too fast and no faster. */
export function unreachableReason(
  alert: Pick<BurnAlert, 'factor'>,
  objective: string,
): string | undefined {
  const fastest = 1 / budgetOf(objective);
  if (isAbove(fastest, alert.factor)) return undefined;
  return `It can never fire: with an objective of ${objectiveInWords(objective)} a full outage burns ${short(fastest)} times as fast as allowed, and it waits for more than ${short(alert.factor)}.`;
}

/** How a burn alert stands by its two windows. */
export function alertStateOf(options: {
  alert: Pick<BurnAlert, 'factor'>;
  /** Burn over the long window; absent: not measured. */
  long?: number;
  /** Burn over the short window; absent: not measured. */
  short?: number;
  /** Events in the long window. */
  events?: number;
  /** Below so many events it stays silent. */
  minimumEvents?: number;
}): AlertState {
  const { alert, long, events, minimumEvents } = options;
  if (long === undefined || options.short === undefined) return 'unknown';
  if (minimumEvents !== undefined && minimumEvents > 0) {
    if (events === undefined) return 'unknown';
    if (events < minimumEvents) return 'quiet';
  }
  if (!isAbove(options.short, alert.factor)) return 'quiet';
  return isAbove(long, alert.factor) ? 'firing' : 'pending';
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
