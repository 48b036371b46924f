import { DateTime } from 'luxon';
import { shortJson } from '../services/recordWords';
import { recurrenceFrom, recurrenceProblem } from './recurrence';
import type { Exclusion } from './series';
import type { SloProblem } from './spec';

/** When excluded time is. */
export type ExclusionTimes = Pick<
  Exclusion,
  'from' | 'to' | 'rule' | 'minutes' | 'timeZone'
>;

/** At most so many occurrences are looked at. */
export const mostOccurrences = 1000;
/** Enough to find the next one: those of a week and two days, twice a day, may lie before it. */
const mostNearby = 24;
const dayMs = 24 * 3_600_000;

/**
 * Every stretch of excluded time that touches a stretch of time, in order.
 * Recurring ones begin at the same local time in their zone, whatever summer
 * time does: an hour that is skipped moves on, one that comes twice is its first.
 */
export function occurrencesOf(
  exclusion: ExclusionTimes,
  within: { from: Date; to: Date },
  { most = mostOccurrences }: { most?: number } = {},
): { from: Date; to: Date }[] {
  const { rule, minutes, timeZone } = exclusion;
  const touches = ({ from, to }: { from: Date; to: Date }) =>
    from < within.to && to > within.from;
  const start = new Date(exclusion.from);
  if (rule === undefined || minutes === undefined) {
    const once = { from: start, to: new Date(exclusion.to ?? exclusion.from) };
    return touches(once) ? [once] : [];
  }
  const lengthMs = minutes * 60_000;
  const floating = (at: Date) => floatingTime(at, timeZone);
  return recurrenceFrom(rule, floating(start), floating)
    .between(
      new Date(within.from.getTime() - lengthMs - dayMs),
      new Date(within.to.getTime() + dayMs),
      true,
      (_, index) => index < most,
    )
    .map(local => {
      const from = instantOf(local, timeZone);
      return { from, to: new Date(from.getTime() + lengthMs) };
    })
    .filter(touches);
}

/** The occurrence that is now or comes next, up to two years ahead. */
export function nextOccurrence(
  exclusion: ExclusionTimes,
  now: Date,
): { from: Date; to: Date } | undefined {
  const to = new Date(now.getTime() + 2 * 365 * dayMs);
  return occurrencesOf(exclusion, { from: now, to }, { most: mostNearby })[0];
}

/** Whether it was over, or its first time was, when it was declared: what happened then was known. */
export function declaredAfterwards(
  exclusion: ExclusionTimes & Pick<Exclusion, 'createdAt'>,
): boolean {
  const from = new Date(exclusion.from);
  const to = new Date(exclusion.createdAt);
  if (from >= to) return false;
  const [first] = occurrencesOf(exclusion, { from, to }, { most: mostNearby });
  return first !== undefined && first.to <= to;
}

/** What is wrong with excluded time, with what would be right. */
export function exclusionProblems(exclusion: ExclusionTimes): SloProblem[] {
  const problem = (
    path: keyof ExclusionTimes,
    allowed: string,
  ): SloProblem => ({
    severity: 'error',
    path,
    found: shortJson(exclusion[path]),
    allowed,
  });
  if (!DateTime.utc().setZone(exclusion.timeZone).isValid) {
    return [problem('timeZone', 'an IANA zone such as Europe/Berlin')];
  }
  const { from, to, rule } = exclusion;
  if (to !== undefined && Date.parse(to) <= Date.parse(from)) {
    return [problem('to', `a time after ${from}`)];
  }
  if (rule === undefined) return [];
  const wrong = recurrenceProblem(rule);
  if (wrong) return [problem('rule', wrong)];
  const start = new Date(from);
  const first = occurrencesOf(exclusion, {
    from: start,
    to: new Date(start.getTime() + 5 * 366 * dayMs),
  });
  return first.length > 0
    ? []
    : [problem('rule', `a rule that comes true within five years of ${from}`)];
}

/** Local time in a zone, written as if it were UTC. */
function floatingTime(at: Date, zone: string): Date {
  return DateTime.fromJSDate(at, { zone })
    .setZone('utc', { keepLocalTime: true })
    .toJSDate();
}

function instantOf(floating: Date, zone: string): Date {
  const local = DateTime.fromJSDate(floating, { zone: 'utc' }).setZone(zone, {
    keepLocalTime: true,
  });
  const first = Math.min(
    ...local.getPossibleOffsets().map(offset => offset.toMillis()),
  );
  return new Date(first);
}
