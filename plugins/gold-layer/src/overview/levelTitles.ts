import type {
  LevelCount,
  Overview,
  ScorecardSummary,
} from '@gold-layer/backstage-plugin-common';

/** The scorecard that the overview speaks of, if there is any. */
export function shownScorecard(
  overview: Overview,
): ScorecardSummary | undefined {
  return overview.scorecards.find(({ name }) => name === overview.scorecard);
}

/** The ladder of a scorecard, the ground floor first. */
export function ladderOf(
  scorecard: ScorecardSummary | undefined,
): LevelCount[] {
  const levels = scorecard?.levels ?? [];
  const ground = levels.some(({ rank }) => rank === 0)
    ? []
    : [{ level: 'none', title: 'No level yet', rank: 0, services: 0 }];
  return [...ground, ...levels].sort((a, b) => a.rank - b.rank);
}

/** The level of that name; one not on the ladder any more keeps its name. */
export function levelNamed(ladder: LevelCount[], name: string): LevelCount {
  return (
    ladder.find(({ level }) => level === name) ?? {
      level: name,
      title: name,
      rank: 0,
      services: 0,
    }
  );
}
