import type { SloMark, SloSeries } from '@gold-layer/backstage-plugin-common';
import { DateTime } from 'luxon';

/** One point of both charts. Absent values are gaps of their lines. */
export interface ChartPoint {
  time: number;
  remaining?: number;
  ideal?: number;
  forecast?: number;
  atBurn?: number;
  sli?: number;
  objective?: number;
}

/** A mark as a chart draws it. */
export interface ChartMark {
  id: string;
  kind: SloMark['kind'];
  from: number;
  /** The same as `from` for a moment. */
  to: number;
}

/**
 * What is to come, as far as it says something: to a day after what the
 * forecast ends with, or else for a third of the time that is shown.
 */
export function shownForecast(
  series: SloSeries,
  end?: string,
): SloSeries['forecast'] {
  const first = Date.parse(series.points[0]?.at ?? '');
  const last = Date.parse(series.points[series.points.length - 1]?.at ?? '');
  const until = end ? Date.parse(end) + 86_400_000 : last + (last - first) / 3;
  return Number.isNaN(until)
    ? series.forecast
    : series.forecast.filter(({ at }) => Date.parse(at) <= until);
}

/**
 * The course at the present burn: of a budget that is left, down to where it is
 * used up; of one that is overspent, half as deep again as the chart is high.
 * What lies deeper would press all else flat.
 */
export function shownAtBurn(series: SloSeries): SloSeries['forecast'] {
  const { atBurn = [], points } = series;
  const measured = points.flatMap(({ remaining }) => remaining ?? []);
  const lowest = Math.min(0, ...measured);
  const highest = Math.max(0, ...measured);
  const low = lowest < 0 ? lowest - (highest - lowest) / 2 : 0;
  const below = atBurn.findIndex(({ remaining }) => remaining < low);
  if (below <= 0) return below < 0 ? atBurn : [];
  const [last, next] = [atBurn[below - 1], atBurn[below]];
  const part = (last.remaining - low) / (last.remaining - next.remaining);
  const [from, to] = [Date.parse(last.at), Date.parse(next.at)];
  return [
    ...atBurn.slice(0, below),
    { at: new Date(from + part * (to - from)).toISOString(), remaining: low },
  ];
}

/** The lines of both charts on one axis of time, oldest first. */
export function chartPoints(series: SloSeries): ChartPoint[] {
  const byTime = new Map<number, ChartPoint>();
  const at = (iso: string) => {
    const time = Date.parse(iso);
    const point = byTime.get(time) ?? { time };
    byTime.set(time, point);
    return point;
  };
  for (const { at: iso, remaining, sli } of series.points) {
    const point = at(iso);
    point.remaining = remaining;
    point.sli = sli;
    point.objective = objectiveAt(series, point.time);
  }
  for (const { at: iso, remaining } of series.forecast) {
    at(iso).forecast = remaining;
  }
  for (const { at: iso, remaining } of series.atBurn ?? []) {
    at(iso).atBurn = remaining;
  }
  const last = Math.max(...byTime.keys());
  for (const { at: iso, remaining } of series.ideal) {
    if (Date.parse(iso) > last) continue;
    const point = at(iso);
    // Where a period ends the next begins: the line falls to 0 and jumps back.
    if (point.ideal === undefined) point.ideal = remaining;
    else byTime.set(point.time + 1, { time: point.time + 1, ideal: remaining });
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

function objectiveAt(series: SloSeries, time: number): number | undefined {
  const inForce = series.objectives.filter(
    ({ since }) => Date.parse(since) <= time,
  );
  const first = series.objectives[0];
  // Before the first objective was written, it is measured by that one.
  const objective = inForce[inForce.length - 1] ?? first;
  return objective && Number(objective.objective);
}

/** Whether even spending leaves nothing at any time, as in windows that roll: then it is the zero line. */
export function isFlat(ideal: SloSeries['ideal']): boolean {
  return ideal.every(({ remaining }) => remaining === 0);
}

/** Marks within the time shown, cut to it. */
export function chartMarks(
  marks: SloMark[],
  from: number,
  to: number,
  now: number,
): ChartMark[] {
  return marks
    .map(mark => {
      const begins = Date.parse(mark.from);
      // What is not a moment and has no end yet lasts.
      const open = mark.kind === 'deploy' ? begins : now;
      return {
        id: mark.id,
        kind: mark.kind,
        from: begins,
        to: mark.to ? Date.parse(mark.to) : open,
      };
    })
    .filter(mark => mark.to >= from && mark.from <= to)
    .map(mark => ({
      ...mark,
      from: Math.max(mark.from, from),
      to: Math.min(mark.to, to),
    }));
}

/**
 * Where the SLI's axis begins: an outage would press the line of good days
 * flat, so it reaches down to ten budgets below the objective at most; what lies
 * deeper leaves the chart and is told in words.
 */
export function sliFloor(points: ChartPoint[]): {
  floor: number;
  deeper?: { time: number; sli: number };
} {
  let lowest: { time: number; sli: number } | undefined;
  let objective = 1;
  for (const point of points) {
    objective = Math.min(objective, point.objective ?? 1);
    if (point.sli !== undefined && point.sli < (lowest?.sli ?? 2)) {
      lowest = { time: point.time, sli: point.sli };
    }
  }
  const budget = 1 - objective;
  const limit = Math.max(0, 1 - 10 * (budget || 0.001));
  if (lowest && lowest.sli < limit) return { floor: limit, deeper: lowest };
  return {
    floor: Math.max(0, Math.min(lowest?.sli ?? 1, objective) - budget / 2),
  };
}

/**
 * Round places for the lines of an axis from about `low` up to 1, a handful of
 * them; the first lies at `low` or below.
 */
export function ticksUpToOne(low: number): number[] {
  const span = Math.max(1 - low, 1e-9);
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step =
    power * ([1, 2, 2.5, 5].find(each => span / (power * each) <= 6) ?? 10);
  const steps = Math.ceil(span / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) =>
    Number((1 - (steps - index) * step).toPrecision(12)),
  );
}

/** One day in the table beside the charts. */
export interface SeriesDay {
  day: string;
  /** At the end of the day. */
  remaining?: number;
  sli?: number;
  bad?: number;
  total?: number;
  coverage: number;
  marks: SloMark[];
}

/** The points taken together by the reader's days, newest first. */
export function seriesDays(series: SloSeries): SeriesDay[] {
  const days = new Map<string, SeriesDay & { steps: number }>();
  for (const point of series.points) {
    const key = dayOf(point.at);
    const day = days.get(key) ?? {
      day: key,
      coverage: 0,
      steps: 0,
      marks: series.marks.filter(mark => dayOf(mark.from) === key),
    };
    day.steps += 1;
    day.coverage += (point.coverage - day.coverage) / day.steps;
    day.remaining = point.remaining ?? day.remaining;
    if (point.total !== undefined) {
      day.total = (day.total ?? 0) + point.total;
      day.bad = (day.bad ?? 0) + (point.bad ?? 0);
      day.sli = day.total > 0 ? 1 - day.bad / day.total : undefined;
    }
    days.set(key, day);
  }
  return [...days.values()]
    .map(({ steps: _, ...day }) => day)
    .sort((a, b) => b.day.localeCompare(a.day));
}

function dayOf(at: string): string {
  return DateTime.fromISO(at).toISODate() ?? at;
}

/** The course of a budget in a sentence. */
export function courseWords(
  series: { points: Pick<SloSeries['points'][number], 'at' | 'remaining'>[] },
  words: (remaining: number | undefined) => string,
): string {
  const measured = series.points.filter(point => point.remaining !== undefined);
  const first = measured[0];
  const last = measured[measured.length - 1];
  if (!first || !last) return 'Nothing was measured in this time.';
  const day = (at: string) =>
    DateTime.fromISO(at, { locale: 'en-US' }).toFormat('d LLL');
  const gaps = series.points.length - measured.length;
  return `From ${words(first.remaining)} on ${day(first.at)} to ${words(last.remaining)} on ${day(last.at)}${gaps > 0 ? '; where the line is missing nothing was measured' : ''}.`;
}
