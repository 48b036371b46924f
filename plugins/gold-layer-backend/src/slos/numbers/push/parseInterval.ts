import {
  PushInterval,
  pushIntervalSchema,
} from '@gold-layer/backstage-plugin-common';
import { refuse } from '../../../facts';
import { mostEvents } from '../store/buckets';
import { isStorable, unstorable } from '../../../http/storableText';

/** A pushed interval in order, or why it is not; times are milliseconds since 1970. */
export type ParsedInterval =
  | { interval: IntervalItem; reason?: undefined }
  | { interval?: undefined; reason: string };

/** A pushed interval before its SLO is known. */
export interface IntervalItem extends Pick<PushInterval, 'good' | 'total'> {
  slo: string;
  from: number;
  to: number;
}

const dayMs = 24 * 3600_000;
const shortestMs = 60_000;
const longestDays = 31;
const oldestDays = 90;
const furthestAheadMinutes = 5;

/** Judges one pushed item by itself. Whether there is such an SLO is not known here. */
export function parseInterval(item: unknown, now: Date): ParsedInterval {
  const parsed = pushIntervalSchema.safeParse(item, { reportInput: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'item';
    return refuse(field, { found: issue.input, right: issue.message });
  }
  const { slo, good, total, ...times } = parsed.data;
  if (!isStorable(slo)) {
    return refuse('slo', { found: slo, right: `an id without ${unstorable}` });
  }
  const from = Date.parse(times.from);
  const to = Date.parse(times.to);
  if (to <= from) {
    return refuse('to', { found: times.to, right: `after ${times.from}` });
  }
  if (to - from < shortestMs) {
    return refuse('to', {
      found: times.to,
      right: `at least a minute after ${times.from}; add up what is shorter`,
    });
  }
  if (to - from > longestDays * dayMs) {
    return refuse('to', {
      found: times.to,
      right: `at most ${longestDays} days after ${times.from}`,
    });
  }
  if (to > now.getTime() + furthestAheadMinutes * 60_000) {
    return refuse('to', {
      found: times.to,
      right: `a time at most ${furthestAheadMinutes} minutes ahead of ${now.toISOString()}`,
    });
  }
  if (from < now.getTime() - oldestDays * dayMs) {
    return refuse('from', {
      found: times.from,
      right: `a time at most ${oldestDays} days ago`,
    });
  }
  if (total > mostEvents) {
    return refuse('total', {
      found: total,
      right: `at most ${mostEvents.toExponential()}`,
    });
  }
  if (good > total) {
    return refuse('good', {
      found: good,
      right: `at most the total, ${total}`,
    });
  }
  return {
    interval: { slo: slo.toLocaleLowerCase('en-US'), from, to, good, total },
  };
}
