import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import {
  EmptyState,
  LevelBadge,
  Panel,
  StateChip,
  effortWords,
  useLinks,
} from '../ui';
import { ladderOf, levelNamed, shownScorecard } from './levelTitles';

/** The checks that stand between most services and their next level. */
export function Blockers(props: { overview: Overview }) {
  const { overview } = props;
  const links = useLinks();
  const scorecard = shownScorecard(overview);
  const ladder = ladderOf(scorecard);
  const behind = (check: string, state: string[]) =>
    links.services({
      scorecard: scorecard?.name,
      check,
      state,
      blocking: 'true',
    });
  return (
    <Panel
      title="What holds most services back"
      question="Which checks stand between most services and their next level?"
      link={
        scorecard && {
          to: links.scorecard(scorecard.name),
          text: 'See all checks',
        }
      }
    >
      {overview.blockers.length === 0 ? (
        <EmptyState why="No check keeps any service from its next level." />
      ) : (
        <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {overview.blockers.map(blocker => {
            const level = levelNamed(ladder, blocker.level);
            return (
              <Box
                component="li"
                key={blocker.check}
                sx={{
                  display: 'grid',
                  gridTemplateColumns: { xs: '1fr', sm: '1fr auto' },
                  columnGap: 2,
                  rowGap: 0.5,
                  alignItems: 'center',
                  py: 1,
                  borderTop: 1,
                  borderColor: 'divider',
                  '&:first-of-type': { borderTop: 0, pt: 0 },
                }}
              >
                <Box sx={{ minWidth: 0 }}>
                  <Link to={behind(blocker.check, [])}>{blocker.title}</Link>
                  <Box
                    sx={{
                      display: 'flex',
                      alignItems: 'center',
                      gap: 1,
                      mt: 0.25,
                      color: 'text.secondary',
                      fontSize: '0.8125rem',
                    }}
                  >
                    <LevelBadge
                      level={level.level}
                      title={level.title}
                      rank={level.rank}
                    />
                    takes {effortWords[blocker.effort] ?? blocker.effort}
                  </Box>
                </Box>
                <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
                  {blocker.failing > 0 && (
                    <Link
                      to={behind(blocker.check, ['fail'])}
                      aria-label={`${blocker.failing} failing: ${blocker.title}`}
                    >
                      <StateChip state="fail" count={blocker.failing} />
                    </Link>
                  )}
                  {blocker.unknown > 0 && (
                    <Link
                      to={behind(blocker.check, ['unknown'])}
                      aria-label={`${blocker.unknown} unknown: ${blocker.title}`}
                    >
                      <StateChip state="unknown" count={blocker.unknown} />
                    </Link>
                  )}
                </Box>
              </Box>
            );
          })}
        </Box>
      )}
    </Panel>
  );
}
