import type { BudgetingMethod, SloSpec } from '../spec';
import { parseShorthand, shorthandMinutes } from './duration';
import type { Spot } from './references';
import type { ObjectiveSpec } from './schema';

type Slices = Pick<SloSpec, 'timeSliceTarget' | 'timeSliceMinutes'>;

const longestMinutes = 1440;

/** The slices of an objective; empty for Occurrences. Undefined, with findings, where they are wrong. */
export function readSlices(
  objective: ObjectiveSpec,
  {
    method,
    threshold,
    at,
  }: { method: BudgetingMethod; threshold: boolean; at: Spot },
): Slices | undefined {
  if (method === 'Occurrences') return {};
  const timeSliceMinutes = readLength(objective, method, at);
  if (method === 'RatioTimeslices') {
    return timeSliceMinutes ? { timeSliceMinutes } : undefined;
  }
  const { timeSliceTarget } = objective;
  const wrong = wrongTarget(timeSliceTarget, threshold);
  if (wrong) at.findings.error([...at.path, 'timeSliceTarget'], wrong);
  return timeSliceMinutes && !wrong
    ? {
        ...(timeSliceTarget !== undefined && { timeSliceTarget }),
        timeSliceMinutes,
      }
    : undefined;
}

function readLength(
  { timeSliceWindow }: ObjectiveSpec,
  method: BudgetingMethod,
  at: Spot,
): number | undefined {
  const field = [...at.path, 'timeSliceWindow'];
  const duration =
    typeof timeSliceWindow === 'string'
      ? parseShorthand(timeSliceWindow)
      : undefined;
  const minutes =
    typeof timeSliceWindow === 'number'
      ? timeSliceWindow
      : duration && shorthandMinutes(duration);
  if (!minutes) {
    at.findings.error(
      field,
      `the length of a slice, such as 1m or 5m: ${method} needs it`,
    );
    return undefined;
  }
  if (minutes <= longestMinutes) return minutes;
  at.findings.error(
    field,
    duration?.unit === 'M'
      ? `at most 1d; M is months, write ${duration.count}m if minutes are meant`
      : 'at most 1d',
  );
  return undefined;
}

function wrongTarget(
  target: number | undefined,
  threshold: boolean,
): string | undefined {
  if (target === undefined) {
    return threshold
      ? undefined
      : 'the share of good events that makes a slice good, such as 0.95: Timeslices needs it';
  }
  if (target > 0 && target <= 1) return undefined;
  return target > 1 && target <= 100
    ? `a share above 0 and at most 1: write ${Number((target / 100).toPrecision(12))}`
    : 'a share above 0 and at most 1, such as 0.95';
}
