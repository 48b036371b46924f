import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import { lowestPassRateFirst } from '../scorecardOrder';
import { EmptyState, Panel, StackedBar, percent, useLinks } from '../ui';
import { ladderOf } from './levelTitles';

/** Every scorecard on one line, the lowest pass rate first. */
export function ScorecardsGlance(props: { overview: Overview }) {
  const scorecards = [...props.overview.scorecards].sort(lowestPassRateFirst);
  const links = useLinks();
  return (
    <Panel
      title="Scorecards"
      question="How do we stand on each ladder?"
      link={{ to: links.scorecards, text: 'See all scorecards' }}
    >
      {scorecards.length === 0 ? (
        <EmptyState why="No scorecard is in force." />
      ) : (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
            columnGap: 4,
            rowGap: 2.5,
          }}
        >
          {scorecards.map(scorecard => (
            <Box key={scorecard.name} sx={{ minWidth: 0 }}>
              <Box
                sx={{
                  display: 'flex',
                  justifyContent: 'space-between',
                  alignItems: 'baseline',
                  gap: 2,
                  mb: 0.75,
                }}
              >
                <Link to={links.scorecard(scorecard.name)}>
                  {scorecard.title}
                </Link>
                <Box
                  component="span"
                  sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
                >
                  {scorecard.passRate === undefined
                    ? 'nothing applies yet'
                    : `${percent(scorecard.passRate)} of checks pass`}
                </Box>
              </Box>
              <StackedBar
                shares={ladderOf(scorecard).map(level => ({
                  ...level,
                  to: links.services({
                    scorecard: scorecard.name,
                    level: [level.level],
                  }),
                }))}
              />
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
