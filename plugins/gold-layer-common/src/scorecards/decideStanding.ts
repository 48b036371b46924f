import type { CheckState } from './state';

/** How a scorecard's ladder looks to one service: the states of each level's checks, lowest level first. */
export interface Ladder {
  levels: { name: string; states: readonly CheckState[] }[];
  /** Whether a waived check counts toward its level. */
  waivedCounts: boolean;
}

/** One rung as counted. */
export interface Rung {
  name: string;
  /** 1 for the lowest level. */
  rank: number;
  /** Enforced checks that speak of the service. */
  applicable: number;
  /** Of those, checks that do not count as passed. */
  missing: number;
}

/** Where a service stands on a scorecard. */
export interface DecidedStanding {
  /** 0 on the ground floor. */
  rank: number;
  level: string | undefined;
  /** The next level there is something to do for; absent at the top. */
  next: Rung | undefined;
  rungs: Rung[];
  passed: number;
  failed: number;
  unknown: number;
  waived: number;
  /** pass + fail + unknown + waived. */
  applicable: number;
  /** (applicable − unknown) / applicable; absent when nothing applies. */
  coverage: number | undefined;
}

/**
 * The highest level whose checks, and those of every level below, all pass or
 * are waived. Not-applicable and upcoming checks stand in nobody's way;
 * unknown ones do.
 *
 * A level none of whose checks apply proves nothing about the service. It is
 * passed over: it never blocks the levels above and is never what a service is
 * said to hold, so that nobody is Gold for lack of questions.
 */
export function decideStanding(ladder: Ladder): DecidedStanding {
  const count = (state: CheckState) =>
    ladder.levels.reduce((sum, level) => sum + countOf(level.states, state), 0);
  const rungs = ladder.levels.map((level, index) => {
    const { states } = level;
    const missing = states.filter(state =>
      isOpen(state, ladder.waivedCounts),
    ).length;
    return {
      name: level.name,
      rank: index + 1,
      applicable:
        countOf(states, 'fail') +
        countOf(states, 'unknown') +
        countOf(states, 'waived') +
        countOf(states, 'pass'),
      missing,
    };
  });
  const asked = rungs.filter(rung => rung.applicable > 0);
  const blocked = asked.findIndex(rung => rung.missing > 0);
  const held = blocked < 0 ? asked.at(-1) : asked[blocked - 1];

  const [passed, failed] = [count('pass'), count('fail')];
  const [unknown, waived] = [count('unknown'), count('waived')];
  const applicable = passed + failed + unknown + waived;
  return {
    rank: held?.rank ?? 0,
    level: held?.name,
    next: blocked < 0 ? undefined : asked[blocked],
    rungs,
    passed,
    failed,
    unknown,
    waived,
    applicable,
    coverage: applicable > 0 ? (applicable - unknown) / applicable : undefined,
  };
}

/**
 * Of rungs in order, lowest first: the one after the held rank for which there
 * is something to do. Levels none of whose checks apply are passed over.
 */
export function nextRung<T extends Pick<Rung, 'rank' | 'missing'>>(
  rungs: readonly T[],
  heldRank: number,
): T | undefined {
  return rungs.find(({ rank, missing }) => rank > heldRank && missing > 0);
}

/** Whether a check in this state keeps a service from the check's level. */
export function isOpen(state: CheckState, waivedCounts: boolean): boolean {
  return (
    state === 'fail' ||
    state === 'unknown' ||
    (state === 'waived' && !waivedCounts)
  );
}

function countOf(states: readonly CheckState[], wanted: CheckState): number {
  let count = 0;
  for (const state of states) if (state === wanted) count++;
  return count;
}
