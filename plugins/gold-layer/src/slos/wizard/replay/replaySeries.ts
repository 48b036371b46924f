import type { Replay, SloSeries } from '@gold-layer/backstage-plugin-common';

/** A replay as the charts of an SLO want it. */
export function replaySeries(replay: Replay): SloSeries {
  const { points, slo } = replay;
  return {
    stepMinutes: 360,
    points: points.map(({ at, sli, remaining }) => ({
      at,
      sli,
      remaining,
      coverage: sli === undefined ? 0 : 1,
    })),
    ideal: [],
    forecast: [],
    objectives: points[0]
      ? [{ since: points[0].at, objective: slo.objective }]
      : [],
    marks: [],
  };
}
