import { LevelCount, TrendPoint } from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';

/** A day as people write it: `Aug 24, 2026`, without the year where the place is small. */
export function dayInWords(day: string, format = 'LLL d, yyyy'): string {
  return DateTime.fromISO(day, { locale: 'en-US' }).toFormat(format);
}

/** One level's band in the chart, the highest level first. */
export interface TrendBand {
  level: string;
  title: string;
  rank: number;
}

/** A trend ready to be drawn and read. */
export interface TrendSeries {
  bands: TrendBand[];
  points: TrendPoint[];
  /** First and last day that were recomputed rather than seen. */
  replayed?: { from: string; to: string; days: number };
}

/** Orders a trend for the screen: days ascending, levels from the top down. */
export function trendSeries(
  points: TrendPoint[],
  levels: LevelCount[],
): TrendSeries {
  const ordered = [...points].sort((a, b) => a.day.localeCompare(b.day));
  const replayed = ordered.filter(point => point.replayed);
  return {
    bands: [...levels]
      .sort((a, b) => b.rank - a.rank)
      .map(({ level, title, rank }) => ({ level, title, rank })),
    points: ordered,
    ...(replayed.length > 0 && {
      replayed: {
        from: replayed[0].day,
        to: replayed[replayed.length - 1].day,
        days: replayed.length,
      },
    }),
  };
}

/** What changed from the first day to the last, as a sentence a reader can check. */
export function trendInWords({ bands, points }: TrendSeries): string {
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last || first === last) {
    return 'One day is known so far; a trend needs two.';
  }
  const changes = bands
    .map(({ level, title }) => ({
      title,
      change: (last.levels[level] ?? 0) - (first.levels[level] ?? 0),
    }))
    .filter(({ change }) => change !== 0)
    .map(
      ({ title, change }) =>
        `${title} ${change > 0 ? '+' : '−'}${Math.abs(change)}`,
    );
  return changes.length > 0
    ? `Since ${dayInWords(first.day)}: ${changes.join(', ')}.`
    : `No level has gained or lost a service since ${dayInWords(first.day)}.`;
}
