import type { Replay } from '@gold-layer/backstage-plugin-common';

/** A point of the chart, in per cent of its width and height from the top left; without a height where nothing is known. */
export interface Place {
  x: number;
  y?: number;
}

/** Where points lie in a chart from `low` at the bottom to 1 at the top. */
export function placesOf(points: Replay['points'], low: number): Place[] {
  const first = Date.parse(points[0]?.at ?? '');
  const last = Date.parse(points[points.length - 1]?.at ?? '');
  const span = last - first || 1;
  return points.map(({ at, remaining }) => ({
    x: round(((Date.parse(at) - first) / span) * 100),
    ...(remaining !== undefined && {
      y: round(((1 - remaining) / (1 - low)) * 100),
    }),
  }));
}

/** The line through the places, and the areas between it and a height; gaps stay gaps. */
export function pathsOf(places: Place[]): {
  line: string;
  area: (base: number) => string;
} {
  const runs: string[][] = [];
  const ends: [from: number, to: number][] = [];
  let open = false;
  for (const { x, y } of places) {
    if (y === undefined) {
      open = false;
      continue;
    }
    if (!open) {
      runs.push([]);
      ends.push([x, x]);
    }
    open = true;
    runs[runs.length - 1].push(`${x} ${y}`);
    ends[ends.length - 1][1] = x;
  }
  return {
    line: runs.map(run => `M${run.join('L')}`).join(''),
    area: base =>
      runs
        .map((run, index) => {
          const [from, to] = ends[index];
          return `M${from} ${round(base)}L${run.join('L')}L${to} ${round(base)}Z`;
        })
        .join(''),
  };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
