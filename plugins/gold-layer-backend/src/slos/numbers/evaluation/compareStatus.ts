import {
  BurnSeverity,
  burnSeveritySchema,
} from '@gold-layer/backstage-plugin-common';
import type { BurnSteps } from '../store/BurnStore';
import type { BudgetStepTaken } from '../store/ChangeStore';
import { fromStatus, StoredStatus } from '../store/statusRows';

/** Whether anything but the time of working it out is different. */
export function differs(was: StoredStatus, is: StoredStatus): boolean {
  return comparable(was) !== comparable(is);
}

function comparable(status: StoredStatus): string {
  const row = fromStatus(status);
  return JSON.stringify({
    ...row,
    evaluated_at: null,
    rules_at: null,
    marks_done: null,
  });
}

/** Whether something is different that facts, gates and lists by state build on. */
export function isTold(was: StoredStatus, is: StoredStatus): boolean {
  return (
    was.state !== is.state ||
    was.budget !== is.budget ||
    was.frozen !== is.frozen ||
    was.rules !== is.rules ||
    fromStatus(was).firing !== fromStatus(is).firing
  );
}

/** The step that a budget takes, if it takes one. */
export function stepTaken(
  was: StoredStatus,
  is: StoredStatus,
  at: number,
): BudgetStepTaken[] {
  if (was.budget === is.budget && was.frozen === is.frozen) return [];
  const { num, budget, frozen } = is;
  const remaining = budget === 'unknown' ? undefined : is.remaining;
  return [{ num, at, from: was.budget, to: budget, frozen, remaining }];
}

/**
 * Burn alerts that begin to fire, and those that are over, by severity: several
 * of one severity tell the same. Where nobody knows, what began goes on.
 */
export function burnsTaken(
  was: StoredStatus,
  is: StoredStatus,
  at: number,
): BurnSteps {
  const steps: BurnSteps = { begun: [], ended: [] };
  for (const severity of burnSeveritySchema.options) {
    const [before, now] = [burning(was, severity), burning(is, severity)];
    if (before === now) continue;
    if (now === 'firing')
      steps.begun.push({ num: is.num, severity, since: at });
    if (now === 'quiet') steps.ended.push({ num: is.num, severity });
  }
  return steps;
}

function burning(
  { alerts }: StoredStatus,
  severity: BurnSeverity,
): 'firing' | 'quiet' | 'unknown' {
  const states = new Set(
    alerts.flatMap(alert => (alert.severity === severity ? alert.state : [])),
  );
  if (states.has('firing')) return 'firing';
  return states.has('unknown') ? 'unknown' : 'quiet';
}
