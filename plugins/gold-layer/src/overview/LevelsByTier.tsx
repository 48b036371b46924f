import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import {
  EmptyState,
  Panel,
  StackedBar,
  TierLabel,
  count,
  useLinks,
} from '../ui';
import { ladderOf, shownScorecard } from './levelTitles';

/** How many services stand on which level, tier by tier. */
export function LevelsByTier(props: { overview: Overview }) {
  const { overview } = props;
  const links = useLinks();
  const scorecard = shownScorecard(overview);
  if (!scorecard) {
    return (
      <Panel title="Levels by tier">
        <EmptyState
          why="No scorecard is in force."
          todo={
            <>
              Scorecards are YAML documents. If there should be one, the{' '}
              <Link to={links.health}>health page</Link> says why it was
              refused.
            </>
          }
        />
      </Panel>
    );
  }
  const ladder = ladderOf(scorecard);
  return (
    <Panel
      title="Levels by tier"
      question="Do the services we depend on most stand highest?"
      link={{ to: links.scorecard(scorecard.name), text: scorecard.title }}
    >
      {overview.byTier
        .filter(({ services }) => services > 0)
        .map(row => {
          const scored = ladder.reduce(
            (sum, { level }) => sum + (row.levels[level] ?? 0),
            0,
          );
          return (
            <Box
              key={row.tier}
              sx={{
                display: 'grid',
                gridTemplateColumns: { xs: '1fr', sm: '150px 1fr' },
                columnGap: 2,
                rowGap: 0.5,
                py: 1.25,
                borderTop: 1,
                borderColor: 'divider',
                '&:first-of-type': { borderTop: 0, pt: 0 },
              }}
            >
              <Box sx={{ lineHeight: 1.4 }}>
                <Link to={links.services({ tier: [row.tier] })} color="inherit">
                  <TierLabel tier={row.tier} />
                </Link>
                <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                  {count(row.services, 'service')}
                  {scored < row.services &&
                    `, ${row.services - scored} unscored`}
                </Box>
              </Box>
              <StackedBar
                shares={ladder.map(({ level, title, rank }) => ({
                  level,
                  title,
                  rank,
                  services: row.levels[level] ?? 0,
                  to: links.services({
                    scorecard: scorecard.name,
                    tier: [row.tier],
                    level: [level],
                  }),
                }))}
              />
            </Box>
          );
        })}
    </Panel>
  );
}
