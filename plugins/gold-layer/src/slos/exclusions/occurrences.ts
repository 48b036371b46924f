import {
  exclusionProblems,
  occurrencesOf,
  type RouteInput,
} from '@gold-layer/backstage-plugin-common';

const mostShown = 3;
const years = 5;

/** The first times of planned time, or what is wrong with it. Only whoever declares some needs what reads recurrences. */
export function firstTimes(body: RouteInput<'addSloExclusion'>['body']): {
  times: { from: string; to: string }[];
  problem?: string;
} {
  const exclusion = { ...body, timeZone: body.timeZone ?? 'UTC' };
  const [problem] = exclusionProblems(exclusion);
  if (problem) return { times: [], problem: problem.allowed };
  const from = new Date(body.from);
  const to = new Date(from.getTime() + years * 366 * 86_400_000);
  return {
    times: occurrencesOf(exclusion, { from, to })
      .slice(0, mostShown)
      .map(time => ({
        from: time.from.toISOString(),
        to: time.to.toISOString(),
      })),
  };
}
