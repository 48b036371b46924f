import { remainingBudget, SloSpec } from '@gold-layer/backstage-plugin-common';
import { addCounts, Counts, floorTo, noCounts } from '../store/buckets';
import { windowBegin } from './windowBegin';

const dayMinutes = 1440;

/** Days that a sparkline shows. */
const shownDays = 28;

/** The days of UTC, as starts in minutes since 1970, that the sparkline of an SLO rests on, oldest first. */
export function sparklineDays(
  { window }: Pick<SloSpec, 'window'>,
  end: number,
): number[] {
  const today = dayOf(end - 1);
  const firstShown = today - (shownDays - 1) * dayMinutes;
  const first = dayOf(windowBegin(window, firstShown + dayMinutes));
  const days: number[] = [];
  for (let day = first; day <= today; day += dayMinutes) days.push(day);
  return days;
}

/**
 * What was left of the budget at the end of each of the last 28 days of UTC,
 * oldest first, today as it stands; null where nothing was measured that day. Windows
 * begin with a whole day here: a line needs no more.
 *
 * @param counts by day, those of {@link sparklineDays}
 */
export function sparkline(
  { window, objective }: Pick<SloSpec, 'window' | 'objective'>,
  days: readonly number[],
  counts: ReadonlyMap<number, Counts>,
): (number | null)[] {
  return days.slice(-shownDays).map(day => {
    // A day of which nothing is known is a gap, however much is known of others.
    if (!((counts.get(day)?.covered ?? 0) > 0)) return null;
    const begin = dayOf(windowBegin(window, day + dayMinutes));
    let sum: Counts = noCounts;
    for (const each of days) {
      const counted = counts.get(each);
      if (counted && each >= begin && each <= day) {
        sum = addCounts(sum, counted);
      }
    }
    return remainingBudget({ ...sum, objective }) ?? null;
  });
}

function dayOf(minute: number): number {
  return floorTo(dayMinutes, minute);
}
